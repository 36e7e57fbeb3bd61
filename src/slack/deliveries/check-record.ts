// Safe to repeat: comparing twice finds nothing the second time.
import { type Delivery, done } from './delivery.ts';

/** So long the draft waits for the comparison; a long one goes on beside it, and what it finds is painted in later. */
const patienceMs = 3_000;
/** The files wait until it is done. */
const lookAgainMs = 60_000;

/**
 * Resolved: the record is compared with Slack's history, threads too, before the draft is written from it. To be archived:
 * once more, before the files are.
 */
export const checkRecord: Delivery<'check_record'> = async (slack, job, { room }, { thenArchive = false }) => {
  // An earlier attempt at archiving did it meanwhile, or there is nothing to archive any more.
  if (thenArchive && (room.exportKept === true || !room.archiving)) return done;
  const { promise: ended, resolve } = Promise.withResolvers<boolean>();
  const tell = async (news: { readonly kind: string }) => {
    if (news.kind !== 'progress') resolve(news.kind === 'ended');
  };
  if (!(await slack.engine.mend(job.ref, { everyThread: !thenArchive, tell }))) return done;
  const patience = setTimeout(() => resolve(false), patienceMs);
  job.signal.addEventListener('abort', () => resolve(false), { once: true });
  const isCompared = await ended;
  clearTimeout(patience);
  return isCompared || !thenArchive
    ? done
    : { outcome: 'later', afterMs: lookAgainMs, why: 'not_compared_yet', isCalm: true };
};
