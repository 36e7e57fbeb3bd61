import type { ColumnType, Generated, Kysely } from 'kysely';
import type { Command } from '../incident/commands.ts';
import type { Errand, Task } from '../incident/errands.ts';
import type { Incident, Instant, Phase } from '../incident/incident.ts';
import type { Severity } from '../incident/policy.ts';
import type { EntryKind, FileRef, Person, Revision } from '../record/entry.ts';
import type { Pace } from './claim-rounds.ts';
import type { MendingReport, Progress } from './mending.ts';

/** The tables as the program sees them; a test holds them against the real columns. */
export interface Tables {
  workspace_counter: { workspace: string; last_number: number };
  incident: IncidentTable;
  entry: EntryTable;
  mark: MarkTable;
  errand: ErrandTable;
  alarm: AlarmTable;
  seen: SeenTable;
  person: PersonTable;
  past_incident: PastIncidentTable;
  mending: MendingTable;
  thread: ThreadTable;
  pace: PaceTable;
  call_budget: CallBudgetTable;
  channel_change: ChannelChangeTable;
}

/** A pool, or the transaction that is under way: always pass the transaction on (the embedded database has one connection). */
export type Db = Kysely<Tables>;

/** timestamptz: comes out as milliseconds since 1970, goes in as ISO text (`stamp`). */
type Stamp = ColumnType<Instant, string, string>;
type StampOrNull = ColumnType<Instant | null, string | null | undefined, string | null>;
/** jsonb: comes out parsed, goes in as text (`json`). */
type Json<Value> = ColumnType<Value, string, string>;
type JsonOrDefault<Value> = ColumnType<Value, string | undefined, string>;

interface IncidentTable {
  workspace: string;
  number: number;
  phase: Phase;
  severity: Severity;
  private: boolean;
  channel: string | null;
  declared_by: string;
  title: string;
  /** The title as it was typed, trimmed and in lower case: tells a double declaration. */
  asked: string;
  declared_at: Stamp;
  state: Json<Incident>;
  version: number;
}

interface EntryTable {
  id: ColumnType<number, never, never>;
  workspace: string;
  number: number;
  at: Stamp;
  recorded_at: Stamp;
  kind: EntryKind;
  actor: string;
  text: string;
  /** A key event by nature; marks are rows of their own. */
  key_event: boolean;
  channel: string | null;
  ts: string | null;
  thread_ts: string | null;
  files: JsonOrDefault<FileRef[]>;
  revisions: JsonOrDefault<Revision[]>;
  /** When the present text was written, if not with the message itself. */
  edited_at: StampOrNull;
  deleted_at: StampOrNull;
  found: 'live' | 'mended' | null;
  /** True while only an edit or deletion of the message was heard, not the message. */
  awaited: Generated<boolean>;
  /** Names the event of a thing heard that is no message. */
  heard_key: string | null;
  /** The errand whose post gives this act its ts. */
  errand: number | null;
}

interface MarkTable {
  workspace: string;
  channel: string;
  ts: string;
  how: 'pushpin' | 'pin' | 'shortcut';
  /** Who reacted; `*` for pins and the shortcut, which belong to the message and not to a person. */
  holder: string;
  /** False: taken back; kept, so that a late "added" cannot bring it back. */
  present: boolean;
  changed_at: Stamp;
}

interface ErrandTable {
  id: ColumnType<number, never, never>;
  workspace: string;
  number: number;
  sort: Errand['sort'];
  surface: string;
  task: Json<Task>;
  state: Generated<'waiting' | 'leased' | 'parked'>;
  due_at: Stamp;
  created_at: Stamp;
  /** On the database's clock: leases run on real time. */
  lease_until: StampOrNull;
  leased_by: string | null;
  attempt: Generated<number>;
  /** Failures in a row. */
  failures: Generated<number>;
  /** The incident was told that this does not work. */
  complained: Generated<boolean>;
  kept: JsonOrDefault<Record<string, unknown>>;
  why: string | null;
  /** Done together with the others of its incident that name the same (`roundOf`); null: alone. */
  round: string | null;
}

interface AlarmTable {
  workspace: string;
  number: number;
  name: string;
  at: Stamp;
  command: Json<Command>;
}

interface SeenTable {
  workspace: string;
  key: string;
  number: number;
  at: Stamp;
}

interface PersonTable {
  workspace: string;
  user_id: string;
  name: string;
  zone: string;
  kind: Person['kind'];
}

/** What is left of an incident whose time of keeping is over. */
interface PastIncidentTable {
  workspace: string;
  number: number;
  severity: Severity;
  declared_at: Stamp;
  closed_at: Stamp;
  removed_at: Stamp;
}

interface MendingTable {
  workspace: string;
  number: number;
  channel: string;
  /** Counts the askings. */
  asked: Generated<number>;
  /** The asking that the last finished reading answers. */
  answered: Generated<number>;
  /** Whoever asked wants every thread read, not only those that changed. */
  every_thread: Generated<boolean>;
  /** When to read (on); null: nobody waits. */
  due_at: StampOrNull;
  /** Nothing older is compared. */
  since_ts: string;
  /** Where the reading under way stands; null: none is. */
  progress: ColumnType<Progress | null, string | null | undefined, string | null>;
  /** What the last finished reading found. */
  report: ColumnType<MendingReport | null, string | null | undefined, string | null>;
  /** Slack's code because of which it cannot be read now, once the record has said so. */
  trouble: string | null;
  failures: Generated<number>;
  /** On the database's clock, as for errands. */
  lease_until: StampOrNull;
  leased_by: string | null;
}

interface CallBudgetTable {
  workspace: string;
  method: string;
  /** Calls that may be made at once. */
  level: number;
  at: Stamp;
  rest_until: Stamp;
}

/** What Slack tells late names a channel by the id that it had. */
interface ChannelChangeTable {
  workspace: string;
  old_id: string;
  new_id: string;
}

interface ThreadTable {
  workspace: string;
  channel: string;
  /** Of its first message. */
  ts: string;
  /** As Slack told when it was compared last. */
  replies: number;
  latest: string;
}

/** What rounds have left of Slack's limits; its row is locked by whoever begins one. */
interface PaceTable {
  workspace: string;
  state: Json<Pace>;
}
