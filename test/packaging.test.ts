import { existsSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { firstError } from '../bench/first-error.ts';
import { environmentVariables, readEnvironment } from '../src/config/environment.ts';
import { schema } from '../src/config/schema.ts';
import { importsOf, listFiles } from './support/sources.ts';

const packages = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Record<string, string>
>;
const dockerfile = readFileSync('Dockerfile', 'utf8');
const compose = parse(readFileSync('compose.yaml', 'utf8'), { strict: true }) as {
  services: Record<string, Record<string, unknown>>;
  volumes: Record<string, unknown>;
};
const example = readFileSync('.env.example', 'utf8');
/** The example with its remarks in force. */
const exampleVariables = Object.keys(parseEnv(example.replaceAll(/^# ([A-Z_]+=)/gm, '$1')));
const composeOnly = ['POSTGRES_PASSWORD'];

test('.env.example names every variable that is read, and no other', () => {
  expect([...exampleVariables].sort()).toEqual([...environmentVariables, ...composeOnly].sort());
});

test('the documentation names every variable', () => {
  const documentation = readFileSync('docs/configuration.md', 'utf8');
  expect(environmentVariables.filter((name) => !documentation.includes(`\`${name}\``))).toEqual([]);
});

test('the documentation names every key of muster.yml', () => {
  const written = readFileSync('docs/configuration.md', 'utf8').match(/`[^`\n]+`|[a-z_]+:/g) ?? [];
  const named = new Set(written.flatMap((code) => code.match(/[a-z0-9_]+/g) ?? []));
  const keys = keysOf(schema);
  expect(keys).toContain('update_every');
  // From sev1 to sev4: the two between are not written out.
  expect(keys.filter((key) => !/^sev[23]$/.test(key) && !named.has(key))).toEqual([]);
});

/** Every key that a schema of zod takes, at any depth. */
function keysOf(schema: unknown, met = new Set<unknown>()): readonly string[] {
  if (typeof schema !== 'object' || schema === null || met.has(schema)) return [];
  met.add(schema);
  const { def = {} } = schema as { readonly def?: Readonly<Record<string, unknown>> };
  const shape = Object.entries((def.shape ?? {}) as object);
  const inside = ['innerType', 'element', 'valueType', 'in', 'out', 'options'].flatMap((part) => def[part] ?? []);
  return [
    ...shape.map(([key]) => key),
    ...[...shape.map(([, part]) => part), ...inside].flatMap((part) => keysOf(part, met)),
  ];
}

test('the values that .env.example shows are the defaults, or valid', () => {
  const shown = parseEnv(example.replaceAll(/^# ([A-Z_]+=)/gm, '$1'));
  const secrets = { SLACK_BOT_TOKEN: 'xoxb-1234-5678-abcdef', SLACK_SIGNING_SECRET: '0123456789abcdef' };
  const { MUSTER_CONFIG: _, ...rest } = shown;
  const read = readEnvironment({ ...rest, ...secrets });
  const plain = readEnvironment(secrets);
  expect(read).toEqual({
    environment: { ...('environment' in plain && plain.environment), databaseUrl: rest.DATABASE_URL },
  });
});

/** `@slack/web-api/x` → `@slack/web-api`. */
function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

test('what runs in production imports nothing that is installed for development only', () => {
  const builtin = new Set(builtinModules);
  const wrong = ['src', 'migrations']
    .flatMap((folder) => listFiles(folder, '.ts'))
    .flatMap((path) =>
      importsOf(path)
        .filter(({ from }) => !from.startsWith('.') && !from.startsWith('node:') && !builtin.has(from))
        .filter(({ from }) => !(packageOf(from) in packages.dependencies))
        .map(({ from }) => `${path} imports ${from}`),
    );
  expect(wrong).toEqual([]);
});

test('what runs in production lies in folders that the image has', () => {
  const outside = ['src', 'migrations'].flatMap((folder) =>
    listFiles(folder, '.ts').flatMap((path) =>
      importsOf(path)
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => join(path, '..', from))
        .filter((target) => !/^(?:src|migrations)\//.test(target)),
    ),
  );
  expect(outside).toEqual([]);
});

test('what the image copies is there, and let through to Docker', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '));
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  expect(copied.filter((path) => !ignored.includes(`!${path}`))).toEqual([]);
  expect(ignored).toContain('*');
});

test('the image runs the same program as npm start, directly, as nobody special, with the Node that is asked for', () => {
  const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
  expect(command.join(' ')).toBe(packages.scripts.start);
  expect(dockerfile).toMatch(/^FROM node:24-slim$/m);
  expect(dockerfile.indexOf('\nUSER node\n')).toBeLessThan(dockerfile.indexOf('\nCMD '));
  expect(dockerfile).toContain('\nUSER node\n');
  expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", "-e", ".*\/healthz.*"\]$/m);
});

test('compose starts the bot once its database is healthy, and keeps the data', () => {
  const { muster, database } = compose.services;
  expect(muster).toMatchObject({ build: '.', depends_on: { database: { condition: 'service_healthy' } } });
  expect(database).toMatchObject({ image: 'postgres:17', volumes: ['database:/var/lib/postgresql/data'] });
  expect(database).toHaveProperty('healthcheck.test');
  expect(Object.keys(compose.volumes)).toEqual(['database']);
  const given = muster?.environment as Record<string, string>;
  expect(Object.keys(given).filter((name) => !(environmentVariables as readonly string[]).includes(name))).toEqual([]);
  const url = given.DATABASE_URL?.replace(/\$\{POSTGRES_PASSWORD:-(\w+)\}/, '$1');
  expect(url).toBe('postgres://muster:muster@database:5432/muster');
});

test('the run of all checks can be started', () => {
  expect(statSync('.ci/run').mode & 0o111).not.toBe(0);
});

test('a measurement that fails says so before anything is closed under it, and closes all the same', async () => {
  const said: string[] = [];
  const write = (text: string) => void said.push(text.split('\n')[0] ?? '');
  const close = async () => {
    said.push('closed');
    throw new Error('terminating connection');
  };
  const work = () => Promise.reject(new Error('too slow'));
  expect(await firstError(work, close, write)).toBe(false);
  expect(said).toEqual(['Error: too slow', 'closed', 'While closing: Error: terminating connection']);
  const fine = async () => {};
  expect([await firstError(fine, fine, write), await firstError(fine, close, write)]).toEqual([true, false]);
});
