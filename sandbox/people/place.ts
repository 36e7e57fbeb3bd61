import { type Message, messageAt } from '../message.ts';
import { type Channel, channelNamed, directChannel, type User, type World } from '../world.ts';

/** A conversation as a person finds it: by name or id, `dm` for the one with the bot; a private one only from inside. */
export function placeOf(world: World, user: User, name: string): Channel {
  if (user.deactivated) throw new Error(`account_inactive: ${user.name} cannot open Slack any more`);
  if (name === 'dm') return directChannel(world, user.id);
  const channel = channelNamed(world, name);
  if (!channel || (channel.kind !== 'public' && !channel.members.has(user.id)))
    throw new Error(`channel_not_found: ${name}`);
  // Guests and people of other organisations see only what they were invited to.
  if ((user.guest || user.stranger) && !channel.members.has(user.id)) throw new Error(`channel_not_found: ${name}`);
  return channel;
}

/** A place where that person may write. */
export function ownPlace(world: World, user: User, name: string): Channel {
  const channel = placeOf(world, user, name);
  if (channel.archived) throw new Error(`is_archived: ${name}`);
  if (!channel.members.has(user.id)) throw new Error(`not_in_channel: ${user.name} is not in ${name}`);
  return channel;
}

export function messageIn(channel: Channel, ts: string): Message {
  const message = messageAt(channel, ts);
  if (!message) throw new Error(`message_not_found: ${ts} in ${channel.name}`);
  return message;
}

/** What somebody can scroll through: all messages and the ephemerals for them, oldest first. */
export function visible(channel: Channel, user: User): { message: Message; ephemeral: boolean }[] {
  const own = channel.ephemerals
    .filter((one) => one.to === user.id)
    .map(({ message }) => ({ message, ephemeral: true }));
  const shared = channel.messages.map((message) => ({ message, ephemeral: false }));
  return [...shared, ...own].sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1));
}
