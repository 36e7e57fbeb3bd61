import { sql } from 'kysely';
import type { Command } from '../incident/commands.ts';
import type { Errand } from '../incident/errands.ts';
import type { Incident, Instant } from '../incident/incident.ts';
import type { NewEntry } from '../record/entry.ts';
import { json, stamp, text } from './columns.ts';
import { askedAs } from './declared-before.ts';
import { foldPaints, onePaintWaits } from './queue-errands.ts';
import type { Db } from './tables.ts';

/** Everything that one decision changes. */
export interface Change {
  /** After it, with its new version. */
  readonly incident: Incident;
  readonly entries: readonly Act[];
  readonly errands: readonly Errand[];
  /** All alarms of the incident from now on. */
  readonly alarms: readonly Alarm[];
  /** Names the request; null: not to be remembered. */
  readonly key: string | null;
  /** The title as it was typed, when the incident is new; null: it exists. */
  readonly asked: string | null;
  readonly now: Instant;
}

export interface Act {
  readonly entry: NewEntry;
  /** Place in `errands` of the one whose post gives this act its ts; null: none posts. */
  readonly errand: number | null;
}

export interface Alarm {
  readonly name: string;
  readonly at: Instant;
  readonly command: Command;
}

/** `written`: false when the incident has moved on from the version that was decided on; `repeated`: the key was used. */
export interface Written {
  readonly written: boolean;
  readonly repeated: boolean;
}

/**
 * Writes a change in one statement, so that it is whole with or without a transaction around it, and nobody else in
 * the room waits longer than that. It holds only on the version that was decided on: the incident's row is updated
 * first, by version, and its lock is what orders changes of several processes; all other parts hang on that update.
 */
export async function writeChange(db: Db, change: Change): Promise<Written> {
  const { incident, now } = change;
  const { rows, places } = foldPaints(change.errands);
  const errands = rows.map(({ sort, surface, task }, place) => ({ place, sort, surface, task }));
  const entries = change.entries.map(({ entry, errand }, place) => ({
    place,
    at: stamp(entry.at),
    kind: entry.kind,
    actor: entry.actor,
    text: text(entry.text),
    key_event: entry.keyEvent,
    errand: errand === null ? null : (places[errand] ?? null),
  }));
  const alarms = change.alarms.map(({ name, at, command }) => ({ name, at: stamp(at), command }));
  const outcome = await sql<Written>`
    with used as (
      select from seen where workspace = ${incident.workspace} and key = ${change.key}::text
    ),
    incident_written as (${change.asked === null ? updated(incident) : inserted(incident, change.asked)} returning number),
    seen_written as (
      insert into seen (workspace, key, number, at)
      select ${incident.workspace}, ${change.key}::text, ${incident.number}, ${stamp(now)}::timestamptz
      from incident_written where ${change.key}::text is not null
      on conflict (workspace, key) do nothing
      returning key
    ),
    errand_row as (
      select e.*, nextval(pg_get_serial_sequence('errand', 'id')) as id from (
        select e.* from incident_written, jsonb_to_recordset(${json(errands)}::jsonb)
          as e(place integer, sort text, surface text, task jsonb)
        order by e.place
      ) e
    ),
    errand_written as (
      insert into errand (id, workspace, number, sort, surface, task, due_at, created_at)
      overriding system value
      select id, ${incident.workspace}, ${incident.number}, sort, surface, task, ${stamp(now)}::timestamptz, ${stamp(now)}::timestamptz
      from errand_row order by place
      ${onePaintWaits}
      returning id, sort, surface
    ),
    entries_written as (
      insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, errand)
      select ${incident.workspace}, ${incident.number}, e.at, ${stamp(now)}::timestamptz, e.kind, e.actor, e.text, e.key_event,
        coalesce(paint.id, errand_row.id)
      from incident_written, jsonb_to_recordset(${json(entries)}::jsonb)
        as e(place integer, at timestamptz, kind text, actor text, text text, key_event boolean, errand integer)
      left join errand_row on errand_row.place = e.errand
      left join errand_written paint
        on paint.sort = 'paint' and errand_row.sort = 'paint' and paint.surface = errand_row.surface
      order by e.place
    ),
    alarm_row as (
      select a.* from incident_written, jsonb_to_recordset(${json(alarms)}::jsonb)
        as a(name text, at timestamptz, command jsonb)
    ),
    alarms_gone as (
      delete from alarm using incident_written
      where workspace = ${incident.workspace} and alarm.number = ${incident.number}
        and name not in (select name from alarm_row)
    ),
    alarms_set as (
      insert into alarm (workspace, number, name, at, command)
      select ${incident.workspace}, ${incident.number}, name, at, command from alarm_row
      on conflict (workspace, number, name) do update set at = excluded.at, command = excluded.command
    )
    select exists (select from incident_written) as written,
      exists (select from used)
        or (${change.key}::text is not null and exists (select from incident_written) and not exists (select from seen_written)) as repeated`.execute(
    db,
  );
  return outcome.rows[0] ?? { written: false, repeated: false };
}

/** The row of an incident that exists, if it stands where the decision was made and the request is new. */
function updated(incident: Incident) {
  return sql`update incident set phase = ${incident.phase}, severity = ${incident.severity}, private = ${incident.private},
      channel = ${incident.room.channel}, title = ${text(incident.title)}, state = ${json(incident)}, version = ${incident.version}
    where workspace = ${incident.workspace} and number = ${incident.number} and version = ${incident.version - 1}
      and not exists (select from used)`;
}

function inserted(incident: Incident, asked: string) {
  return sql`insert into incident (workspace, number, phase, severity, private, channel, declared_by, title, asked, declared_at, state, version)
    values (${incident.workspace}, ${incident.number}, ${incident.phase}, ${incident.severity}, ${incident.private},
      ${incident.room.channel}, ${incident.declaredBy}, ${text(incident.title)}, ${askedAs(asked)},
      ${stamp(incident.times.declared)}, ${json(incident)}, ${incident.version})`;
}
