// Safe to repeat: Slack answers `already_reacted` or `no_reaction`.
import { type Delivery, done, settle } from './delivery.ts';
import { noEntry } from './while-out-of-reach.ts';

/** Our `:memo:` stands on a message for as long as any mark does: so people see that it is a key event. */
export const paintMark: Delivery<'paint_mark'> = async (slack, job, incident, { channel, ts }) => {
  const marked = await slack.engine.isKeyEvent(job.ref.workspace, { channel, ts });
  const method = marked ? 'reactions.add' : 'reactions.remove';
  const answer = await slack.api(method, { channel, timestamp: ts, name: 'memo' });
  if (answer.ok) return done;
  // A message that is gone needs no confirmation any more, nor does one in a room that was left for another.
  const isInVain = answer.kind === 'never' && (!noEntry.has(answer.code) || incident.room.channel !== channel);
  return isInVain ? done : settle(answer);
};
