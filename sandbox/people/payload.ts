import { type Channel, elsewhere, type User, type World } from '../world.ts';

/** What every click, form and shortcut carries. */
export function payloadFrom(world: World, user: User): Record<string, unknown> {
  const { app, team } = world;
  return {
    token: app.verificationToken,
    api_app_id: app.id,
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.stranger ? elsewhere : team.id },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Slack names no private channel in payloads, nor a direct conversation. */
export function shownName(channel: Channel): string {
  return { public: channel.name, private: 'privategroup', im: 'directmessage' }[channel.kind];
}
