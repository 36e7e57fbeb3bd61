import { expect, test } from '@jest/globals';
import { type Environment, readEnvironment } from '../../src/config/environment.ts';

const http = { SLACK_BOT_TOKEN: 'xoxb-1234-5678-abcdef', SLACK_SIGNING_SECRET: '0123456789abcdef' };

function environmentOf(env: NodeJS.ProcessEnv): Environment {
  const read = readEnvironment(env);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.environment;
}

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  const read = readEnvironment(env);
  return 'problems' in read ? read.problems : [];
}

test('two secrets are enough; the rest has defaults', () => {
  expect(environmentOf(http)).toEqual({
    transport: { kind: 'http', signingSecret: '0123456789abcdef' },
    botToken: 'xoxb-1234-5678-abcdef',
    slackApiUrl: 'https://slack.com/api/',
    port: 3000,
    databaseUrl: null,
    dataDir: './data',
    configFile: null,
    publicUrl: 'http://localhost:3000',
    logLevel: 'info',
    notices: [],
  });
});

test('an app-level token means Socket Mode, without a signing secret', () => {
  const env = { SLACK_BOT_TOKEN: http.SLACK_BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-1-A012-345-abc' };
  expect(environmentOf(env).transport).toEqual({ kind: 'socket', appToken: 'xapp-1-A012-345-abc' });
});

test('empty values count as unset, spaces around a value are dropped, addresses get their slash', () => {
  const environment = environmentOf({
    ...http,
    SLACK_APP_TOKEN: '',
    DATABASE_URL: ' postgresql:///muster?host=/run/postgresql\n',
    SLACK_API_URL: 'http://127.0.0.1:9000/api',
    PUBLIC_URL: 'https://muster.example.org/',
    PORT: '8080',
  });
  expect(environment).toMatchObject({
    transport: { kind: 'http' },
    databaseUrl: 'postgresql:///muster?host=/run/postgresql',
    slackApiUrl: 'http://127.0.0.1:9000/api/',
    publicUrl: 'https://muster.example.org',
    port: 8080,
  });
});

test('everything wrong is told at once, by name and with an example', () => {
  const problems = problemsOf({
    PORT: '80000',
    DATABASE_URL: 'mysql://root:hunter2@localhost/muster',
    MUSTER_CONFIG: 'no/such.yml',
    PUBLIC_URL: 'muster.example.org',
    SLACK_API_URL: 'slack',
    LOG_LEVEL: 'loud',
  });
  expect(problems.map((line) => line.split(':')[0])).toEqual([
    'SLACK_API_URL',
    'PORT',
    'DATABASE_URL',
    'MUSTER_CONFIG',
    'PUBLIC_URL',
    'LOG_LEVEL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
  ]);
  for (const line of problems) {
    expect(line).toContain('for example');
    expect(line).not.toContain('\n');
  }
});

test('a token in the wrong place is named by its kind; no value of a secret is printed', () => {
  const problems = problemsOf({
    SLACK_BOT_TOKEN: 'xapp-1-VERYSECRET',
    SLACK_APP_TOKEN: 'xoxp-VERYSECRET',
    SLACK_SIGNING_SECRET: 'xoxb-VERYSECRET',
    DATABASE_URL: 'http://VERYSECRET',
  });
  expect(problems).toEqual([
    'SLACK_BOT_TOKEN: this is an app-level token, which belongs into SLACK_APP_TOKEN; expected a bot token, for example xoxb-1234-5678-abcdef',
    'SLACK_APP_TOKEN: this is a token of a person; expected an app-level token, for example xapp-1-A012-3456-abcdef',
    'SLACK_SIGNING_SECRET: expected the signing secret under "Basic Information" of the app, for example 0123456789abcdef0123456789abcdef',
    'DATABASE_URL: expected the address of a PostgreSQL database, for example postgres://muster:secret@localhost:5432/muster',
  ]);
  expect(problems.join()).not.toContain('VERYSECRET');
});

test('OAuth alone is not enough yet, and says so; beside a bot token it is a notice', () => {
  const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'abc' };
  expect(problemsOf({ ...oauth, SLACK_SIGNING_SECRET: '0123456789abcdef' })).toEqual([
    'SLACK_BOT_TOKEN: is missing; installing into many workspaces by OAuth is not there yet, so the token of one workspace is needed, for example SLACK_BOT_TOKEN=xoxb-1234-5678-abcdef',
  ]);
  expect(environmentOf({ ...oauth, ...http }).notices).toHaveLength(2);
});

test('what opens the page for when Slack fails must be long and made by chance; it stands in no line', () => {
  const secret = 'Wq7-tR2mKx9_LcV4hB8nZs3dYf6gJp1T';
  expect(environmentOf({ ...http, BRIDGE_SECRET: secret, SMTP_PASSWORD: 'x y' })).toMatchObject({
    bridgeSecret: secret,
    smtpPassword: 'x y',
  });
  for (const wrong of ['short', 'a'.repeat(40), `${secret}/../x`, `${secret} `.repeat(2)]) {
    const problems = problemsOf({ ...http, BRIDGE_SECRET: wrong });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^BRIDGE_SECRET: expected at least 32 letters and digits made by chance/);
    expect(problems[0]).not.toContain(wrong);
  }
});
