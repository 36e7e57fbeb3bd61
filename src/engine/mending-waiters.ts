import type { MendingReport } from '../store/mending.ts';
import type { IncidentRef } from './engine.ts';
import { nameOf } from './known.ts';

/** What who asked for a comparison hears. `put_off`: not now; it goes on by itself. */
export type MendingNews =
  | { readonly kind: 'progress'; readonly read: number }
  | { readonly kind: 'put_off'; readonly why: string }
  | { readonly kind: 'ended'; readonly report: MendingReport };

export type Tell = (news: MendingNews) => Promise<void>;

interface Waiter {
  readonly asked: number;
  readonly ref: IncidentRef;
  readonly tell: Tell;
}

export interface MendingWaiters {
  add(waiter: Waiter): void;
  /** Tells everybody whose asking is at most `answered`; who hears the end waits no more. */
  tell(ref: IncidentRef, answered: number, news: MendingNews): Promise<void>;
  /** One of each incident for which somebody waits. */
  readonly refs: readonly IncidentRef[];
}

/** Who waits in this process for the outcome of a comparison. Kept in memory only: what they hear is a courtesy. */
export function createMendingWaiters(): MendingWaiters {
  const waiting = new Map<string, readonly Waiter[]>();

  return {
    add(waiter) {
      const name = nameOf(waiter.ref);
      waiting.set(name, [...(waiting.get(name) ?? []), waiter]);
    },
    async tell(ref, answered, news) {
      const name = nameOf(ref);
      const all = waiting.get(name) ?? [];
      const heard = all.filter((one) => one.asked <= answered);
      const left = news.kind === 'ended' ? all.filter((one) => one.asked > answered) : all;
      if (left.length > 0) waiting.set(name, left);
      else waiting.delete(name);
      // Whoever asked and went away must not stop the reading.
      await Promise.all(heard.map((one) => one.tell(news).catch(() => {})));
    },
    get refs() {
      return [...waiting.values()].flatMap(([first]) => (first === undefined ? [] : [first.ref]));
    },
  };
}
