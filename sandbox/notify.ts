import { drawBlocks } from './blocks/draw-blocks.ts';
import { readMrkdwn } from './blocks/mrkdwn.ts';
import type { Message } from './message.ts';
import { viewerOf } from './viewer.ts';
import type { Channel, World } from './world.ts';

/** Rings for those a new message names, for members at `@here` and `@channel`, and for who gets a direct message. */
export function notify(world: World, channel: Channel, message: Message): void {
  const written = `${message.text} ${message.blocks ? JSON.stringify(message.blocks) : ''}`;
  for (const user of world.users.values()) {
    if (user.id === message.user || user.bot || !named(world, channel, user.id, written)) continue;
    const viewer = viewerOf(world, user);
    const text = message.text ? readMrkdwn(message.text, viewer) : drawBlocks(message.blocks ?? [], viewer);
    world.notifications.get(user.id)?.push(text);
  }
}

function named(world: World, channel: Channel, userId: string, written: string): boolean {
  if (!channel.members.has(userId)) return false;
  if (channel.kind === 'im') return true;
  if (written.includes(`<@${userId}`) || written.includes(`"user_id":"${userId}"`)) return true;
  if (/<!(here|channel|everyone)/.test(written)) return true;
  return [...world.groups.values()].some(
    (group) => group.members.includes(userId) && written.includes(`<!subteam^${group.id}`),
  );
}
