// Somebody took the bot out of the room: from now on it hears nothing there, and says so where people look.
import { instantOf } from '../slack-time.ts';
import type { Hear } from './hear.ts';

interface Left {
  readonly channel: string;
  /** Who took it out. */
  readonly actor_id?: string;
  readonly event_ts: string;
}

export const hearLeft: Hear = async (slack, { key, event }) => {
  const { channel, actor_id, event_ts } = event as unknown as Left;
  const incident = await slack.engine.incidentIn(slack.identity.teamId, channel);
  if (incident === null) return;
  await slack.engine.perform(
    incident,
    { type: 'room_left', by: actor_id ?? 'muster', leftAt: instantOf(event_ts), channel },
    `${key}:room`,
  );
};
