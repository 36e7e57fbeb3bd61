import { type Call, required } from './call.ts';
import { SlackError } from './slack-error.ts';
import { type Channel, type ChannelKind, channelNamed, type User } from './world.ts';

type ScopesByKind = Partial<Record<ChannelKind, readonly string[]>>;

/** The four families of scopes that depend on the kind of a conversation. */
export const reading: ScopesByKind = { public: ['channels:read'], private: ['groups:read'], im: ['im:read'] };
export const history: ScopesByKind = { public: ['channels:history'], private: ['groups:history'], im: ['im:history'] };
export const managing: ScopesByKind = {
  public: ['channels:manage', 'channels:write'],
  private: ['groups:write'],
  im: ['im:write'],
};
export const inviting: ScopesByKind = {
  public: ['channels:manage', 'channels:write.invites'],
  private: ['groups:write', 'groups:write.invites'],
};
export const naming: ScopesByKind = {
  public: ['channels:manage', 'channels:write.topic'],
  private: ['groups:write', 'groups:write.topic'],
  im: ['im:write', 'im:write.topic'],
};
export const all = (family: ScopesByKind): string[] => Object.values(family).flat();

/** `missing_scope` unless the bot holds one of them. */
export function needScope(call: Call, anyOf: readonly string[]): void {
  const held = call.world.app.scopes;
  if (anyOf.length === 0 || anyOf.some((scope) => held.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: anyOf[0], provided: held.join(',') });
}

/** The conversation an id names, as far as the bot can see it: private ones only from inside. */
export function seenChannel(
  call: Call,
  { argument = 'channel', family }: { argument?: string; family?: ScopesByKind } = {},
): Channel {
  const id = required(call, argument);
  const channel = call.world.channels.get(id);
  const inside = channel?.members.has(call.world.app.botUserId);
  if (!channel || (channel.kind !== 'public' && !inside)) throw new SlackError('channel_not_found');
  if (family) needScope(call, family[channel.kind] ?? []);
  return channel;
}

/** The same, and the bot is a member; else `not_in_channel`. */
export function ownChannel(
  call: Call,
  options: { argument?: string; family?: ScopesByKind; archived?: string | null } = {},
): Channel {
  const channel = seenChannel(call, options);
  const { archived = 'is_archived' } = options;
  if (channel.archived && archived) throw new SlackError(archived);
  if (!channel.members.has(call.world.app.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** `chat.postMessage` alone takes names too, with or without `#`, and opens a direct message for a user's id. */
export function channelByName(call: Call, name: string): Channel | undefined {
  const channel = channelNamed(call.world, name);
  if (!channel || channel.previousIds.includes(name)) return undefined;
  return channel.kind === 'public' || channel.members.has(call.world.app.botUserId) ? channel : undefined;
}

export function knownUser(call: Call, id: string, error = 'user_not_found'): User {
  const user = call.world.users.get(id);
  if (!user) throw new SlackError(error);
  return user;
}
