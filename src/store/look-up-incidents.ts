import { sql } from 'kysely';
import type { Incident } from '../incident/incident.ts';
import { json } from './columns.ts';
import type { Db } from './tables.ts';

/** Which incident is meant: by its number, or as the one whose war room a channel is (the newest, if there were several). */
export type Sought =
  | { readonly workspace: string; readonly number: number }
  | { readonly workspace: string; readonly channel: string };

/**
 * Reads several incidents as they are now, in one statement. `known` is what the caller has of each already: its state
 * is not sent again when it is still of that version. In the order of what was sought; null: there is none.
 */
export async function lookUpIncidents(
  db: Db,
  sought: readonly { readonly sought: Sought; readonly known: Incident | null }[],
): Promise<readonly (Incident | null)[]> {
  const rows = sought.map(({ sought: one, known }, place) => ({
    place,
    ...one,
    known_number: known?.number,
    known_version: known?.version,
  }));
  const found = await sql<{ readonly place: number; readonly state: Incident | null }>`
    select s.place,
      case when (i.number, i.version) is distinct from (s.known_number, s.known_version) then i.state end as state
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as s(place integer, workspace text, number integer, channel text, known_number integer, known_version integer)
    cross join lateral (
      (select number, version, state from incident
        where s.number is not null and incident.workspace = s.workspace and incident.number = s.number)
      union all
      (select number, version, state from incident
        where s.channel is not null and incident.workspace = s.workspace and incident.channel = s.channel
        order by number desc limit 1)
    ) i`.execute(db);
  const states = new Map(found.rows.map(({ place, state }) => [place, state ?? sought[place]?.known ?? null]));
  return sought.map((_, place) => states.get(place) ?? null);
}
