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
