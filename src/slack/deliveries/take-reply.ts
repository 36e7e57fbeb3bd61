// Safe to repeat: words are put in once for each message, and taken out or changed only where they still stand.
import { hearInPostmortem } from '../listeners/hear-in-postmortem.ts';
import { type Delivery, done } from './delivery.ts';

/** What was written in the post-mortem's thread while nobody listened goes where it would have gone. */
export const takeReply: Delivery<'take_reply'> = async (slack, job, _incident, { channel, ts, change }) => {
  const entry = await slack.engine.entryAt(job.ref.workspace, { channel, ts });
  if (entry === null) return done;
  const { threadTs, actor: user, at } = entry;
  const reply = { channel, ts, threadTs, at, previousText: null } as const;
  const { text, files, revisions, deletedAt } = entry;
  const editedAt = revisions.at(-1)?.at ?? at;
  if (change === 'written') await hearInPostmortem(slack, job.ref, { ...reply, kind: 'message', user, text, files });
  else if (deletedAt !== null) await hearInPostmortem(slack, job.ref, { ...reply, kind: 'deletion', user, deletedAt });
  else await hearInPostmortem(slack, job.ref, { ...reply, kind: 'edit', user, text, files, editedAt });
  return done;
};
