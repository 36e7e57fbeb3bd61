import type { Instant, UserId } from '../incident/incident.ts';
import type { FileRef } from '../record/entry.ts';

/**
 * What Slack still shows of a room. `main` hands it in, as it hands in `deliver`. Nothing here may wait for its turn:
 * who is out of calls answers `later`.
 */
export interface History {
  /** Messages of a channel after `after` and before `before` (both left out), the newest first. */
  page(ask: {
    readonly workspace: string;
    readonly channel: string;
    readonly after: string;
    readonly before: string;
  }): Promise<Reading>;
  /** Replies in a thread after `after` (left out), the oldest first, without the thread's first message. */
  thread(ask: {
    readonly workspace: string;
    readonly channel: string;
    readonly ts: string;
    readonly after: string;
  }): Promise<Reading>;
}

export type Reading =
  | { readonly outcome: 'read'; readonly shown: readonly Shown[]; readonly more: boolean }
  /** Not now: out of calls, or Slack is away. */
  | { readonly outcome: 'later'; readonly afterMs: number | null; readonly why: string }
  /** Slack does not show it to us. */
  | { readonly outcome: 'never'; readonly why: string };

/** A message as the history shows it, in our words. */
export interface Shown {
  readonly ts: string;
  readonly at: Instant;
  readonly threadTs: string | null;
  readonly body: ShownBody;
  /** What it is the first message of; null: nobody replied. */
  readonly thread: { readonly replies: number; readonly latest: string } | null;
  /** Who reacted with `:pushpin:`; null: Slack names only some of them. */
  readonly pushpins: readonly UserId[] | null;
  /** Our own `:memo:` stands on it; null: Slack names only some of who reacted so. */
  readonly memo: boolean | null;
  /** Pinned in this channel, by whom if Slack tells. */
  readonly pin: { readonly by: UserId | null } | null;
}

export type ShownBody =
  | {
      readonly kind: 'message';
      readonly user: UserId;
      readonly text: string;
      readonly files: readonly FileRef[];
      readonly editedAt: Instant | null;
      /** Kinds of credentials that were masked in it. */
      readonly secrets?: readonly string[];
    }
  /** Stands for a deleted message whose thread lives on. */
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'membership' | 'channel'; readonly user: UserId; readonly text: string }
  /** Ours, or of a kind that is not kept. */
  | { readonly kind: 'other'; readonly own: boolean };
