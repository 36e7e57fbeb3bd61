// A private channel that is shared with another organization gets another id. What was said there before Slack told us is read back.
import type { Hear } from './hear.ts';

interface Changed {
  readonly old_channel_id: string;
  readonly new_channel_id: string;
}

export const hearChannelId: Hear = async (slack, { key, event }) => {
  const { old_channel_id: from, new_channel_id: to } = event as unknown as Changed;
  if (![from, to].every((id) => /^[CG][A-Z0-9]+$/.test(id))) return;
  await slack.engine.followChannel(slack.identity.teamId, key, { from, to });
};
