import { createRequire } from 'node:module';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Tokens of Slack, what opens the bridge page, and the password inside a database address, wherever in a line they turn up. */
const secrets: readonly [pattern: RegExp, instead: string][] = [
  [/\b(xox[a-z]|xapp)-[\w.-]+/g, '$1-[secret]'],
  // The page for when Slack fails opens by its address alone.
  [/(\/bridge\/)[^\s"'/?#\\]+/g, '$1[secret]'],
  [/(\bpostgres(?:ql)?:\/\/[^\s:@/"]*:)[^\s"]*@/g, '$1[secret]@'],
];

/** Fields that are not written even when somebody logs a whole request, an environment or a client's error. */
const hidden = ['token', 'botToken', 'appToken', 'signingSecret', 'authorization', 'cookie', 'response_url', 'text'];

/**
 * One JSON object a line on stdout, `time` in ISO 8601 UTC, `level` as a word; for eyes instead when stdout is
 * a terminal and pino-pretty is installed. Fields are flat: `incident.id`, `errand.kind`, `duration_ms`;
 * never message text, names or tokens, which a last look at each line makes sure of.
 */
export function createLog(level: string, destination: DestinationStream = ownDestination()): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: shownError },
      redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      hooks: {
        streamWrite: (line) => secrets.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line),
      },
    },
    destination,
  );
}

/** Of an error its kind, words, code and place. Its other fields may quote: PostgreSQL's `detail` has the whole row. */
function shownError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { code } = error as { readonly code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: shownError(error.cause) } : {}),
  };
}

function ownDestination(): DestinationStream {
  if (process.stdout.isTTY) {
    try {
      // A development dependency: where it is left out, the JSON lines are as good.
      const require = createRequire(import.meta.url);
      const pretty = require('pino-pretty') as (options: object) => DestinationStream;
      return pretty({ sync: true, translateTime: 'SYS:HH:MM:ss' });
    } catch {}
  }
  return pino.destination({ dest: 1, sync: true });
}
