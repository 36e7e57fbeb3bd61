import { sql } from 'kysely';
import type { Db } from '../../src/store/tables.ts';

/** Every row of every table, as text. */
export async function wholeDatabase(db: Db): Promise<string> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
    order by table_name`.execute(db);
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db);
    rows.push(...found.rows.map(({ row }) => `${name}: ${row}`).sort());
  }
  return rows.join('\n');
}

/** The rows in which any of these still stands, cut short. */
export async function rowsWith(db: Db, ...traces: readonly string[]): Promise<readonly string[]> {
  const rows = (await wholeDatabase(db)).split('\n');
  return rows.filter((row) => traces.some((trace) => row.includes(trace))).map((row) => row.slice(0, 300));
}
