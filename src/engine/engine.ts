import type { Presence } from '../incident/awaited.ts';
import type { Command, Declare } from '../incident/commands.ts';
import type { Errand } from '../incident/errands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident, Instant, MessageRef, UserId } from '../incident/incident.ts';
import type { Refusal } from '../incident/refusals.ts';
import type { Entry, FileRef, Person } from '../record/entry.ts';
import type { ChannelIdChange } from '../store/change-channel-id.ts';
import type { History } from './history.ts';
import type { Tell } from './mending-waiters.ts';

/**
 * The loop: the one place through which an incident changes, and through which Slack is told.
 * Listeners call it, `main` hands it `deliver`; it knows no Slack and writes no SQL.
 */
export interface Engine {
  /** Opens an incident. `key` names the request (trigger id, view id): the same key again opens nothing. */
  declare(command: Declare, key: string | null): Promise<DeclareOutcome>;
  /** Changes an incident: state, record, errands and alarms together or not at all, decided on its newest state. */
  perform(ref: IncidentRef, command: Command, key?: string | null): Promise<Outcome>;
  /** Keeps what people said or did in a war room; not locked by the incident. `null` when the channel is no war room. */
  hear(workspace: string, key: string, heard: Heard, errands?: readonly Errand[]): Promise<HeardOutcome | null>;
  /** Slack gave a channel another id: all that is kept of it follows. Killed half-way, the same `key` again goes on. */
  followChannel(workspace: string, key: string, change: ChannelIdChange): Promise<void>;

  incident(ref: IncidentRef): Promise<Incident | null>;
  /** The incident whose war room this channel is. */
  incidentIn(workspace: string, channel: string): Promise<Incident | null>;
  /** Identifying or contained, worst and oldest first. */
  openIncidents(workspace: string): Promise<readonly Incident[]>;
  /** Looks at whether there is a problem of which nothing has come yet, oldest first. */
  openTriages(workspace: string): Promise<readonly Incident[]>;
  /** Newest first; for lists, App Home. Without those that were never declared. */
  recentIncidents(workspace: string, limit: number): Promise<readonly Incident[]>;
  /**
   * In reading order (`inReadingOrder`). `key`: key events and acts, without
   * ordinary messages, marks, and who came and went. `limit`: only the newest so many.
   */
  entries(ref: IncidentRef, which: 'all' | 'key', limit?: number): Promise<readonly Entry[]>;
  /** The whole record in reading order, page by page: for exports of any size. */
  streamEntries(ref: IncidentRef): AsyncIterable<Entry>;
  /** One entry of a message, or null. */
  entryAt(workspace: string, message: MessageRef): Promise<Entry | null>;
  /** Whether a message is marked as a key event and stands there still; also of one that was not heard yet. */
  isKeyEvent(workspace: string, message: MessageRef): Promise<boolean>;
  /** Whether something that was done is still to be said in the room: it has no link yet. */
  isSaying(ref: IncidentRef): Promise<boolean>;
  /** Who wrote or did something, with how much and when first; the bot left out. */
  participants(ref: IncidentRef): Promise<readonly Participant[]>;
  /** When each of these was last heard in the room, came and left; the record's times. Nobody asked about: no query. */
  presence(ref: IncidentRef, users: readonly UserId[]): Promise<Presence>;
  person(workspace: string, user: UserId): Promise<Person | null>;
  people(workspace: string, users: readonly UserId[]): Promise<ReadonlyMap<UserId, Person>>;
  rememberPerson(workspace: string, person: Person): Promise<void>;

  /**
   * Asks that the record of an incident be compared with Slack's history, now. `tell` hears how it goes and what was
   * found, in this process. False: it has no room, or no history was handed in.
   */
  mend(ref: IncidentRef, how: { readonly everyThread: boolean; readonly tell?: Tell }): Promise<boolean>;
  /**
   * The same for all rooms that are listened to, in `afterMs` (2 s unless told), first where people are at work: events may
   * have been lost.
   */
  mendAll(workspace: string, afterMs?: number): void;

  /** Sends mails and does nothing else, for who waits for Slack before `start`; returns how to end it. */
  mailEarly(deliver: Deliver): () => Promise<void>;
  /** Starts worker and sweep; with a history, records are compared with it. */
  start(deliver: Deliver, history?: History): void;
  /** Stops taking work, waits for what is under way (bounded), leaves the rest to the next start. */
  stop(): Promise<void>;
  /**
   * Resolves when no errand is due or under way and no alarm is due, with when the next of them, or a comparison, will be;
   * null: none is written down, or the engine was stopped meanwhile (for tests and the demo).
   */
  drained(): Promise<Instant | null>;
  /** Waiting, parked, oldest; for metrics and health. */
  backlog(): Promise<Backlog>;
}

export interface IncidentRef {
  readonly workspace: string;
  readonly number: number;
}

export type Outcome =
  | { readonly kind: 'done'; readonly incident: Incident; readonly events: readonly IncidentEvent[] }
  | { readonly kind: 'refused'; readonly incident: Incident; readonly refusal: Refusal }
  /** This key was performed before: nothing happened now. */
  | { readonly kind: 'repeated'; readonly incident: Incident }
  | { readonly kind: 'not_found' };

export type DeclareOutcome =
  | { readonly kind: 'done'; readonly incident: Incident }
  /** The same request, or the same person and title within 60 seconds. */
  | { readonly kind: 'repeated'; readonly incident: Incident }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What Slack delivered about a war room, in our words. `at` is Slack's time of it. */
export type Heard = HeardBody & {
  /** `mended`: read back from the history; live unless said. */
  readonly found?: 'live' | 'mended';
  /** Kinds of credentials that were taken out of its texts; its author is told, once a message. */
  readonly secrets?: readonly string[];
};

export type HeardBody =
  | {
      readonly kind: 'message';
      readonly channel: string;
      readonly ts: string;
      readonly threadTs: string | null;
      readonly user: UserId;
      readonly text: string;
      readonly files: readonly FileRef[];
      readonly at: Instant;
    }
  | {
      readonly kind: 'edit';
      readonly channel: string;
      readonly ts: string;
      readonly threadTs: string | null;
      readonly user: UserId;
      readonly text: string;
      readonly files: readonly FileRef[];
      /** What it said before, when Slack tells. */
      readonly previousText: string | null;
      /** Time of the message itself. */
      readonly at: Instant;
      readonly editedAt: Instant;
    }
  | {
      readonly kind: 'deletion';
      readonly channel: string;
      readonly ts: string;
      readonly threadTs: string | null;
      readonly user: UserId | null;
      readonly previousText: string | null;
      readonly at: Instant;
      readonly deletedAt: Instant;
    }
  /** `toggle`: the shortcut; takes back any mark made by shortcut, else makes one. */
  | {
      readonly kind: 'mark';
      readonly channel: string;
      readonly ts: string;
      readonly user: UserId;
      readonly how: 'pushpin' | 'pin' | 'shortcut';
      readonly change: 'add' | 'remove' | 'toggle';
      readonly at: Instant;
    }
  | {
      readonly kind: 'membership';
      readonly channel: string;
      readonly user: UserId;
      readonly text: string;
      readonly at: Instant;
    }
  | {
      readonly kind: 'channel';
      readonly channel: string;
      readonly ts: string | null;
      readonly user: UserId;
      readonly text: string;
      readonly at: Instant;
    };

export interface HeardOutcome {
  readonly ref: IncidentRef;
  /** False when this key, or this message, was kept before. */
  readonly first: boolean;
  /** For marks: whether the message is a key event now. */
  readonly keyEvent: boolean;
}

export interface Participant {
  readonly user: UserId;
  readonly messages: number;
  readonly acts: number;
  readonly firstAt: Instant;
  /** When they last wrote or did something, whatever time it speaks of. */
  readonly lastAt: Instant;
}

/** Tells Slack one thing. Must be safe to repeat: it may run again after a crash. */
export type Deliver = (job: Job) => Promise<Delivered>;

export interface Job {
  readonly id: string;
  readonly ref: IncidentRef;
  readonly errand: Errand;
  /** The incident as all of its round show it; left out: it is alone, and shows the newest. */
  readonly incident?: Incident;
  /** When it was written down: no attempt is older. */
  readonly since: Instant;
  /** 1 for the first attempt; higher: an earlier one may have taken effect in Slack. */
  readonly attempt: number;
  /** What an earlier attempt kept (such as a file's id). */
  readonly kept: Readonly<Record<string, unknown>>;
  /** Keeps something durably before going on. */
  keep(kept: Readonly<Record<string, unknown>>): Promise<void>;
  /** Aborted when the engine stops. */
  readonly signal: AbortSignal;
}

export type Delivered =
  /** `commands` are performed in the transaction that settles the errand; `posted` gives the act's entry its ts. */
  | { readonly outcome: 'done'; readonly commands?: readonly Command[]; readonly posted?: MessageRef }
  /** Not now: Slack is away, or asked to wait. `isCalm`: nothing is wrong, it is looked at again then. */
  | { readonly outcome: 'later'; readonly afterMs: number | null; readonly why: string; readonly isCalm?: true }
  /** Slack will never do it. Shown on the briefing. */
  | { readonly outcome: 'never'; readonly why: string; readonly what?: string };

export interface Backlog {
  readonly waiting: number;
  readonly parked: number;
  readonly oldestWaitingAt: Instant | null;
}

export interface Clock {
  now(): Instant;
}
