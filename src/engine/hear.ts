import type { Errand } from '../incident/errands.ts';
import { channelNow } from '../store/change-channel-id.ts';
import { hearDeletion, hearEdit } from '../store/hear-edit.ts';
import { hearMark } from '../store/hear-mark.ts';
import { hearMessage } from '../store/hear-message.ts';
import { hearOther } from '../store/hear-other.ts';
import { lockComings } from '../store/lock-comings.ts';
import { queueErrands } from '../store/queue-errands.ts';
import type { Db } from '../store/tables.ts';
import type { Heard, HeardOutcome } from './engine.ts';
import type { Parts } from './parts.ts';
import { repaintTimeline } from './repaint-timeline.ts';
import { warnAuthor } from './warn-author.ts';

/**
 * Keeps what people said or did in a war room. Messages, the many, are one statement, together with those that come
 * meanwhile; the rest is a small transaction. None of it takes the incident's lock. `errands` are queued with it, only if
 * it was the first time.
 */
export async function hear(
  parts: Parts,
  workspace: string,
  key: string,
  heard: Heard,
  errands: readonly Errand[],
): Promise<HeardOutcome | null> {
  const kept = await keep(parts, workspace, key, heard, errands);
  if (kept !== null) return kept;
  // Slack may tell late of what was done before the channel got another id.
  const channel = await channelNow(parts.store.recordDb, workspace, heard.channel);
  return channel === null ? null : keep(parts, workspace, key, { ...heard, channel }, errands);
}

async function keep(
  { store, clock, messages }: Parts,
  workspace: string,
  key: string,
  heard: Heard,
  errands: readonly Errand[],
): Promise<HeardOutcome | null> {
  const now = clock.now();
  const isAlone = errands.length === 0 && (heard.secrets ?? []).length === 0;
  if (isAlone && heard.kind === 'message')
    return outcome(await messages.add({ workspace, heard: { ...heard, found: heard.found ?? 'live' } }));
  return store.recordDb.transaction().execute(async (trx) => {
    if (heard.kind === 'membership' || heard.kind === 'channel') await lockComings(trx, workspace, heard.channel);
    const kept = await record(trx);
    if (kept?.first) {
      const ref = { workspace, number: kept.number };
      const warning = await warnAuthor(trx, ref, heard, now);
      await queueErrands(trx, ref, warning === null ? errands : [...errands, warning], now);
      await repaintTimeline(trx, ref, heard, now);
    }
    return outcome(kept);
  });

  function record(db: Db) {
    const found = heard.found ?? 'live';
    switch (heard.kind) {
      case 'message':
        return hearMessage(db, workspace, { ...heard, found }, now);
      case 'edit':
        return hearEdit(db, workspace, { ...heard, found }, now);
      case 'deletion':
        return hearDeletion(db, workspace, { ...heard, found }, now);
      case 'mark':
        return hearMark(db, workspace, key, { ...heard, found }, now);
      case 'membership':
        return hearOther(db, workspace, key, { ...heard, ts: null, found }, now);
      case 'channel':
        return hearOther(db, workspace, key, { ...heard, found }, now);
    }
  }

  function outcome(kept: { number: number; first: boolean; keyEvent?: boolean } | null): HeardOutcome | null {
    if (kept === null) return null;
    return { ref: { workspace, number: kept.number }, first: kept.first, keyEvent: kept.keyEvent ?? false };
  }
}
