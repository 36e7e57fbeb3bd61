import { restCalls, takeCall } from '../store/call-budget.ts';
import type { History, Reading } from './history.ts';
import type { Parts } from './parts.ts';

/** The history, read at a pace that all processes share: who is out of calls is told when to come again. */
export function withinBudget({ store, clock }: Parts, history: History): History {
  async function paced(method: string, workspace: string, read: () => Promise<Reading>): Promise<Reading> {
    const of = { workspace, method };
    const waitMs = await takeCall(store.db, of, clock.now());
    if (waitMs > 0) return { outcome: 'later', afterMs: waitMs, why: 'own_budget' };
    const reading = await read();
    if (reading.outcome === 'later' && reading.afterMs !== null)
      await restCalls(store.db, of, clock.now() + reading.afterMs);
    return reading;
  }
  return {
    page: (ask) => paced('conversations.history', ask.workspace, () => history.page(ask)),
    thread: (ask) => paced('conversations.replies', ask.workspace, () => history.thread(ask)),
  };
}
