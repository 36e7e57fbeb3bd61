import { emit } from './emit.ts';
import { type Message, messageJson, permalink } from './message.ts';
import { type Channel, nowSeconds, type World } from './world.ts';

export function pin(world: World, channel: Channel, message: Message, by: string): void {
  channel.pins.unshift({ ts: message.ts, by, created: nowSeconds(world) });
  tell(world, 'pin_added', channel, message, by);
}

export function unpin(world: World, channel: Channel, message: Message, by: string): void {
  channel.pins = channel.pins.filter((one) => one.ts !== message.ts);
  tell(world, 'pin_removed', channel, message, by);
}

/** The channel stands in `channel_id` here, not in `channel`. */
function tell(world: World, type: string, channel: Channel, message: Message, by: string): void {
  const created = nowSeconds(world);
  const shown = { ...messageJson(world, channel, message), permalink: permalink(world, channel, message) };
  const event = {
    user: by,
    channel_id: channel.id,
    item: { type: 'message', channel: channel.id, message: shown, created, created_by: by },
    ...(message.user ? { item_user: message.user } : {}),
    pin_count: channel.pins.length,
    pinned_info: { channel: channel.id, pinned_by: by, pinned_ts: created },
    ...(type === 'pin_removed' ? { has_pins: channel.pins.length > 0 } : {}),
  };
  emit(world, { type, ...event }, { channel });
}

/** A reaction set or taken back. Colons are not part of its name. */
export function tellReaction(
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
