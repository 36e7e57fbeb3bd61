import { scopesOfEvent } from './manifest.ts';
import { type Channel, momentTs, nowSeconds, type World } from './world.ts';

const messageEvent = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;
/** Which of the two read scopes an event about a channel needs, by its kind. */
const readScope = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

/**
 * Tells the app of something, as an `event_callback`: only when it subscribed, holds a scope for it and, where
 * `channel` is given, is a member there (`everywhere` leaves that out: public channels' own changes).
 */
export function emit(
  world: World,
  event: { type: string } & Record<string, unknown>,
  { channel, everywhere = false }: { channel?: Channel; everywhere?: boolean } = {},
): void {
  if (!maySend(world, event.type, event.type, channel, everywhere)) return;
  world.deliveries.event(envelope(world, { ...event, event_ts: event.event_ts ?? momentTs(world) }));
}

/** The same for a `message` event, which is subscribed to by the kind of its channel. */
export function emitMessage(world: World, channel: Channel, message: Record<string, unknown>): void {
  const subscription = messageEvent[channel.kind];
  const channelType = { public: 'channel', private: 'group', im: 'im' }[channel.kind];
  const event = { ...message, channel: channel.id, event_ts: message.ts, channel_type: channelType };
  if (maySend(world, subscription, 'message', channel, false)) world.deliveries.event(envelope(world, event));
  if (mentionsApp(world, channel, message) && maySend(world, 'app_mention', 'app_mention', channel, false)) {
    const { channel_type: _, ...mention } = event;
    world.deliveries.event(envelope(world, { ...mention, type: 'app_mention' }));
  }
}

function maySend(world: World, name: string, type: string, channel: Channel | undefined, everywhere: boolean): boolean {
  if (world.app.revoked && type !== 'tokens_revoked') return false;
  if (!world.manifest.settings.event_subscriptions.bot_events.includes(name)) return false;
  const scopes = scopesOfEvent[name] ?? [];
  if (scopes.length && !scopes.some((scope) => world.app.scopes.includes(scope))) return false;
  if (!channel) return true;
  // member_joined_channel needs channels:read for public channels and groups:read for private ones.
  if (scopes.length === 2 && !world.app.scopes.includes(readScope[channel.kind])) return false;
  return everywhere || channel.members.has(world.app.botUserId);
}

/** A person's plain message that names the bot; an app is not told of its own. */
function mentionsApp(world: World, channel: Channel, message: Record<string, unknown>): boolean {
  if (channel.kind === 'im' || message.hidden || message.user === world.app.botUserId) return false;
  return typeof message.text === 'string' && message.text.includes(`<@${world.app.botUserId}>`);
}

/** The body of the Events API around an inner event; `event_id` stays the same over all retries. */
function envelope(world: World, event: Record<string, unknown>): Record<string, unknown> {
  return {
    token: world.app.verificationToken,
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event,
    type: 'event_callback',
    event_id: world.ids.next('Ev'),
    event_time: nowSeconds(world),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.ids.letters(24)}`,
  };
}
