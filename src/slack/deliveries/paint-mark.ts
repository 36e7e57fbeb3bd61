// Safe to repeat: Slack answers `already_reacted` or `no_reaction`.
import { type Delivery, done, settle } from './delivery.ts';

/** Our `:memo:` stands on a message for as long as any mark does: so people see that it is a key event. */
export const paintMark: Delivery<'paint_mark'> = async (slack, job, _incident, { channel, ts }) => {
  const marked = await slack.engine.isKeyEvent(job.ref.workspace, { channel, ts });
  const method = marked ? 'reactions.add' : 'reactions.remove';
  const answer = await slack.api(method, { channel, timestamp: ts, name: 'memo' });
  // A message that is gone, or a room that is archived, needs no confirmation any more.
  return answer.ok || answer.kind !== 'later' ? done : settle(answer);
};
