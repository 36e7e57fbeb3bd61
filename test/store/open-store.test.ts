import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { createTestDatabase, withStore } from '../support/database.ts';

describe.each(['pglite', 'postgres'] as const)('a store on %s', (kind) => {
  const at = withStore(kind);
  test('answers, and its tables are up to date', async () => {
    await at.store.ping();
    expect(await at.store.migrate()).toEqual([]);
  });
});

/** A wire to the database. Cut, it swallows everything: what was connected then stays dumb for ever, as when a host is gone. */
async function wire(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let cut = false;
  let cuts = 0;
  const server: Server = createServer((client) => {
    sockets.add(client);
    if (cut) return;
    const begunAt = cuts;
    const isDumb = () => cuts !== begunAt;
    const { connect } = process.getBuiltinModule('node:net');
    const database = connect(Number(target.port || 5432), target.hostname);
    sockets.add(database);
    client.on('data', (bytes) => isDumb() || database.write(bytes));
    database.on('data', (bytes) => isDumb() || client.write(bytes));
    client.on('close', () => database.destroy());
    client.on('error', () => {});
    database.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as { port: number }).port);
  return {
    url: through.href,
    cut: (is: boolean) => {
      cut = is;
      cuts += is ? 1 : 0;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('a database that does not answer', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  test('is named at the start, without its password', async () => {
    const opening = openStore({ databaseUrl: 'postgres://me:secret@127.0.0.1:1/db', dataDir: '' });
    await expect(opening).rejects.toThrow(StoreError);
    await expect(opening).rejects.toThrow(/DATABASE_URL does not answer/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  test('gone without a word, it is given up within three seconds; back again, it is used again', async () => {
    const database = await createTestDatabase();
    closing.push(() => database.drop());
    const line = await wire(database.url);
    closing.push(() => line.close());
    const store = await openStore({ databaseUrl: line.url, dataDir: '', poolSize: 2 });
    closing.push(() => store.close());
    line.cut(true);
    const begun = performance.now();
    const answers = await Promise.allSettled([store.ping(), store.recordDb.selectFrom('seen').selectAll().execute()]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(performance.now() - begun).toBeLessThan(3_000);
    line.cut(false);
    await store.ping();
    expect(await store.db.selectFrom('incident').selectAll().execute()).toEqual([]);
  });

  test('a statement that takes too long is ended by the server', async () => {
    const database = await createTestDatabase();
    closing.push(() => database.drop());
    const store = await openStore({ databaseUrl: database.url, dataDir: '' });
    closing.push(() => store.close());
    await expect(sql`select pg_sleep(10)`.execute(store.db)).rejects.toMatchObject({ code: '57014' });
    await store.ping();
  });
});
