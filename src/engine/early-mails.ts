// A bot that is started while Slack is away has no worker yet: nothing could be told to Slack. Mails need no Slack, and are
// what such a night waits for.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedErrand } from '../store/claim-errands.ts';
import { claimMail } from '../store/claim-mail.ts';
import { keepForErrand } from '../store/hold-errand.ts';
import type { Changes } from './changes.ts';
import type { Deliver } from './engine.ts';
import type { Parts } from './parts.ts';
import { settle } from './settle.ts';

/**
 * Sends mails that are due, one after the other, looking every `pollMs` of real time, until it is ended; the promise of
 * the end waits for the one under way. A mail is handed over or given up well within `leaseMs`.
 */
export function sendMailsEarly(
  parts: Parts,
  changes: Changes,
  { deliver, leaseMs, pollMs }: { readonly deliver: Deliver; readonly leaseMs: number; readonly pollMs: number },
): () => Promise<void> {
  const { store, clock } = parts;
  const id = randomUUID();
  const ending = new AbortController();

  async function sendDue(): Promise<void> {
    while (!ending.signal.aborted) {
      const errand = await claimMail(store.db, { id, leaseMs, now: clock.now() });
      if (errand === null) return;
      await send(errand);
    }
  }

  async function send(errand: ClaimedErrand): Promise<void> {
    const { task, sort, surface, workspace, number } = errand;
    const attempt = { id: errand.id, worker: id, attempt: errand.attempt };
    const result = await deliver({
      id: String(errand.id),
      ref: { workspace, number },
      errand: { sort, surface, task },
      attempt: errand.attempt,
      kept: errand.kept,
      keep: async (more) => {
        if (!(await keepForErrand(store.db, attempt, more))) throw new Error('the errand is in other hands');
      },
      signal: ending.signal,
    }).catch((error: unknown) => {
      parts.log.error({ 'errand.id': errand.id, 'errand.kind': task.kind, err: error }, 'a delivery failed');
      return { outcome: 'failed', why: error instanceof Error ? error.name : 'error' } as const;
    });
    await settle(parts, changes, errand, attempt, result);
  }

  const ended = (async () => {
    while (!ending.signal.aborted) {
      await parts.absence.during('could not look for mails', sendDue);
      await sleep(pollMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  })();
  return () => {
    ending.abort();
    return ended;
  };
}
