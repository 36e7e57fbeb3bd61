import { holdersOf, type Incident, type Instant, type MessageRef, type UserId } from './incident.ts';

/** Something that was changed on the systems, and whether it still is. */
export interface SystemChange {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  /** Plain, mentions as `<@U1>`; at most `changeLengthMax` characters: the record has the whole. */
  readonly text: string;
  /** Who changed it, and who wrote that down. */
  readonly who: UserId;
  readonly by: UserId;
  readonly happenedAt: Instant;
  readonly state: ChangeState;
  /** Who last said how it stands, and when. */
  readonly saidBy: UserId;
  readonly saidAt: Instant;
  /** The message that told of it. */
  readonly source: MessageRef | null;
  /** Its line in the room; null until Slack shows it. */
  readonly line: MessageRef | null;
}

export const changeStates = ['in_place', 'undone', 'kept'] as const;
/** `kept`: in place, and meant to stay. */
export type ChangeState = (typeof changeStates)[number];

/** A message that reads like a change, until somebody says whether it is one. */
export interface Offer {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  /** Who wrote it. */
  readonly by: UserId;
  readonly at: Instant;
}

export interface Offers {
  /** Oldest first. */
  readonly pending: readonly Offer[];
  /** The direct message that shows them; null: the next one is posted anew. */
  readonly shown: (MessageRef & { readonly user: UserId }) | null;
}

export type ChangeCommand =
  | {
      readonly type: 'log_change';
      readonly text: string;
      readonly who: UserId;
      readonly happenedAt: Instant;
      readonly source: MessageRef | null;
    }
  | { readonly type: 'settle_change'; readonly id: number; readonly state: ChangeState }
  | { readonly type: 'offer_change'; readonly offer: Offer }
  | { readonly type: 'settle_offer'; readonly ts: string; readonly log: boolean };

export type ChangeEvent =
  /** `whole`: what was changed, uncut. */
  | { readonly type: 'change_logged'; readonly change: SystemChange; readonly whole: string }
  | { readonly type: 'change_settled'; readonly id: number; readonly state: ChangeState }
  | { readonly type: 'change_offered'; readonly offer: Offer }
  | { readonly type: 'offer_settled'; readonly ts: string };

/** Of one change, in the state. */
export const changeLengthMax = 300;
/** In place at once; more than these nobody keeps apart. */
export const changesMax = 100;
/** Undone ones leave the state when so many newer ones are undone too; the record keeps all. */
const undoneKept = 20;
/** Messages that wait for a word of the scribe; older ones are let go. */
const pendingMax = 20;

/** What is not as it was before, oldest first. */
export function changesInPlace(incident: Incident): readonly SystemChange[] {
  return (incident.changes ?? [])
    .filter(({ state }) => state !== 'undone')
    .sort((one, other) => one.happenedAt - other.happenedAt || one.id - other.id);
}

/** The same in words, for the line of a phase: `rolled back to 4.11 (kept)`; nothing when all is as it was. */
export function inPlace(incident: Incident): { readonly inPlace?: readonly string[] } {
  const words = changesInPlace(incident).map(({ text, state }) => `${text}${state === 'kept' ? ' (kept)' : ''}`);
  return words.length === 0 ? {} : { inPlace: words };
}

export function findChange(incident: Incident, id: number): SystemChange | undefined {
  return incident.changes?.find((change) => change.id === id);
}

/** Who keeps the record: the scribe, else the lead; null where nobody is either. */
export function recordKeeper(incident: Incident): UserId | null {
  return holdersOf(incident, 'scribe')[0]?.user ?? holdersOf(incident, 'lead')[0]?.user ?? null;
}

export function pendingOffers(incident: Incident): readonly Offer[] {
  return incident.offers?.pending ?? [];
}

export function withoutOldestUndone(changes: readonly SystemChange[]): readonly SystemChange[] {
  const undone = changes.filter(({ state }) => state === 'undone');
  const gone = new Set(undone.slice(0, Math.max(0, undone.length - undoneKept)).map(({ id }) => id));
  return gone.size === 0 ? changes : changes.filter(({ id }) => !gone.has(id));
}

/** One more. Where none was waiting, it is told by a new message: an edit of an old one notifies nobody. */
export function withOffer(incident: Incident, offer: Offer): Offers {
  const pending = pendingOffers(incident);
  const shown = pending.length === 0 ? null : (incident.offers?.shown ?? null);
  return { pending: [...pending, offer].slice(-pendingMax), shown };
}
