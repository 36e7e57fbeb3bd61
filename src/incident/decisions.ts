import type { Instant, UserId } from './incident.ts';

/** What was decided, in the room or on the call. Kept on the record alone: nothing becomes of it later. */
export interface Decided {
  /** Plain, mentions as `<@U1>`. */
  readonly text: string;
  /** May be empty. */
  readonly why: string;
  /** null: nobody said who. */
  readonly who: UserId | null;
  readonly happenedAt: Instant;
}

/** What is known of the talk elsewhere. */
export interface Call {
  /** When to look again whether the room is silent. */
  readonly lookAt: Instant;
  /** The silence that was asked about last, by its beginning. */
  readonly askedSince: Instant | null;
  /** Nobody wants to be asked in this incident. */
  readonly never: boolean;
}

export type DecisionCommand =
  | ({ readonly type: 'record_decision' } & Decided)
  | { readonly type: 'look_for_silence' }
  /** `lastAt`: when somebody last wrote or did something there; null: nobody has. */
  | { readonly type: 'silence_found'; readonly lastAt: Instant | null }
  /** null: for the whole incident. */
  | { readonly type: 'quiet_call'; readonly forMs: number | null };

export type DecisionEvent =
  | ({ readonly type: 'decided' } & Decided)
  | { readonly type: 'silence_looked_for' }
  /** Somebody has written; the next silence can begin then at the earliest. */
  | { readonly type: 'room_heard'; readonly since: Instant }
  | { readonly type: 'call_asked'; readonly user: UserId; readonly since: Instant }
  | { readonly type: 'call_quieted'; readonly until: Instant | null };
