import pg from 'pg';
import { parsers } from './columns.ts';

/**
 * Connections to PostgreSQL. `statementMs`: how long one statement may take; null: as long as it needs.
 * A connection is waited for two seconds at most, whether the server or the pool is what makes us wait.
 */
export function openPool(databaseUrl: string, size: number, statementMs: number | null): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    application_name: 'muster',
    Client: QuickClient,
    types: { getTypeParser },
    // The server gives up first, so that it does not work on for nobody; our own limit is for a server that is gone.
    ...(statementMs === null ? {} : { statement_timeout: statementMs, query_timeout: statementMs + 200 }),
  });
  // Without a listener a connection that dies (a restart of the server) would end the process. Whoever uses it next
  // gets an error of his own, and the pool replaces it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * Has each statement prepared once for each connection: reading and planning the larger ones costs the server more than
 * doing them. And ends a connection whose query ran out of time: pg leaves it in the pool, still waiting for the answer,
 * and everybody after would wait too.
 */
class QuickClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's own signature has a dozen overloads
  override query(...given: any[]): any {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const answer = (super.query as any)(...named(given));
    if (answer instanceof Promise) answer.catch((error: unknown) => this.#dropWhenStuck(error));
    return answer;
  }

  /** Ending marks it at once, so that the pool does not hand it out again, and destroys a stream with a query under way. */
  #dropWhenStuck(error: unknown): void {
    if (error instanceof Error && error.message === 'Query read timeout') this.end().catch(() => {});
  }
}

/** Statements are few, as values are passed beside them; what is beyond that many was made up of values, and is not kept. */
const mostNames = 300;
const names = new Map<string, string>();

/** The arguments of `query`, with a name for the statement. Without values (`begin`, `commit`) there is nothing to plan. */
function named(given: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = given;
  if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return given;
  let name = names.get(text);
  if (name === undefined && names.size < mostNames) {
    name = `muster_${names.size + 1}`;
    names.set(text, name);
  }
  return name === undefined ? given : [{ name, text, values }, ...rest];
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text');
}
