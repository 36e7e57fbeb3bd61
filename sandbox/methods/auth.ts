import { type Method, optional } from '../call.ts';
import { revoke } from '../revoke.ts';
import { SlackError } from '../slack-error.ts';

const test: Method = {
  tier: 'special',
  scopes: [],
  run({ world }) {
    const { app, team: workspace } = world;
    return {
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: world.users.get(app.botUserId)?.name,
      team_id: workspace.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    };
  },
};

const authRevoke: Method = {
  tier: 3,
  scopes: [],
  run(call) {
    const test = ['true', '1'].includes(optional(call, 'test') ?? '');
    if (!test) revoke(call.world);
    return { revoked: !test };
  },
};

const team: Method = {
  tier: 3,
  scopes: ['team:read'],
  run({ world }) {
    const { id, name, domain } = world.team;
    return { team: { id, name, domain, email_domain: '', icon: {} } };
  },
};

const bot: Method = {
  tier: 3,
  scopes: ['users:read'],
  run(call) {
    const { app, manifest } = call.world;
    if ((optional(call, 'bot') ?? app.botId) !== app.botId) throw new SlackError('bot_not_found');
    const name = manifest.features.bot_user.display_name;
    return {
      bot: { id: app.botId, deleted: false, name, updated: 0, app_id: app.id, user_id: app.botUserId, icons: {} },
    };
  },
};

/** Who the token is, and where. */
export const authMethods: Record<string, Method> = {
  'auth.test': test,
  'auth.revoke': authRevoke,
  'team.info': team,
  'bots.info': bot,
};
