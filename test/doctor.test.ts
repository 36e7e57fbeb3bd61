import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { migrations } from '../migrations/index.ts';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { examine } from '../src/doctor/examine.ts';
import { findingLine } from '../src/doctor/finding.ts';
import { openStore } from '../src/store/open-store.ts';
import { missingMigrations } from '../src/store/run-migrations.ts';
import { apiToken, openPagerDuty, routingKey } from './pagers/pager-duty-stub.ts';
import { createTestDatabase } from './support/database.ts';
import { unpackEmbedded } from './support/embedded-image.ts';
import { openMailServer } from './support/mail-server.ts';

const manifest = readFileSync('manifest.yml', 'utf8');
let folder: string;
let sandbox: Sandbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-doctor-'));
  sandbox = await open(manifest);
});

afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(text: string): Promise<Sandbox> {
  return openSandbox({
    manifest: text,
    people: [{ name: 'ana' }, { name: 'old', deactivated: true }],
    groups: [{ handle: 'payments-oncall', members: ['ana'] }],
    channels: [
      { name: 'incidents', members: ['ana'] },
      { name: 'old-incidents', members: [], archived: true },
    ],
  });
}

/** Everything set and right; Socket Mode. */
function good(): NodeJS.ProcessEnv {
  return {
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_APP_TOKEN: sandbox.appToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATA_DIR: join(folder, 'data'),
  };
}

function configured(text: string): NodeJS.ProcessEnv {
  const file = join(folder, 'muster.yml');
  writeFileSync(file, text);
  return { ...good(), MUSTER_CONFIG: file };
}

/** What the doctor says, and whether it calls it well; the lines about one subject only, if one is named. */
async function ask(env: NodeJS.ProcessEnv, about = ''): Promise<{ well: boolean; lines: string[] }> {
  const lines: string[] = [];
  const well = await examine(env, (finding) => lines.push(findingLine(finding)));
  return { well, lines: lines.filter((line) => line.slice(4).startsWith(about)) };
}

test('paging services are asked harmlessly, and what to do is said', async () => {
  const teams = `
people: { kim: { slack: U0123ABCD, email: kim@example.org } }
teams:
  payments: { pager: { with: pagerduty, on_call: PT20YPA } }
  search: { pager: { with: pagerduty, on_call: PWRONG } }
  disks: { pager: { with: zenduty } }
`;
  const service = await openPagerDuty();
  const access = {
    PAGERDUTY_ROUTING_KEY: routingKey,
    PAGERDUTY_API_TOKEN: apiToken,
    PAGERDUTY_EVENTS_URL: service.url,
    PAGERDUTY_API_URL: service.url,
  };
  const { well, lines } = await ask({ ...configured(teams), ...access }, 'paging');
  expect(lines).toEqual([
    'ok  paging         PagerDuty takes events',
    'ok  paging         PagerDuty, on call for payments: 2, of whom 1 are known here',
    expect.stringMatching(/PagerDuty, on call for search: nobody.*correct pager.on_call of search in muster.yml/s),
    expect.stringMatching(/disks are paged by Zenduty, which is not set up.*set ZENDUTY_WEBHOOK_URL/s),
  ]);
  expect(well).toBe(false);
  service.fail({ status: 400, json: {} });
  service.fail({ status: 401, json: {} });
  const wrong = await ask({ ...configured(teams), ...access }, 'paging');
  expect(wrong.lines.join('\n')).toMatch(/takes no events: HTTP 400.*correct PAGERDUTY_ROUTING_KEY/s);
  expect(wrong.lines.join('\n')).toMatch(/on call for payments: HTTP 401.*correct PAGERDUTY_API_TOKEN/s);
  // Nobody was rung.
  expect(service.asked.filter(({ json }) => json?.event_action === 'trigger')).toEqual([]);
  await service.close();
});

test('when all is well each thing has its line', async () => {
  const { well, lines } = await ask(good());
  expect(lines).toEqual([
    'ok  environment    Socket Mode (must be switched on in the app)',
    'ok  configuration  no muster.yml: the built-in defaults',
    `ok  database       embedded; made in ${folder}/data at the first start`,
    expect.stringMatching(/^ok {2}token {10}@muster in Acme \(https:\/\/acme\.slack\.com\/\)$/),
    expect.stringMatching(/^ok {2}scopes {9}the \d+ of manifest\.yml$/),
    expect.stringMatching(/^ok {2}announcements {2}#incidents, by name: /),
    'ok  people         nobody is asked in by configuration',
    'ok  app token      Socket Mode can connect',
  ]);
  expect(well).toBe(true);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('over HTTP it names the address that Slack must be given', async () => {
  const { SLACK_APP_TOKEN: _, ...rest } = good();
  const env = { ...rest, SLACK_SIGNING_SECRET: sandbox.signingSecret, PUBLIC_URL: 'https://muster.example.org' };
  const { well, lines } = await ask(env);
  expect(well).toBe(true);
  expect(lines[0]).toContain('https://muster.example.org/slack/events');
  expect(lines.join()).not.toContain('app token');
});

test('with nothing set it says all that is missing, and still looks at the rest', async () => {
  const { well, lines } = await ask({ DATA_DIR: join(folder, 'data') });
  expect(well).toBe(false);
  expect(lines.map((line) => line.slice(0, 35).trim())).toEqual([
    '!!  environment    SLACK_BOT_TOKEN:',
    '!!  environment    SLACK_SIGNING_SE',
    'ok  configuration  no muster.yml: t',
    'ok  database       embedded; made i',
  ]);
  expect(sandbox.calls).toHaveLength(0);
});

test('one wrong variable does not hide a wrong file', async () => {
  const { lines } = await ask({ ...configured('severitys: {}'), PORT: 'x' });
  expect(lines.filter((line) => line.startsWith('!!'))).toEqual([
    expect.stringContaining('PORT: expected a port number'),
    expect.stringContaining(':1:1 severitys: is not a setting; did you mean severities?'),
  ]);
});

test('scopes that are missing or more than needed are named', async () => {
  await sandbox.close();
  sandbox = await open(manifest.replace('      - pins:write\n', '      - users:read.email\n'));
  const { well, lines } = await ask(good(), 'scopes');
  expect(lines).toEqual([expect.stringContaining('missing: pins:write; more than needed: users:read.email → ')]);
  expect(well).toBe(false);
});

test('a token that Slack does not take ends the questions to Slack about it', async () => {
  sandbox.revokeToken();
  const { well, lines } = await ask(good());
  expect(well).toBe(false);
  expect(lines.filter((line) => line.startsWith('!!')).join()).toMatch(
    /token .*Slack refuses it: \w+ → copy the token/,
  );
  expect(lines.join()).not.toMatch(/scopes|announcements|people/);
});

test('an app-level token that Slack does not take is told', async () => {
  const { well, lines } = await ask({ ...good(), SLACK_APP_TOKEN: 'xapp-1-0000-wrong-token' }, 'app token');
  expect(well).toBe(false);
  expect(lines[0]).toMatch(
    /^!! {2}app token {6}Slack refuses it: \w+ → copy the token of the installed app anew into SLACK_APP_TOKEN$/,
  );
});

test('no way to Slack is not called a wrong token', async () => {
  const { lines } = await ask({ ...good(), SLACK_API_URL: 'http://127.0.0.1:9/api/' }, 'token');
  expect(lines[0]).toContain('Slack does not answer (no_answer) → check the way to Slack');
});

test.each([
  ['incidents', 'ok  announcements  #incidents; the bot joins it at the first incident'],
  ['old-incidents', '!!  announcements  #old-incidents is archived → unarchive it, or name another in muster.yml'],
  ['C0NOWHERE1', '!!  announcements  C0NOWHERE1: channel_not_found → '],
])('the announcements channel %s, by its id', async (name, expected) => {
  const id = name.startsWith('C0') ? name : sandbox.channel(name).id;
  const { lines } = await ask(configured(`announcements: ${id}`), 'announcements');
  expect(lines).toEqual([expect.stringContaining(expected)]);
});

test('groups and people of the configuration are looked for', async () => {
  const [ana, old] = ['ana', 'old'].map(
    (name) => [...sandbox.world.users.values()].find((user) => user.name === name)?.id,
  );
  const known = await ask(configured(`severities: { sev1: { invite: ["@payments-oncall", ${ana}] } }`), 'people');
  expect(known).toEqual({
    well: true,
    lines: ['ok  people         2 groups and people of the configuration are known to Slack'],
  });
  const unknown = await ask(
    configured(
      `severities: { sev1: { invite: ["@paymnts", S0NOWHERE1] } }\nservices: { shop: { invite: [U0NOBODY1, ${old}] } }`,
    ),
    'people',
  );
  expect(unknown.well).toBe(false);
  expect(unknown.lines.map((line) => line.slice(19).split(' → ')[0])).toEqual([
    '@paymnts: there is no such user group',
    'S0NOWHERE1: there is no such user group',
    'U0NOBODY1: user_not_found',
    `${old}: this person's account is switched off`,
  ]);
});

test('PostgreSQL: empty, up to date, away', async () => {
  const empty = await createTestDatabase('empty');
  const full = await createTestDatabase();
  const database = async (url: string) => (await ask({ ...good(), DATABASE_URL: url }, 'database')).lines;
  try {
    expect(await database(empty.url)).toEqual([
      'ok  database       PostgreSQL answers; empty, its tables are made at the first start',
    ]);
    expect(await database(full.url)).toEqual(['ok  database       PostgreSQL answers; its tables are up to date']);
    expect(await database('postgres://muster:hunter2@127.0.0.1:9/muster')).toEqual([
      expect.stringMatching(
        /^!! {2}database {7}The database at DATABASE_URL does not answer: (?!.*hunter2).* → start it/,
      ),
    ]);
  } finally {
    await Promise.all([empty.drop(), full.drop()]);
  }
});

test('a database that is behind the code lacks the newer steps only', async () => {
  const database = await createTestDatabase();
  const store = await openStore({ databaseUrl: database.url, dataDir: '', poolSize: 1 });
  try {
    const newer = { ...migrations, '29990101-0000-later': { up: async () => {} } };
    expect(await missingMigrations(store.db, newer)).toEqual({ missing: ['29990101-0000-later'], isNew: false });
    expect(await store.missing()).toEqual({ missing: [], isNew: false });
  } finally {
    await store.close();
    await database.drop();
  }
});

test('the embedded database: there and free, or in use by a process that lives', async () => {
  await unpackEmbedded('migrated', join(folder, 'data'));
  const store = await openStore({ databaseUrl: null, dataDir: join(folder, 'data') });
  try {
    const inUse = await ask(good(), 'database');
    expect(inUse.lines[0]).toMatch(
      /^!! {2}database {7}.* in use by process \d+.* → if that is the bot itself, all is well/,
    );
  } finally {
    await store.close();
  }
  expect((await ask(good(), 'database')).lines).toEqual([
    `ok  database       embedded, in ${folder}/data; its tables are up to date`,
  ]);
});

test('as a program it prints the lines and ends with 1 when something is wrong', async () => {
  const run = (env: NodeJS.ProcessEnv) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, '../src/doctor.ts')], { cwd: folder, env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    );
  const [well, unwell] = await Promise.all([run(good()), run({})]);
  expect(well.code).toBe(0);
  expect(well.stdout.trim().split('\n')).toHaveLength(8);
  expect(unwell.code).toBe(1);
  expect(unwell.stdout).toContain('!!  environment    SLACK_BOT_TOKEN: is missing');
});

test('the card: where its page is, and whether the mail server takes us', async () => {
  const post = await openMailServer();
  const smtp = (more = '') =>
    `people: { ana: { slack: U0123ABCD, email: ana@example.org } }\nsmtp: { host: 127.0.0.1, port: ${post.port}, from: muster@example.org${more} }\n`;
  const bridge = { BRIDGE_SECRET: 'Wq7-tR2mKx9_LcV4hB8nZs3dYf6gJp1T' };
  try {
    const all = await ask({ ...configured(smtp()), ...bridge, PUBLIC_URL: 'https://muster.example.org' });
    expect(all.lines).toContain(`ok  mail           127.0.0.1:${post.port} answers; 1 people have an address`);
    expect(all.lines.join()).toContain('https://muster.example.org/bridge/…');
    expect(all.lines.join()).not.toContain(bridge.BRIDGE_SECRET);
    const local = await ask({ ...configured(smtp()), ...bridge });
    expect(local.lines.join()).toMatch(/!! {2}card .* only this machine reaches → set PUBLIC_URL/);
    expect((await ask(configured(smtp(', user: muster')), 'mail')).lines.join()).toContain('SMTP_PASSWORD: is missing');
    expect(
      (
        await ask(
          configured(smtp().replace('ana@example.org', 'x@example.org').replace('slack: U0123ABCD, ', '')),
          'mail',
        )
      ).well,
    ).toBe(false);
  } finally {
    await post.close();
  }
  const gone = await ask(configured(smtp()), 'mail');
  expect(gone.lines.join()).toMatch(/!! {2}mail .* does not take us: ESOCKET|ECONNECTION|ECONNREFUSED/);
  expect((await ask(good(), 'mail')).lines).toEqual([]);
});
