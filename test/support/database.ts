import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { embeddedImage } from './embedded-image.ts';

export type DatabaseKind = 'pglite' | 'postgres';

/** A database of its own for a `describe`, with all tables, and a store on it; gone after its last test. */
export function withStore(kind: DatabaseKind): { readonly store: Store; readonly url: string | null } {
  let store: Store | null = null;
  let database: TestDatabase | null = null;
  beforeAll(async () => {
    database = kind === 'postgres' ? await createTestDatabase() : null;
    const dataDir = kind === 'pglite' ? `memory://${await embeddedImage('migrated')}` : '';
    store = await openStore({ databaseUrl: database?.url ?? null, dataDir, poolSize: 8 });
  }, 60_000);
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  }, 20_000);
  return {
    get store() {
      if (store === null) throw new Error('the store is open only while tests run');
      return store;
    },
    get url() {
      return database?.url ?? null;
    },
  };
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new PostgreSQL database with all tables (`empty`: with none), copied from a template that was migrated once. */
export async function createTestDatabase(content: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const admin = await adminUrl();
  const name = `muster_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(admin, async (client) => {
    const template = content === 'empty' ? 'template1' : await migratedTemplate(client, admin);
    // The files are copied: on a server that need not sync, half the work of writing every page to its log.
    const strategy = process.env.TEST_DATABASE_URL ? '' : 'strategy file_copy';
    await client.query(`create database ${name} template ${template} ${strategy}`);
  });
  return {
    url: urlOf(admin, name),
    drop: () =>
      asAdmin(admin, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** The real server of `TEST_DATABASE_URL`, or the one that this run of jest starts when first asked. */
async function adminUrl(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const door = process.env.MUSTER_TEST_DOOR;
  if (door === undefined) throw new Error('set TEST_DATABASE_URL, or run under jest with its global set-up');
  const answer = await fetch(door);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.text();
}

/** One worker makes the template, the others wait. Its name carries what it was made from: a changed step, a new template. */
async function migratedTemplate(client: pg.Client, admin: string): Promise<string> {
  const known = templates.get(admin);
  if (known !== undefined) return known;
  const name = `muster_template_${fingerprint()}`;
  await client.query('select pg_advisory_lock(7071)');
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    // Made under another name and renamed: a run that was stopped half-way leaves no half-made template.
    await client.query(`drop database if exists ${name}_new with (force)`);
    await client.query(`create database ${name}_new`);
    const store = await openStore({ databaseUrl: urlOf(admin, `${name}_new`), dataDir: '', poolSize: 1 });
    await store.migrate();
    await store.close();
    await client.query(`alter database ${name}_new rename to ${name}`);
  }
  await client.query('select pg_advisory_unlock(7071)');
  templates.set(admin, name);
  return name;
}

const templates = new Map<string, string>();

function fingerprint(): string {
  const folder = join(import.meta.dirname, '../../migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

function urlOf(admin: string, name: string): string {
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

/** One at a time in this process, on a line that stays open and keeps no process alive. */
async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const before = lastWork;
  const mine = Promise.withResolvers<void>();
  lastWork = mine.promise;
  await before;
  try {
    await work(await adminOf(url));
  } finally {
    mine.resolve();
  }
}

let lastWork = Promise.resolve();
const admins = new Map<string, pg.Client>();

async function adminOf(url: string): Promise<pg.Client> {
  const known = admins.get(url);
  if (known !== undefined) return known;
  const client = new pg.Client({ connectionString: url });
  const forget = () => admins.delete(url);
  client.on('error', forget).on('end', forget);
  await client.connect();
  (client as pg.Client & { unref(): void }).unref();
  admins.set(url, client);
  return client;
}
