import { drawBlocks } from './blocks/draw-blocks.ts';
import { readMrkdwn } from './blocks/mrkdwn.ts';
import type { Block } from './message.ts';
import { viewerOf } from './viewer.ts';
import type { Seen, World } from './world.ts';

/** A message as one person reads it: its blocks drawn, else its text. */
export function seenBy(
  world: World,
  userId: string,
  message: { text: string; blocks?: Block[] },
  ephemeral: boolean,
): Seen {
  const user = world.users.get(userId);
  if (!user) throw new Error(`no such person: ${userId}`);
  const viewer = viewerOf(world, user);
  const blocks = message.blocks ?? [];
  const text = blocks.length ? drawBlocks(blocks, viewer) : readMrkdwn(message.text, viewer);
  return { text, raw: message.text, blocks, ephemeral };
}
