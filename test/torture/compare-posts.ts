import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { briefing } from '../../src/slack/views/briefing.ts';

interface Room {
  readonly number: number;
  readonly incident: Incident;
}

/** What is wrong in what the bot posted: a piece of news twice, a reminder twice, a briefing that is behind. */
export function comparePosts(sandbox: Sandbox, rooms: readonly Room[]): string[] {
  const wrong: string[] = [];
  const posts = new Map<string, number>();
  for (const channel of sandbox.world.channels.values())
    for (const { metadata, text } of channel.messages) {
      const payload = metadata?.event_payload as { readonly errand?: string } | undefined;
      if (payload?.errand === undefined) continue;
      const key = `errand ${payload.errand}, ${channel.name}: ${text.slice(0, 80)}`;
      posts.set(key, (posts.get(key) ?? 0) + 1);
    }
  for (const [post, times] of posts) if (times > 1) wrong.push(`posted ${times} times: ${post}`);
  for (const { number, incident } of rooms) {
    const { channel, briefing: briefingTs } = incident.room;
    const shown = sandbox.world.channels.get(channel ?? '')?.messages.find(({ ts }) => ts === briefingTs);
    if (shown?.text !== briefing(incident).text) wrong.push(`INC-${number}: the briefing is behind: ${shown?.text}`);
  }
  return wrong;
}
