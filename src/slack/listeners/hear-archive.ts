// The room is archived or brought back, by us or by hand: the incident knows, and says so where people look.
import type { Errand } from '../../incident/errands.ts';
import { instantOf } from '../slack-time.ts';
import { type Hear, keyOfDeed } from './hear.ts';

interface Archived {
  readonly channel: string;
  readonly user?: string;
  readonly event_ts: string;
}

export const hearArchive: Hear = async (slack, { event }) => {
  const told = event as unknown as Archived;
  const { channel, user, event_ts } = told;
  const key = keyOfDeed(event.type, told);
  const { teamId } = slack.identity;
  const incident = await slack.engine.incidentIn(teamId, channel);
  if (incident === null) return;
  const archived = event.type === 'channel_archive' || event.type === 'group_archive';
  const by = user ?? 'USLACKBOT';
  const text = archived ? `<@${by}> archived the room.` : `<@${by}> brought the room back.`;
  const heard = { kind: 'channel', channel, ts: null, user: by, text, at: instantOf(event_ts) } as const;
  // Back is not yet inside: the bot comes in first, and the incident learns it then.
  const rejoin: Errand = { sort: 'do', surface: 'channel', task: { kind: 'rejoin_channel', channel, by } };
  await slack.engine.hear(teamId, key, heard, archived ? [] : [rejoin]);
  if (archived) await slack.engine.perform(incident, { type: 'room_changed', by, archived }, `${key}:room`);
};
