import { emit } from './emit.ts';
import { post } from './post.ts';
import { type Channel, nowSeconds, type World } from './world.ts';

/** Private channels say `group_join` where public ones say `channel_join`, in messages and in event names. */
const wordFor = (channel: Channel, what: string) => `${channel.kind === 'private' ? 'group' : 'channel'}_${what}`;

/** Somebody comes in, by themselves or invited. The bot hears of its own coming too. */
export function comeIn(world: World, channel: Channel, userId: string, inviter?: string): void {
  if (channel.members.has(userId)) return;
  channel.members.add(userId);
  const invited = inviter ? { inviter } : {};
  const text = `<@${userId}> has joined the channel`;
  post(world, channel, { subtype: wordFor(channel, 'join'), user: userId, text, more: invited });
  const kind = channel.kind === 'private' ? 'G' : 'C';
  const event = { user: userId, channel: channel.id, channel_type: kind, team: world.team.id, ...invited };
  emit(world, { type: 'member_joined_channel', ...event }, { channel });
}

/** Somebody goes, or is taken out by `actor`. The bot hears of its own going by `channel_left`. */
export function goOut(world: World, channel: Channel, userId: string, actor?: string): void {
  const kind = channel.kind === 'private' ? 'G' : 'C';
  if (userId === world.app.botUserId) {
    channel.members.delete(userId);
    const event = { channel: channel.id, ...(actor ? { actor_id: actor } : {}) };
    emit(world, { type: wordFor(channel, 'left'), ...event });
    return;
  }
  channel.members.delete(userId);
  post(world, channel, { subtype: wordFor(channel, 'leave'), user: userId, text: `<@${userId}> has left the channel` });
  const event = { user: userId, channel: channel.id, channel_type: kind, team: world.team.id };
  emit(world, { type: 'member_left_channel', ...event }, { channel });
}

export function setTopic(world: World, channel: Channel, by: string, topic: string): void {
  channel.topic = { value: topic, by, at: nowSeconds(world) };
  const text = topic ? `<@${by}> set the channel topic: ${topic}` : `<@${by}> cleared channel topic`;
  post(world, channel, { subtype: wordFor(channel, 'topic'), user: by, text, more: { topic } });
}

export function setPurpose(world: World, channel: Channel, by: string, purpose: string): void {
  channel.purpose = { value: purpose, by, at: nowSeconds(world) };
  const text = `<@${by}> set the channel description: ${purpose}`;
  post(world, channel, { subtype: wordFor(channel, 'purpose'), user: by, text, more: { purpose } });
}

export function renameChannel(world: World, channel: Channel, by: string, name: string): void {
  const old = channel.name;
  channel.name = name;
  channel.previousNames = [old, ...channel.previousNames];
  const text = `<@${by}> has renamed the channel from "${old}" to "${name}"`;
  post(world, channel, { subtype: wordFor(channel, 'name'), user: by, text, more: { old_name: old, name } });
  const renamed = { id: channel.id, name, name_normalized: name, created: channel.created };
  emit(
    world,
    { type: wordFor(channel, 'rename'), channel: renamed },
    { channel, everywhere: channel.kind === 'public' },
  );
}

/** Freezes a channel. A public one throws the bot out, and a bot can neither come back nor thaw it. */
export function archiveChannel(world: World, channel: Channel, by: string): void {
  post(world, channel, { subtype: wordFor(channel, 'archive'), user: by, text: `<@${by}> archived the channel` });
  channel.archived = true;
  emit(
    world,
    { type: wordFor(channel, 'archive'), channel: channel.id, user: by },
    { channel, everywhere: channel.kind === 'public' },
  );
  if (channel.kind === 'public') channel.members.delete(world.app.botUserId);
}

/** Only a person can. She is inside again; a public channel has lost its other members, a private one kept them. */
export function unarchiveChannel(world: World, channel: Channel, by: string): void {
  channel.archived = false;
  if (channel.kind === 'public') channel.members.clear();
  channel.members.add(by);
  emit(
    world,
    { type: wordFor(channel, 'unarchive'), channel: channel.id, user: by },
    { channel, everywhere: channel.kind === 'public' },
  );
}

/** By hand: its id, its members and its past stay, and the app inside hears of it as a private channel's. */
export function makePrivate(world: World, channel: Channel, by: string): void {
  channel.kind = 'private';
  const text = 'made this channel *private*. Now, it can only be viewed or joined by invitation.';
  post(world, channel, { subtype: 'channel_convert_to_private', user: by, text });
}

/**
 * Somebody shares a private channel with another organization: it is a channel of another id from then on, with the same
 * name, members and past.
 */
export function shareOutside(world: World, channel: Channel): void {
  const old = channel.id;
  channel.id = world.ids.next('C');
  channel.previousIds.push(old);
  world.channels.delete(old);
  world.channels.set(channel.id, channel);
  const shares = [...world.files.values()].flatMap((file) => file.shares);
  for (const place of [...shares, ...world.hooks.values()]) if (place.channelId === old) place.channelId = channel.id;
  const event = { type: 'channel_id_changed', old_channel_id: old, new_channel_id: channel.id };
  emit(world, event, { channel });
}

/** Why Slack would not take a channel's name, as its error code; null when it would. */
export function nameProblem(world: World, name: string): string | null {
  if (!name) return 'invalid_name_required';
  if ([...name].length > 80) return 'invalid_name_maxlength';
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) return 'invalid_name_specials';
  if (!/[\p{L}\p{N}]/u.test(name)) return 'invalid_name_punctuation';
  // Words of Slack's own, among them the targets of mentions.
  if (['archive', 'here', 'channel', 'everyone', 'group', 'slack'].includes(name)) return 'invalid_name';
  // An archived channel keeps its name.
  return [...world.channels.values()].some((channel) => channel.name === name) ? 'name_taken' : null;
}
