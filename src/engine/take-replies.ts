import type { Errand, ReplyChange } from '../incident/errands.ts';
import type { Instant } from '../incident/incident.ts';
import type { TakenMending } from '../store/mending.ts';
import { queueErrands } from '../store/queue-errands.ts';
import { readIncident } from '../store/read-incidents.ts';
import type { Db } from '../store/tables.ts';
import type { Corrected, writeCorrections } from '../store/write-corrections.ts';

/**
 * Replies in the post-mortem's thread that were read back are more than talk: an errand each, in the transaction that puts
 * them on the record, so that none is taken twice and none is forgotten. What arrived by itself meanwhile has none.
 */
export async function takeReplies(
  trx: Db,
  { workspace, number, channel }: TakenMending,
  written: Awaited<ReturnType<typeof writeCorrections>>,
  now: Instant,
): Promise<void> {
  const all = [
    ...written.missing.filter(({ deletedAt }) => deletedAt === null).map(as('written')),
    ...written.changed.map(as('edited')),
    ...written.vanished.map(as('deleted')),
  ].filter(({ one }) => one.kind === 'message' && one.threadTs !== null);
  if (all.length === 0) return;
  const thread = (await readIncident(trx, workspace, number))?.postmortem.thread ?? null;
  const errands = all.flatMap(({ one: { ts, threadTs }, change }): readonly Errand[] =>
    ts === null || threadTs !== thread
      ? []
      : [{ sort: 'do', surface: `reply:${ts}`, task: { kind: 'take_reply', channel, ts, change } }],
  );
  if (errands.length > 0) await queueErrands(trx, { workspace, number }, errands, now);
}

function as(change: ReplyChange) {
  return (one: Corrected) => ({ one, change });
}
