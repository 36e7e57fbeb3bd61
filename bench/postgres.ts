import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startServer } from '../test/support/start-server.ts';

export interface Postgres {
  readonly version: string;
  /** A new, empty database. */
  create(): Promise<string>;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
}

/** The server of `TEST_DATABASE_URL`, else one that npm brought; each commit is waited for until it is on disk. */
export async function openPostgres(): Promise<Postgres> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? null : await startServer({ durable: true });
  const admin = given ?? server?.url ?? '';
  const client = new pg.Client({ connectionString: admin });
  client.on('error', () => {}); // The server goes away at the end: whoever waits for an answer hears of it.
  await client.connect();
  const found = await client.query<{ server_version: string }>('show server_version');
  const created: string[] = [];
  return {
    version: found.rows[0]?.server_version ?? '',
    async create() {
      const name = `muster_bench_${randomBytes(4).toString('hex')}`;
      await client.query(`create database ${name}`);
      created.push(name);
      const url = new URL(admin);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      for (const name of created) await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
      await server?.stop();
    },
  };
}
