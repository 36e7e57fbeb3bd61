import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { alike, importsOf, listFiles, withoutComments } from './support/sources.ts';

/**
 * The house rules, checked. Each check lists what breaks it, a line each, and says what to do;
 * an empty list is a clean house.
 */

const code = [...listFiles('src', '.ts'), ...listFiles('sandbox', '.ts')];
const source = code.filter((path) => path.startsWith('src/'));
const pure = ['src/incident/', 'src/record/', 'src/postmortem/'];
const isPure = (path: string) => pure.some((room) => path.startsWith(room));

interface Room {
  /** Beginnings of paths that belong to it; the longest that fits decides. */
  readonly at: string;
  /** What it may import besides itself: rooms, or single files. */
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  /** Packages of which only types may be imported. */
  readonly types?: readonly string[];
}

const rooms: readonly Room[] = [
  { at: 'src/incident/', rooms: [], packages: [] },
  { at: 'src/record/', rooms: ['src/incident/'], packages: [] },
  { at: 'src/postmortem/', rooms: ['src/incident/', 'src/record/'], packages: [] },
  { at: 'src/secrets/', rooms: ['src/record/'], packages: ['@secretlint/secretlint-rule-preset-recommend'] },
  { at: 'src/pagers/', rooms: ['src/incident/'], packages: ['undici'] },
  { at: 'src/mail/', rooms: ['src/incident/'], packages: ['nodemailer'] },
  { at: 'src/config/', rooms: ['src/incident/'], packages: ['node:', 'yaml', 'zod'] },
  { at: 'src/store/', rooms: [...pure, 'migrations/'], packages: ['node:', 'kysely', 'pg', '@electric-sql/pglite'] },
  { at: 'src/engine/', rooms: [...pure, 'src/store/'], packages: ['node:'], types: ['pino'] },
  { at: 'src/slack/views/', rooms: [...pure, 'src/slack/ids.ts', 'src/slack/blocks.ts'], packages: ['@slack/types'] },
  {
    at: 'src/slack/',
    rooms: [...pure, 'src/engine/', 'src/slack/views/'],
    packages: ['node:', '@slack/', 'zod', 'temporal-polyfill'],
  },
  {
    at: 'src/web/',
    rooms: [...pure, 'src/slack/ids.ts'],
    packages: ['node:', 'prom-client'],
    types: ['src/engine/', 'pino'],
  },
  // What puts the rooms together.
  { at: 'src/', rooms: ['src/'], packages: ['node:', 'pino', '@slack/bolt'] },
  // Runs in a browser: nothing of Node, and no package.
  { at: 'sandbox/browser/page/', rooms: ['sandbox/browser/wire.ts', 'sandbox/blocks/date-token.ts'], packages: [] },
  { at: 'sandbox/', rooms: [], packages: ['node:', 'yaml', 'zod', 'ws'], types: ['@slack/types'] },
];

function roomOf(path: string): Room {
  const fitting = rooms.filter(({ at }) => path.startsWith(at)).sort((left, right) => right.at.length - left.at.length);
  const [room] = fitting;
  if (room === undefined) throw new Error(`no room for ${path}: say in test/house.test.ts what it may import`);
  return room;
}

test('every room imports only what the table of rooms allows', () => {
  const broken = code.flatMap((path) => {
    const room = roomOf(path);
    return importsOf(path).flatMap(({ from, typeOnly }) => {
      const local = from.startsWith('.');
      const target = local ? normalize(join(dirname(path), from)) : from;
      const own = local && target.startsWith(room.at) && roomOf(target) === room;
      const allowed = [...(local ? room.rooms : room.packages), ...(typeOnly ? (room.types ?? []) : [])];
      const fits = own || allowed.some((one) => (/[/:]$/.test(one) ? target.startsWith(one) : alike(target, one)));
      return fits ? [] : [`${path} imports ${from}: ${room.at} may not. Pass it in, or change the table of rooms.`];
    });
  });
  expect(broken).toEqual([]);
});

test('nobody imports main: it puts the rooms together', () => {
  const broken = code.flatMap((path) =>
    importsOf(path)
      .filter(({ from }) => from.startsWith('.') && normalize(join(dirname(path), from)) === 'src/main.ts')
      .map(() => `${path} imports main. Move what it needs into a file of its own.`),
  );
  expect(broken).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const long = code
    .map((path) => ({ path, lines: readFileSync(path, 'utf8').trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 250)
    .map(({ path, lines }) => `${path} has ${lines} lines. Find the second thing that it does, and give it a file.`);
  expect(long).toEqual([]);
});

interface Banned {
  readonly what: RegExp;
  readonly where: (path: string) => boolean;
  readonly instead: string;
}

const banned: readonly Banned[] = [
  {
    what: /process\s*(?:\?\.|\.|\[['"])env\b|\benv\b[^;{}]*\}\s*=\s*process\b/,
    where: (path) => path.startsWith('src/') && !path.startsWith('src/config/'),
    instead: 'src/config is the only reader of the environment',
  },
  {
    what: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!\bnew )\bDate\(|\bMath\.random\b|\bperformance\b|\bcrypto\b|\bTemporal\.Now\b/,
    where: isPure,
    instead: 'the rules know no clock and no chance: take `now` or the id as an argument',
  },
  {
    what: /\bprocess\b|\bsetTimeout\b|\bsetInterval\b|\bfetch\(|\bglobalThis\b/,
    where: isPure,
    instead: 'the rules touch nothing outside themselves',
  },
  { what: /\bconsole\b/, where: () => true, instead: 'take a log, or a function that writes' },
  { what: /\bimport\s*\(/, where: () => true, instead: 'import at the top, where the rooms can be checked' },
];

test('nothing reaches for the environment, the clock, chance or the console where it may not', () => {
  const found = code.flatMap((path) => {
    const text = withoutComments(path);
    return banned
      .filter(({ what, where }) => where(path) && what.test(text))
      .map(({ what, instead }) => `${path} uses ${what.exec(text)?.[0]}: ${instead}.`);
  });
  expect(found).toEqual([]);
});

const emptyWords = /(?:^|[-.])(?:service|manager|handler|helper|util|common|misc|base|impl|data|info)s?(?=[-.]|$)/;

test('names say something, in kebab-case', () => {
  const named = [...code, ...listFiles('test', '.ts'), ...listFiles('migrations', '.ts')];
  const broken = named.flatMap((path) => {
    const parts = path.split('/');
    const empty = parts.find((part) => emptyWords.test(part));
    const kebab = parts.every((part) => /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?(?:\.ts)?$/.test(part));
    return [
      ...(empty === undefined ? [] : [`${path}: "${empty}" could hold anything. Name it after what it does.`]),
      ...(kebab || /^migrations\/\d{4}/.test(path) ? [] : [`${path}: file names are kebab-case.`]),
    ];
  });
  expect(broken).toEqual([]);
});

test('a file of a pure room, a delivery or a listener exports something', () => {
  const silent = source
    .filter((path) => isPure(path) || /^src\/slack\/(?:listeners|deliveries|views)\//.test(path))
    .filter((path) => !/^export\s/m.test(readFileSync(path, 'utf8')))
    .map((path) => `${path} exports nothing: nobody can use it.`);
  expect(silent).toEqual([]);
});

test('the lock file names no registry: whoever installs takes their own', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly integrity?: string }>>;
  };
  const addressed = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
  expect(addressed.map(([name]) => `${name}: take "resolved" out of package-lock.json.`)).toEqual([]);
  const hashed = Object.values(lock.packages).filter(({ integrity }) => integrity !== undefined);
  expect(hashed.length).toBeGreaterThan(100);
});

/** The manifest, as far as it is read here. */
interface Manifest {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
  readonly features: {
    readonly shortcuts: readonly { readonly type: 'global' | 'message'; readonly callback_id: string }[];
  };
}

const manifest = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;

/** Scopes that an event needs. Source: https://docs.slack.dev/reference/events/EVENT */
const eventScopes: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  channel_archive: ['channels:read'],
  channel_id_changed: [],
  channel_left: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_left: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
};

/** Slack delivers `message` for each kind of conversation that one subscribes to. */
const subscriptions: Readonly<Record<string, readonly string[]>> = { message: ['message.channels', 'message.groups'] };

/** A Web API method's name, such as `'chat.postMessage'`, wherever the Slack room writes one. */
const methodName =
  /'((?:admin|apps|assistant|auth|bookmarks|bots|calls|canvases|chat|conversations|dialog|dnd|emoji|files|functions|lists|migration|oauth|openid|pins|reactions|reminders|rtm|search|stars|team|usergroups|users|views|workflows)(?:\.[a-zA-Z]+)+)'/g;

function methodsCalled(): ReadonlySet<string> {
  const called = source
    .filter((path) => path !== 'src/slack/methods.ts')
    .flatMap((path) => [
      ...[...withoutComments(path).matchAll(methodName)].map(([, name = '']) => name),
      ...[...withoutComments(path).matchAll(/\bclient\.([a-z]+\.[a-zA-Z.]+)\(/g)].map(([, name = '']) => name),
    ]);
  return new Set(called);
}

async function methodScopes(): Promise<Readonly<Record<string, readonly string[]>>> {
  return (await import('../src/slack/methods.ts')).methods;
}

function eventsHeard(): readonly string[] {
  const routes = readFileSync('src/slack/routes.ts', 'utf8');
  const table = /eventRoutes[^{]*\{([^}]*)\}/.exec(routes)?.[1] ?? '';
  const routed = [...table.matchAll(/^\s*(\w+):/gm)].map(([, name = '']) => name);
  const direct = source.flatMap((path) =>
    [...withoutComments(path).matchAll(/\bapp\.event\(\s*'(\w+)'/g)].map(([, name = '']) => name),
  );
  return [...routed, ...direct].flatMap((name) => subscriptions[name] ?? [name]);
}

test('the methods that are called are the methods that are listed with their scopes', async () => {
  const listed = Object.keys(await methodScopes());
  const called = methodsCalled();
  expect([...called].filter((name) => !listed.includes(name)).map((name) => `${name}: add it to methods.ts.`)).toEqual(
    [],
  );
  const idle = listed.filter((name) => !called.has(name));
  expect(idle.map((name) => `${name} is called nowhere: take it out of methods.ts.`)).toEqual([]);
});

test('the manifest asks for exactly the events that are heard', () => {
  const heard = eventsHeard();
  const asked = manifest.settings.event_subscriptions.bot_events;
  expect(heard.filter((name) => !asked.includes(name)).map((name) => `${name}: subscribe in manifest.yml.`)).toEqual(
    [],
  );
  const idle = asked.filter((name) => !heard.includes(name));
  expect(idle.map((name) => `${name}: nobody hears it; take it out of manifest.yml.`)).toEqual([]);
});

test('the manifest asks for exactly the scopes that are used', async () => {
  const byMethod = Object.values(await methodScopes()).flat();
  const byEvent = manifest.settings.event_subscriptions.bot_events.flatMap((name) => {
    const scopes = eventScopes[name];
    if (scopes === undefined) throw new Error(`${name}: say in test/house.test.ts which scopes it needs`);
    return scopes;
  });
  const used = new Set(['commands', ...byMethod, ...byEvent]);
  const asked = manifest.oauth_config.scopes.bot;
  const missing = [...used].filter((scope) => !asked.includes(scope));
  expect(missing.map((scope) => `${scope}: ask for it in manifest.yml.`)).toEqual([]);
  const idle = asked.filter((scope) => !used.has(scope));
  expect(idle.map((scope) => `${scope}: nothing needs it; take it out of manifest.yml.`)).toEqual([]);
});

test('every shortcut of the manifest has a way in, and the other way round', () => {
  const routes = readFileSync('src/slack/routes.ts', 'utf8');
  const ids = (table: string) =>
    [...(new RegExp(`\\b${table}:[^=]*=\\s*\\{([^}]*)\\}`).exec(routes)?.[1] ?? '').matchAll(/(\w+):/g)].map(
      ([, id = '']) => id,
    );
  const inManifest = (type: 'global' | 'message') =>
    manifest.features.shortcuts.filter((shortcut) => shortcut.type === type).map(({ callback_id }) => callback_id);
  expect(ids('shortcutRoutes').sort()).toEqual(inManifest('global').sort());
  expect(ids('messageShortcutRoutes').sort()).toEqual(inManifest('message').sort());
});

test('every refusal has words, and the rules or the door say it', () => {
  const listed = readFileSync('src/incident/refusals.ts', 'utf8');
  const reasons = [...listed.matchAll(/readonly reason: '(\w+)'/g)].map(([, reason = '']) => reason);
  expect(reasons.length).toBeGreaterThan(15);
  const words = withoutComments('src/slack/views/refusal.ts');
  const wordless = reasons.filter((reason) => !new RegExp(`case '${reason}':|^\\s*${reason}:`, 'm').test(words));
  expect(wordless.map((reason) => `${reason}: say it in src/slack/views/refusal.ts.`)).toEqual([]);
  const speakers = source.filter((path) => path.startsWith('src/incident/') || path.startsWith('src/slack/listeners/'));
  const said = [...speakers, 'src/slack/dispatch.ts'].filter((path) => path !== 'src/incident/refusals.ts');
  const text = said.map(withoutComments).join('\n');
  const unsaid = reasons.filter((reason) => !text.includes(`reason: '${reason}'`));
  expect(unsaid.map((reason) => `${reason}: nothing refuses so; take it out of refusals.ts.`)).toEqual([]);
});

test('paths named in README.md and docs exist', () => {
  const pages = ['README.md', 'CHANGELOG.md', ...listFiles('docs', '.md')].filter((path) => existsSync(path));
  const named = /(?:^|[\s`("[])((?:\.\/)?(?:src|sandbox|test|docs|demo|bench|migrations)\/[\w./-]*[\w/])/g;
  const missing = pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8');
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path = '']) =>
      normalize(join(dirname(page), path)),
    );
    const mentioned = [...text.matchAll(named)].map(([, path = '']) => path);
    return [...new Set([...linked, ...mentioned])]
      .filter((path) => !existsSync(path))
      .map((path) => `${basename(page)} names ${path}, which is not there.`);
  });
  expect(missing).toEqual([]);
});

test('tests run on the runtime that the project asks for', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(major > 24 || (major === 24 && minor >= 12)).toBe(true);
});
