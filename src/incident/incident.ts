import type { Ask } from './asks.ts';
import type { WithCard } from './card.ts';
import type { Offers, SystemChange } from './changes.ts';
import type { Crew } from './crew.ts';
import type { Call } from './decisions.ts';
import type { Outsiders } from './followers.ts';
import type { Handover } from './handovers.ts';
import type { Postmortem } from './lesson.ts';
import type { Page } from './pages.ts';
import type { ChecklistPhase, Policy, RoleName, Severity } from './policy.ts';
import type { Problem } from './problem.ts';
import type { RoleLine } from './role-line.ts';
import type { Triage } from './triage.ts';
import type { Undoables } from './undoable.ts';

/** What an incident is, at one moment. A row in the database; its history is the record. */
export interface Incident extends WithCard, Outsiders {
  /** Slack team id. */
  readonly workspace: string;
  /** `INC-42` is number 42 of its workspace. */
  readonly number: number;
  /** Plain text (not escaped), at most 150 characters. */
  readonly title: string;
  /** Plain text; may be empty. */
  readonly summary: string;
  readonly severity: Severity;
  /** False while the severity is only assumed. */
  readonly severityGiven: boolean;
  readonly phase: Phase;
  readonly private: boolean;
  readonly services: readonly string[];
  readonly declaredBy: UserId;
  /** How who declared hears that the room is open. */
  readonly replyTo: ReplyTo;
  readonly times: Times;
  /** Spans of impact, oldest first; the last is open while it lasts. Downtime is their sum. */
  readonly impact: readonly Span[];
  /** Who holds what now, in the order of taking. */
  readonly roles: readonly Holding[];
  readonly pastRoles: readonly PastHolding[];
  /** Roles of the policy that nobody holds by hand: since when, and what was said about it. */
  readonly vacancies: Readonly<Record<RoleName, Vacancy>>;
  /** Answers by item id. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly actions: readonly Action[];
  /** Oldest first. */
  readonly updates: readonly Update[];
  /** When the next update is due; null: none is. */
  readonly nextUpdateAt: Instant | null;
  /** That time has passed without an update. */
  readonly updateMissed: boolean;
  readonly duplicateOf: number | null;
  /** Why it was cancelled or reopened last; plain text. */
  readonly reason: string;
  /** What was said to be still in place when it was resolved last; plain text. Absent: nothing was said. */
  readonly stillInPlace?: string;
  /** Who was asked to come, oldest first. Absent: nobody was. */
  readonly pages?: readonly Page[];
  /** What people were asked to do, oldest first. Absent: nothing so far. */
  readonly asks?: readonly Ask[];
  /** What was changed on the systems, in the order of logging. Absent: nothing so far. */
  readonly changes?: readonly SystemChange[];
  /** Messages that read like a change, and wait for a word. */
  readonly offers?: Offers;
  /** Absent until the room was looked at for silence. */
  readonly call?: Call;
  /** Who was asked to take a role, and which holder is silent. Absent: nothing so far. */
  readonly crew?: Crew;
  /** How it was looked at before it was declared. Absent: it was declared at once. */
  readonly triage?: Triage;
  /** Roles that were offered to somebody, oldest first. Absent: none so far. */
  readonly handovers?: readonly Handover[];
  /** What was set last, as it was before. */
  readonly undoable?: Undoables;
  readonly roleLine?: RoleLine;
  readonly room: Room;
  readonly postmortem: Postmortem;
  /** What could not be done in Slack, newest last. */
  readonly problems: readonly Problem[];
  readonly policy: Policy;
  /** One more with every change, whatever makes it: a write holds only on the version that it was decided on. */
  readonly version: number;
}

/** `triage`: not an incident, or not yet; nothing of an incident holds of it. */
export type Phase = 'triage' | 'identifying' | 'contained' | 'resolved' | 'closed' | 'cancelled';
/** Slack user id, `U…` or `W…`. */
export type UserId = string;
/** Milliseconds since 1970 UTC. */
export type Instant = number;

export const timeNames = [
  'started',
  'detected',
  'declared',
  'acknowledged',
  'contained',
  'resolved',
  'closed',
] as const;
export type TimeName = (typeof timeNames)[number];
export type Times = Readonly<Record<TimeName, Instant | null>> & {
  readonly started: Instant;
  readonly declared: Instant;
};

export interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface Holding {
  readonly role: RoleName;
  readonly user: UserId;
  readonly since: Instant;
  /** Lead for now: declared it, nobody took the role by hand yet. */
  readonly forNow: boolean;
}

export interface PastHolding {
  readonly role: RoleName;
  readonly user: UserId;
  readonly from: Instant;
  readonly to: Instant;
}

export interface Vacancy {
  readonly since: Instant;
  readonly remindedAt: Instant | null;
  readonly snoozedUntil: Instant | null;
  /** The newest reminder in the room. Absent: none that Slack has shown. */
  readonly line?: MessageRef;
}

export type Answer = 'yes' | 'no' | 'na' | 'checking';

export interface Check {
  readonly answer: Answer | null;
  readonly by: UserId;
  readonly at: Instant;
  /** Plain text; may be empty. */
  readonly note: string;
}

export interface Action {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  readonly text: string;
  readonly owner: UserId | null;
  /** YYYY-MM-DD */
  readonly dueOn: string | null;
  readonly by: UserId;
  readonly at: Instant;
  /** The message it was made from. */
  readonly source: MessageRef | null;
}

export interface Update {
  readonly at: Instant;
  readonly by: UserId;
  readonly happened: string;
  readonly doing: string;
  readonly meanwhile: string;
  readonly nextAt: Instant | null;
}

/** The ways in which somebody hears back later. */
export type ReplyTo =
  | { readonly via: 'response_url'; readonly url: string }
  | { readonly via: 'view'; readonly viewId: string }
  | { readonly via: 'dm' };

export interface MessageRef {
  readonly channel: string;
  /** Slack's id of a message: always a string. */
  readonly ts: string;
}

/** Where the incident lives in Slack, as far as Slack has told us. */
export interface Room {
  /** null until Slack has made the channel. */
  readonly channel: string | null;
  /** The channel that this one takes the place of, out of reach by then. Absent: it is the first. */
  readonly replaces?: string;
  readonly name: string;
  /** A channel that existed before; never archived by us. */
  readonly adopted: boolean;
  /** Of an adopted channel: how much of its past is on the record, and since when; `done`: all of it that is to be. */
  readonly past?: { readonly read: number; readonly since: Instant | null; readonly done: boolean };
  /** An adopted channel: another incident has adopted it since. */
  readonly passedOnAt?: Instant;
  readonly archivedAt: Instant | null;
  /** The bot was taken out of it then, and nobody has asked it in again. */
  readonly leftAt?: Instant | null;
  /** What was said there until then may never have reached us; null: it was read back. */
  readonly doubtedUntil?: Instant | null;
  /** When it was found to be in it again last. */
  readonly rejoinedAt?: Instant;
  /** Archiving is under way: files first, then the channel. */
  readonly archiving: boolean;
  /** How often archiving was begun, and when last: what Slack refuses is tried again. */
  readonly archiveTries?: number;
  readonly archiveTriedAt?: Instant;
  /** The files are in the room: only the channel is left to archive. */
  readonly exportKept?: boolean;
  /** Somebody unarchived it: the time until archiving counts anew from here. */
  readonly broughtBackAt?: Instant;
  /** Who was asked in when it opened, or is to be: they need no catching up. */
  readonly invited: readonly UserId[];
  readonly briefing: string | null;
  readonly checklists: Readonly<Partial<Record<ChecklistPhase, string>>>;
  readonly announcement: MessageRef | null;
}

export type { Comment, Postmortem, PostmortemState, Writing } from './lesson.ts';

/** Open: people are still at work on it. */
export function isOpen(incident: Pick<Incident, 'phase'>): boolean {
  return incident.phase === 'identifying' || incident.phase === 'contained';
}

/** `INC-42` */
export function nameOf(incident: Pick<Incident, 'number'>): string {
  return `INC-${incident.number}`;
}

/** Who holds a role now, in the order of taking. */
export function holdersOf(incident: Incident, role: RoleName): readonly Holding[] {
  return incident.roles.filter((holding) => holding.role === role);
}
