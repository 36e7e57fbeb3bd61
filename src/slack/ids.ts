import type { Seen } from '../incident/meant.ts';

/**
 * What our buttons, menus and forms carry. Typed when drawn; checked when pressed, because what comes
 * back went through somebody else's client, and a card may be older than this program.
 *
 * An action id is a verb, with a suffix where a row has the same verb twice: `take_role:fixer`.
 * Values are small JSON: `n` is the incident's number, the rest what the presser saw.
 */
type Check<T> = (value: unknown) => value is T;

const number: Check<number> = (value): value is number => typeof value === 'number' && Number.isSafeInteger(value);
const text: Check<string> = (value): value is string => typeof value === 'string';
const texts: Check<string[]> = (value): value is string[] => Array.isArray(value) && value.every(text);
/** What the form showed; left out where nothing stood in it, and by an earlier version. */
const seen: Check<Seen | undefined> = (value): value is Seen | undefined =>
  value === undefined || (typeof value === 'object' && value !== null && Object.values(value).every(text));
const incident = { n: number };

/** What each verb carries. */
const carried = {
  // roles
  take_role: { n: number, role: text },
  /** `from`: whom the presser agreed to take it over from. */
  take_over_role: { n: number, role: text, from: text },
  vacate_role: { n: number, role: text },
  assign_role: incident,
  /** Opens the form; `role` may be empty for somebody who holds several. */
  hand_over: { n: number, role: text },
  answer_handover: { n: number, id: number, answer: text },
  ask_handover_again: { n: number, id: number },
  snooze_reminder: { n: number, roles: texts, ms: number },
  /** `id`: who was asked to take which role. */
  answer_role: { n: number, id: number, answer: text },
  ask_role_again: { n: number, id: number },
  page_instead: { n: number, id: number },
  /** `id`: the silence. */
  im_here: { n: number, id: number },
  // phases: each opens its form, but `contain`
  contain: incident,
  resolve: incident,
  close: incident,
  reopen: incident,
  cancel: incident,
  /** `id`: of what was set, a phase or a severity. */
  undo: { n: number, what: text, id: number },
  // facts
  edit: incident,
  set_severity: { n: number, severity: text },
  send_update: incident,
  // fetching people
  page: incident,
  page_next: { n: number, page: number },
  answer_page: { n: number, page: number, answer: text },
  // checklist
  show_checklist: incident,
  answer_check: { n: number, item: text, answer: text },
  // asks
  make_ask: incident,
  show_asks: incident,
  answer_ask: { n: number, id: number, answer: text },
  // changes
  log_change: incident,
  settle_change: { n: number, id: number, state: text },
  settle_offer: { n: number, ts: text, log: text },
  // before it is an incident
  look_into_triage: incident,
  declare_triage: incident,
  end_triage: incident,
  answer_triage: { n: number, answer: text },
  // decisions
  record_decision: incident,
  /** `ms` 0: for the whole incident. */
  quiet_call: { n: number, ms: number },
  // afterwards
  add_action: incident,
  change_action: { n: number, id: number },
  draft_postmortem: incident,
  write_section: { n: number, section: number },
  settle_postmortem: { n: number, state: text },
  give_memory: incident,
  // looking
  show_panel: incident,
  show_brief: incident,
  show_timeline: incident,
  show_postmortem: incident,
  show_help: incident,
  ask_files: incident,
  join_room: incident,
  // everybody else
  follow: incident,
  follow_and_leave: incident,
  unfollow: incident,
  /** Opens the form. */
  declare: {},
  /** Typing in the form for declaring: its value is the title so far. */
  look_alike: {},
  /** For who meant a title although its first word is nearly a command. */
  declare_title: { title: text },
} as const satisfies Record<string, Record<string, Check<unknown>>>;

/** What each form remembers from when it was opened until it is sent. */
const remembered = {
  /** `alike`: which incidents stand above it, see `alikeMemo`. */
  declare: { alike: text },
  /** What the form turns into while the room is opened. */
  declared: incident,
  edit: { n: number, seen },
  resolve: incident,
  close: incident,
  cancel: incident,
  reopen: incident,
  send_update: incident,
  page: incident,
  checklist: { n: number, phase: text },
  note_check: { n: number, item: text },
  /** `id`: the action item to change, 0 for a new one. Then the message it was made from; both empty when there is none. */
  add_action: { n: number, id: number, channel: text, ts: text, seen },
  assign_role: incident,
  /** `role`: of who holds only one; else the form asks. */
  hand_over: { n: number, role: text },
  /** The message that it is about; both empty when there is none. */
  make_ask: { n: number, channel: text, ts: text },
  decline_ask: { n: number, id: number },
  log_change: { n: number, channel: text, ts: text },
  record_decision: incident,
  give_memory: incident,
  write_section: { n: number, section: number, seen },
  waive_postmortem: incident,
  trouble: {},
} as const satisfies Record<string, Record<string, Check<unknown>>>;

type Checked<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends Check<infer T>
    ? T extends string[]
      ? readonly string[]
      : T
    : never;
};

export type Verb = keyof typeof carried;
export type Pressable<V extends Verb> = Checked<(typeof carried)[V]>;
export type FormId = keyof typeof remembered;
export type FormMemo<Id extends FormId> = Checked<(typeof remembered)[Id]>;

/** Opens the form in which somebody hands a role over. */
export const handOver = 'hand_over' satisfies Verb;

export const verbs = Object.keys(carried) as readonly Verb[];
export const formIds = Object.keys(remembered) as readonly FormId[];

/** The ids of a button: put into the element as they are. */
export function press<V extends Verb>(verb: V, value: Pressable<V>, suffix = ''): { action_id: string; value: string } {
  return { action_id: actionId(verb, suffix), value: JSON.stringify(value) };
}

export function actionId(verb: Verb, suffix = ''): string {
  return suffix === '' ? verb : `${verb}:${suffix}`;
}

/** `take_role:fixer` → its verb and suffix; null when it is not ours, or not any more. */
export function parseActionId(id: string): { readonly verb: Verb; readonly suffix: string } | null {
  const [, verb = '', suffix = ''] = /^([a-z_]+)(?::(.*))?$/s.exec(id) ?? [];
  return Object.hasOwn(carried, verb) ? { verb: verb as Verb, suffix } : null;
}

/** What the pressed button or the chosen option carries; null when it is not of this verb's shape. */
export function readPress<V extends Verb>(verb: V, value: string): Pressable<V> | null {
  return read(carried[verb], value) as Pressable<V> | null;
}

/** The value of an option in a menu of ours; Slack takes at most 75 characters. */
export function optionValue<V extends Verb>(_verb: V, value: Pressable<V>): string {
  return JSON.stringify(value);
}

export function formMemo<Id extends FormId>(_id: Id, memo: FormMemo<Id>): string {
  return JSON.stringify(memo);
}

/** What the form of this callback id remembered; null when it is not of its shape. */
export function readFormMemo<Id extends FormId>(id: Id, privateMetadata: string): FormMemo<Id> | null {
  return read(remembered[id], privateMetadata) as FormMemo<Id> | null;
}

function read(shape: Readonly<Record<string, Check<unknown>>>, json: string): Readonly<Record<string, unknown>> | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const known = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(shape);
  if (!keys.every((key) => shape[key]?.(known[key]) === true)) return null;
  return Object.fromEntries(keys.map((key) => [key, known[key]]));
}

/** Block ids of inputs: the names under which what was typed comes back. */
export const inputs = {
  title: 'title',
  severity: 'severity',
  services: 'services',
  summary: 'summary',
  startedAt: 'started_at',
  private: 'private',
  reason: 'reason',
  impactEndedAt: 'impact_ended_at',
  note: 'note',
  happenedAt: 'happened_at',
  happened: 'happened',
  doing: 'doing',
  meanwhile: 'meanwhile',
  next: 'next',
  text: 'text',
  owner: 'owner',
  dueOn: 'due_on',
  team: 'team',
  role: 'role',
  user: 'user',
  unwritten: 'unwritten',
  surprised: 'surprised',
  remember: 'remember',
} as const;
