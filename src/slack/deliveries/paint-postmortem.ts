// Safe to repeat: see `paintMessage`.
import { draftNow } from '../draft-now.ts';
import { postmortemHead } from '../views/postmortem-head.ts';
import { type Delivery, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';
import { untilSaid } from './until-said.ts';

/** The thread begins after what is being said, unless Slack takes longer than this. */
const mostMs = 5_000;

/** The first message of the post-mortem's thread. */
export const paintPostmortem: Delivery<'paint_postmortem'> = async (slack, job, incident) => {
  const { channel } = incident.room;
  if (channel === null) return soon;
  const { thread } = incident.postmortem;
  const wait = thread === null ? await untilSaid(slack, job, incident, mostMs) : null;
  if (wait !== null) return wait;
  const { sections } = await draftNow(slack, incident);
  const missing = sections.at(-1)?.missing.length ?? 0;
  return paintMessage(slack, job, {
    surface: { kind: 'postmortem' },
    at: thread === null ? null : { channel, ts: thread },
    channel,
    message: postmortemHead(incident, missing),
  });
};
