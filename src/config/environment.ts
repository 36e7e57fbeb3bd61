import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { cardSecrets, cardVariables } from './card-settings.ts';
import { missingForPagers, type PagerSecrets, pagerSettings, pagerVariables, readPagers } from './pager-settings.ts';

/** What the surroundings say: who we are in Slack, where the data lies, how we are reached. */
export interface Environment {
  /** Requests come over HTTP (signed), or, when there is an app-level token, over Socket Mode. */
  readonly transport:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  readonly botToken: string;
  /** Base of the Web API, with a slash at the end. */
  readonly slackApiUrl: string;
  /** 0: any free port. */
  readonly port: number;
  /** `null`: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** `null`: built-in defaults. */
  readonly configFile: string | null;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly logLevel: LogLevel;
  /** Paging services; absent: none is set up. */
  readonly pagers?: PagerSecrets;
  /** Opens the card for the worst case; absent: there is no such page. */
  readonly bridgeSecret?: string;
  /** Where it listens; no variable says so: on every address of the machine, but for the sandbox. */
  readonly host?: string;
  readonly smtpPassword?: string;
  /** Lines worth a warning at start: nothing is wrong, but something set has no effect. */
  readonly notices: readonly string[];
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/** Every variable that is read, in the order of `.env.example`. */
export const environmentVariables = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_API_URL',
  'PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'MUSTER_CONFIG',
  'LOG_LEVEL',
  ...pagerVariables,
  ...cardVariables,
] as const;

const oauthVariables = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/**
 * Checks the variables and says everything that is wrong at once, one line for each:
 * the variable, what is wrong, an example. The value of a secret is never in a line.
 * Spaces around a value are dropped; an empty value counts as unset, as `compose` and hosts pass it.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): { environment: Environment } | { problems: string[] } {
  const given: Record<string, string> = {};
  for (const name of environmentVariables) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const read = schema.safeParse(given);
  const problems = read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  problems.push(...missing(given), ...missingForPagers(given));
  if (!read.success || problems.length > 0) return { problems };

  const values = read.data;
  const port = values.PORT ?? 3000;
  return {
    environment: {
      transport: values.SLACK_APP_TOKEN
        ? { kind: 'socket', appToken: values.SLACK_APP_TOKEN }
        : { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET ?? '' },
      botToken: values.SLACK_BOT_TOKEN ?? '',
      slackApiUrl: withSlash(values.SLACK_API_URL ?? 'https://slack.com/api/'),
      port,
      databaseUrl: values.DATABASE_URL ?? null,
      dataDir: values.DATA_DIR ?? './data',
      configFile: values.MUSTER_CONFIG ?? (existsSync('muster.yml') ? 'muster.yml' : null),
      publicUrl: withoutSlash(values.PUBLIC_URL ?? `http://localhost:${port}`),
      logLevel: values.LOG_LEVEL ?? 'info',
      ...readPagers(values),
      ...(values.BRIDGE_SECRET === undefined ? {} : { bridgeSecret: values.BRIDGE_SECRET }),
      ...(values.SMTP_PASSWORD === undefined ? {} : { smtpPassword: values.SMTP_PASSWORD }),
      notices: oauthVariables
        .filter((name) => given[name])
        .map((name) => `${name}: has no effect: installing into many workspaces is not there yet`),
    },
  };
}

/**
 * The variables of this process; those of a file `.env` in the current folder fill in what is unset.
 * The only place that reads them.
 */
export function processEnvironment(): NodeJS.ProcessEnv {
  if (!existsSync('.env')) return { ...process.env };
  return { ...parseEnv(readFileSync('.env', 'utf8')), ...process.env };
}

/** What depends on more than one variable; asked separately, so that it is told together with malformed values. */
function missing(given: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  if (!given.SLACK_BOT_TOKEN) {
    const oauth = oauthVariables.some((name) => given[name]);
    problems.push(
      oauth
        ? 'SLACK_BOT_TOKEN: is missing; installing into many workspaces by OAuth is not there yet, so the token of one workspace is needed, for example SLACK_BOT_TOKEN=xoxb-1234-5678-abcdef'
        : 'SLACK_BOT_TOKEN: is missing; it stands under "OAuth & Permissions" of the app, for example SLACK_BOT_TOKEN=xoxb-1234-5678-abcdef',
    );
  }
  if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_SIGNING_SECRET: is missing; it verifies requests over HTTP, for example SLACK_SIGNING_SECRET=0123456789abcdef0123456789abcdef (or set SLACK_APP_TOKEN=xapp-1-… for Socket Mode)',
    );
  }
  return problems;
}

const kinds: readonly [prefix: string, kind: string][] = [
  ['xoxb-', 'a bot token, which belongs into SLACK_BOT_TOKEN'],
  ['xapp-', 'an app-level token, which belongs into SLACK_APP_TOKEN'],
  ['xoxp-', 'a token of a person'],
  ['xoxe', 'a rotating token (token rotation must be off)'],
];

/** A token of the wrong kind is the usual mistake: its kind is named, its value is not. */
function token(prefix: string, expected: string) {
  return z.string().check((context) => {
    if (context.value.startsWith(prefix) && /^[\w.-]{10,}$/.test(context.value)) return;
    const kind = kinds.find(([start]) => start !== prefix && context.value.startsWith(start))?.[1];
    context.issues.push({
      code: 'custom',
      input: '',
      message: kind ? `this is ${kind}; expected ${expected}` : `expected ${expected}`,
    });
  });
}

function address(protocols: readonly string[], expected: string) {
  return z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), { error: expected });
}

const schema = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'a bot token, for example xoxb-1234-5678-abcdef').optional(),
  SLACK_APP_TOKEN: token('xapp-', 'an app-level token, for example xapp-1-A012-3456-abcdef').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .refine((value) => /^\S{8,}$/.test(value) && !/^x(ox[a-z]|app)-/.test(value), {
      error:
        'expected the signing secret under "Basic Information" of the app, for example 0123456789abcdef0123456789abcdef',
    })
    .optional(),
  SLACK_API_URL: address(
    ['http:', 'https:'],
    'expected the base of the Web API, for example https://slack.com/api/',
  ).optional(),
  PORT: z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, {
      error: 'expected a port number, for example 3000',
    })
    .transform(Number)
    .optional(),
  DATABASE_URL: address(
    ['postgres:', 'postgresql:'],
    'expected the address of a PostgreSQL database, for example postgres://muster:secret@localhost:5432/muster',
  ).optional(),
  DATA_DIR: z.string().optional(),
  MUSTER_CONFIG: z
    .string()
    .refine((value) => existsSync(value), {
      error: (issue) => `there is no file ${JSON.stringify(issue.input)}, for example ./muster.yml`,
    })
    .optional(),
  PUBLIC_URL: address(['http:', 'https:'], 'expected a web address, for example https://muster.example.org').optional(),
  ...pagerSettings,
  ...cardSecrets,
  LOG_LEVEL: z.enum(logLevels, { error: `expected one of ${logLevels.join(', ')}, for example info` }).optional(),
});

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
