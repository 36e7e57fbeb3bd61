import { sql } from 'kysely';
import type { Command } from '../incident/commands.ts';
import type { Errand } from '../incident/errands.ts';
import type { Incident, Instant } from '../incident/incident.ts';
import { roundOf } from '../incident/rounds.ts';
import type { NewEntry } from '../record/entry.ts';
import { json, stamp, text } from './columns.ts';
import { askedAs } from './declared-before.ts';
import { foldPaints, onePaintWaits } from './queue-errands.ts';
import type { Db } from './tables.ts';

/** Everything that decisions about one incident change. */
export interface Change {
  /** The version that was decided on; null: the incident is new. */
  readonly was: number | null;
  /** After it, with its new version. */
  readonly incident: Incident;
  readonly entries: readonly Act[];
  readonly errands: readonly Errand[];
  /** All alarms of the incident from now on. */
  readonly alarms: readonly Alarm[];
  /** The requests that are performed with it: if any of them was before, nothing is written. */
  readonly keys: readonly string[];
  /** Requests that are not performed, as they were refused: they only must not have been performed before. */
  readonly keysOfRefused: readonly string[];
  /** The title as it was typed, when the incident is new. */
  readonly asked: string | null;
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

/** `written`: false when the incident has moved on from the version that was decided on; `repeated`: a key was used. */
export interface Written {
  readonly written: boolean;
  readonly repeated: boolean;
}

/**
 * Writes changes of several incidents in one statement, each of them whole or not at all, with or without a transaction
 * around it; nobody else in their rooms waits longer than that. A change holds only on the version that was decided
 * on: the incident's row is updated first, by version, and its lock is what orders changes of several processes; all
 * other parts hang on that update. The rows are locked in one order, so that two processes never wait for each other.
 *
 * No two changes may be about the same incident. The answers are in the order of the changes.
 */
export async function writeChanges(db: Db, changes: readonly Change[], now: Instant): Promise<readonly Written[]> {
  const { rows, keys, errands, entries, alarms } = spread(changes);
  const at = sql`${stamp(now)}::timestamptz`;
  const outcome = await sql<Written>`
    with change as (
      select * from jsonb_to_recordset(${json(rows)}::jsonb)
        as c(workspace text, number integer, was integer, version integer, phase text, severity text, private boolean,
          channel text, title text, state jsonb, asked text, declared_by text, declared_at timestamptz)
    ),
    key_row as (
      select * from jsonb_to_recordset(${json(keys)}::jsonb) as k(workspace text, number integer, key text, kept boolean)
    ),
    used as (
      select distinct key_row.workspace, key_row.number from key_row
      join seen on seen.workspace = key_row.workspace and seen.key = key_row.key
    ),
    locked as (
      select incident.workspace, incident.number from incident
      join change on change.workspace = incident.workspace and change.number = incident.number and change.was = incident.version
      where (incident.workspace, incident.number) not in (select workspace, number from used)
      order by incident.workspace, incident.number
      for update of incident
    ),
    updated as (
      update incident set phase = c.phase, severity = c.severity, private = c.private, channel = c.channel, title = c.title,
        state = c.state, version = c.version
      from change c join locked using (workspace, number)
      where incident.workspace = c.workspace and incident.number = c.number and incident.version = c.was
      returning incident.workspace, incident.number
    ),
    inserted as (
      insert into incident (workspace, number, phase, severity, private, channel, declared_by, title, asked, declared_at, state, version)
      select workspace, number, phase, severity, private, channel, declared_by, title, asked, declared_at, state, version
      from change where was is null and (workspace, number) not in (select workspace, number from used)
      returning workspace, number
    ),
    incident_written as (select * from updated union all select * from inserted),
    seen_written as (
      insert into seen (workspace, key, number, at)
      select workspace, key, number, ${at} from key_row join incident_written using (workspace, number) where kept
      on conflict (workspace, key) do nothing
      returning workspace, number
    ),
    errand_row as (
      select e.*, nextval(pg_get_serial_sequence('errand', 'id')) as id from (
        select e.* from jsonb_to_recordset(${json(errands)}::jsonb)
          as e(workspace text, number integer, place integer, sort text, surface text, task jsonb, round text)
        join incident_written using (workspace, number)
        order by e.place
      ) e
    ),
    errand_written as (
      insert into errand (id, workspace, number, sort, surface, task, round, due_at, created_at)
      overriding system value
      select id, workspace, number, sort, surface, task, round, ${at}, ${at} from errand_row order by place
      ${onePaintWaits}
      returning id, workspace, number, sort, surface
    ),
    entries_written as (
      insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, errand)
      select e.workspace, e.number, e.at, ${at}, e.kind, e.actor, e.text, e.key_event, coalesce(paint.id, errand_row.id)
      from jsonb_to_recordset(${json(entries)}::jsonb)
        as e(workspace text, number integer, place integer, at timestamptz, kind text, actor text, text text, key_event boolean, errand integer)
      join incident_written using (workspace, number)
      left join errand_row on errand_row.place = e.errand
      left join errand_written paint on paint.sort = 'paint' and errand_row.sort = 'paint'
        and paint.workspace = errand_row.workspace and paint.number = errand_row.number and paint.surface = errand_row.surface
      order by e.place
    ),
    alarm_row as (
      select a.* from jsonb_to_recordset(${json(alarms)}::jsonb)
        as a(workspace text, number integer, name text, at timestamptz, command jsonb)
      join incident_written using (workspace, number)
    ),
    alarms_gone as (
      delete from alarm using incident_written w
      where alarm.workspace = w.workspace and alarm.number = w.number and not exists (
        select from alarm_row a where a.workspace = alarm.workspace and a.number = alarm.number and a.name = alarm.name)
    ),
    alarms_set as (
      insert into alarm (workspace, number, name, at, command)
      select workspace, number, name, at, command from alarm_row
      on conflict (workspace, number, name) do update set at = excluded.at, command = excluded.command
    )
    select c.workspace, c.number,
      exists (select from incident_written w where w.workspace = c.workspace and w.number = c.number) as written,
      exists (select from used u where u.workspace = c.workspace and u.number = c.number)
        or (select count(*) from key_row join incident_written using (workspace, number)
            where kept and key_row.workspace = c.workspace and key_row.number = c.number)
          > (select count(*) from seen_written s where s.workspace = c.workspace and s.number = c.number) as repeated
    from change c`.execute(db);
  const found = new Map(outcome.rows.map((row) => [nameOf(row as unknown as Ref), row]));
  return changes.map(({ incident }) => {
    const { written = false, repeated = false } = found.get(nameOf(incident)) ?? {};
    return { written, repeated };
  });
}

interface Ref {
  readonly workspace: string;
  readonly number: number;
}

const nameOf = ({ workspace, number }: Ref): string => `${workspace} ${number}`;

/** The rows of all changes, by table. Places count through, so that all keep the order in which they were decided. */
function spread(changes: readonly Change[]) {
  const rows: object[] = [];
  const keys: object[] = [];
  const errands: object[] = [];
  const entries: object[] = [];
  const alarms: object[] = [];
  for (const change of changes) {
    const { incident } = change;
    const { workspace, number } = incident;
    const { rows: folded, places } = foldPaints(change.errands);
    const first = errands.length;
    rows.push({
      workspace,
      number,
      was: change.was,
      version: incident.version,
      phase: incident.phase,
      severity: incident.severity,
      private: incident.private,
      channel: incident.room.channel,
      title: text(incident.title),
      state: incident,
      asked: change.asked === null ? null : askedAs(change.asked),
      declared_by: incident.declaredBy,
      declared_at: stamp(incident.times.declared),
    });
    for (const key of change.keys) keys.push({ workspace, number, key, kept: true });
    for (const key of change.keysOfRefused) keys.push({ workspace, number, key, kept: false });
    for (const errand of folded) {
      const { sort, surface, task } = errand;
      const round = roundOf(incident, errand);
      errands.push({ workspace, number, place: errands.length, sort, surface, task, round });
    }
    for (const { entry, errand } of change.entries) {
      const place = errand === null ? undefined : places[errand];
      entries.push({
        workspace,
        number,
        place: entries.length,
        at: stamp(entry.at),
        kind: entry.kind,
        actor: entry.actor,
        text: text(entry.text),
        key_event: entry.keyEvent,
        errand: place === undefined ? null : first + place,
      });
    }
    for (const { name, at, command } of change.alarms) alarms.push({ workspace, number, name, at: stamp(at), command });
  }
  return { rows, keys, errands, entries, alarms };
}
