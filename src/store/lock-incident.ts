import { sql } from 'kysely';
import type { Incident } from '../incident/incident.ts';
import type { Db } from './tables.ts';

export interface Locked {
  readonly incident: Incident;
  /** This key was performed before. */
  readonly repeated: boolean;
}

/** Reads an incident and keeps everybody else from changing it until the transaction ends; null when there is none. */
export async function lockIncident(
  trx: Db,
  ref: { readonly workspace: string; readonly number: number },
  key: string | null,
): Promise<Locked | null> {
  const row = await trx
    .selectFrom('incident')
    .select(['state'])
    .select(
      sql<boolean>`exists (select from seen where workspace = ${ref.workspace} and key = ${key}::text)`.as('repeated'),
    )
    .where('workspace', '=', ref.workspace)
    .where('number', '=', ref.number)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : { incident: row.state, repeated: row.repeated };
}
