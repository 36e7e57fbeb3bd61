// `npm start`: configuration → log → database → engine → Slack → web; stops in reverse on SIGTERM and SIGINT.
import { smtpProblem } from './config/card-settings.ts';
import { loadConfiguration } from './config/configuration.ts';
import { processEnvironment, readEnvironment } from './config/environment.ts';
import { createLog } from './log.ts';
import { type Muster, startMuster } from './muster.ts';
import { TokenError } from './slack/token-error.ts';
import { StoreError } from './store/store-error.ts';
import { createMetrics } from './web/metrics.ts';

/** EX_CONFIG of sysexits.h: something in the environment or the configuration must be changed first. */
const exitConfiguration = 78;

function give(lines: readonly string[], status: number): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(status);
}

const read = readEnvironment(processEnvironment());
if ('problems' in read) give(read.problems, exitConfiguration);
const { environment } = read;
const configuration = loadConfiguration(environment.configFile);
if ('problems' in configuration) give(configuration.problems, exitConfiguration);
const unsigned = smtpProblem(configuration.smtp, environment.smtpPassword);
if (unsigned !== null) give([unsigned], exitConfiguration);

const log = createLog(environment.logLevel);
for (const notice of [...environment.notices, ...configuration.notices]) log.warn({}, notice);
if (environment.databaseUrl === null) {
  log.warn(
    { 'database.folder': environment.dataDir },
    'embedded database: a power cut may lose the last moments; for production set DATABASE_URL',
  );
}

let muster: Muster | null = null;
let stopping = false;
const starting = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    // What a handler under way still holds is left to the next start: everything is written down.
    setTimeout(() => process.exit(1), 20_000).unref();
    starting.abort();
    if (muster !== null) stop(muster);
  });
}

function stop(running: Muster): void {
  running.stop().then(
    () => process.exit(0),
    (error) => {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    },
  );
}

try {
  const clock = { now: () => Date.now() };
  const { policy, directory, keepMs, rhythm, smtp } = configuration;
  const parts = { environment, policy, directory, keepMs, rhythm, smtp, clock, log, metrics: createMetrics() };
  muster = await startMuster({ ...parts, signal: starting.signal });
} catch (error) {
  // Asked to end while it waited for the database or for Slack.
  if (stopping) process.exit(0);
  if (error instanceof TokenError) give([`${error.variable}: ${refused(error)}`], exitConfiguration);
  if (error instanceof StoreError) give([error.message], exitConfiguration);
  throw error;
}
if (stopping) stop(muster);
else log.info({ 'http.port': muster.port, 'slack.transport': environment.transport.kind }, 'ready');

function refused({ variable, message }: TokenError): string {
  const wanted =
    variable === 'SLACK_BOT_TOKEN'
      ? 'the bot token of an installed app, such as xoxb-…'
      : 'an app-level token with the scope connections:write, such as xapp-…';
  return `Slack refuses it (${message}); expected ${wanted}`;
}
