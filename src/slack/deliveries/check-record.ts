// Safe to repeat: comparing twice finds nothing the second time.
import { type Delivery, done } from './delivery.ts';

/** So long the draft waits for the comparison; a long one goes on beside it, and what it finds is painted in later. */
const patienceMs = 3_000;

/** Resolved: the record is compared with Slack's history, threads too, before the draft is written from it. */
export const checkRecord: Delivery<'check_record'> = async (slack, job) => {
  const { promise: compared, resolve } = Promise.withResolvers<void>();
  const tell = async (news: { readonly kind: string }) => {
    if (news.kind !== 'progress') resolve();
  };
  if (!(await slack.engine.mend(job.ref, { everyThread: true, tell }))) return done;
  const patience = setTimeout(resolve, patienceMs);
  job.signal.addEventListener('abort', () => resolve(), { once: true });
  await compared;
  clearTimeout(patience);
  return done;
};
