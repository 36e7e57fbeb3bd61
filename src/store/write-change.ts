import { sql } from 'kysely';
import type { Command } from '../incident/commands.ts';
import type { Errand } from '../incident/errands.ts';
import type { Incident, Instant } from '../incident/incident.ts';
import type { NewEntry } from '../record/entry.ts';
import { json, stamp, text } from './columns.ts';
import { askedAs } from './declared-before.ts';
import { queueErrands } from './queue-errands.ts';
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
  /** The title as it was typed, when the incident is new. */
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

/**
 * Writes a change inside the transaction that holds the incident's lock. Two statements at most, as every one
 * of them makes the others in the same room wait. False when the key was used meanwhile: the caller rolls back.
 */
export async function writeChange(trx: Db, change: Change): Promise<boolean> {
  const { incident, now } = change;
  const errandIds = await queueErrands(trx, incident, change.errands, now);
  const entries = change.entries.map(({ entry, errand }) => ({
    at: stamp(entry.at),
    kind: entry.kind,
    actor: entry.actor,
    text: text(entry.text),
    key_event: entry.keyEvent,
    errand: errand === null ? null : (errandIds[errand] ?? null),
  }));
  const alarms = change.alarms.map(({ name, at, command }) => ({ name, at: stamp(at), command }));
  const written = await sql<{ remembered: number }>`
    with alarm_row as (
      select * from jsonb_to_recordset(${json(alarms)}::jsonb) as a(name text, at timestamptz, command jsonb)
    ),
    incident_written as (
      insert into incident (workspace, number, phase, severity, private, channel, declared_by, title, asked, declared_at, state, version)
      values (${incident.workspace}, ${incident.number}, ${incident.phase}, ${incident.severity}, ${incident.private},
        ${incident.room.channel}, ${incident.declaredBy}, ${text(incident.title)}, ${askedAs(change.asked ?? '')},
        ${stamp(incident.times.declared)}, ${json(incident)}, ${incident.version})
      on conflict (workspace, number) do update set
        phase = excluded.phase, severity = excluded.severity, private = excluded.private, channel = excluded.channel,
        title = excluded.title, state = excluded.state, version = excluded.version
    ),
    seen_written as (
      insert into seen (workspace, key, number, at)
      select ${incident.workspace}, ${change.key}::text, ${incident.number}, ${stamp(now)}::timestamptz
      where ${change.key}::text is not null
      on conflict (workspace, key) do nothing
      returning key
    ),
    entries_written as (
      insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, errand)
      select ${incident.workspace}, ${incident.number}, e.at, ${stamp(now)}::timestamptz, e.kind, e.actor, e.text, e.key_event, e.errand
      from jsonb_to_recordset(${json(entries)}::jsonb)
        as e(at timestamptz, kind text, actor text, text text, key_event boolean, errand bigint)
    ),
    alarms_gone as (
      delete from alarm where workspace = ${incident.workspace} and number = ${incident.number}
        and name not in (select name from alarm_row)
    ),
    alarms_set as (
      insert into alarm (workspace, number, name, at, command)
      select ${incident.workspace}, ${incident.number}, name, at, command from alarm_row
      on conflict (workspace, number, name) do update set at = excluded.at, command = excluded.command
    )
    select count(*)::int as remembered from seen_written`.execute(trx);
  return change.key === null || written.rows[0]?.remembered === 1;
}
