import { emit } from './emit.ts';
import type { Message } from './message.ts';
import type { Channel, World } from './world.ts';

/** False when that person had reacted so before (or, taking back, had not). */
export function react(world: World, channel: Channel, message: Message, by: string, name: string): boolean {
  message.reactions ??= [];
  const reactions = message.reactions;
  const same = reactions.find((one) => one.name === name);
  if (same?.users.includes(by)) return false;
  if (same) same.users.push(by);
  else reactions.push({ name, users: [by] });
  tellReaction(world, true, channel, message, by, name);
  return true;
}

export function unreact(world: World, channel: Channel, message: Message, by: string, name: string): boolean {
  const same = message.reactions?.find((one) => one.name === name);
  if (!same?.users.includes(by)) return false;
  same.users = same.users.filter((user) => user !== by);
  message.reactions = (message.reactions ?? []).filter((one) => one.users.length);
  tellReaction(world, false, channel, message, by, name);
  return true;
}

/** A reaction set or taken back. Colons are not part of its name. */
function tellReaction(
  world: World,
  added: boolean,
  channel: Channel,
  message: Message,
  by: string,
  name: string,
): void {
  const type = added ? 'reaction_added' : 'reaction_removed';
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  emit(
    world,
    { type, user: by, reaction: name, item, ...(message.user ? { item_user: message.user } : {}) },
    { channel },
  );
}
