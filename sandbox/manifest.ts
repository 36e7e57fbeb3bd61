import { parse } from 'yaml';
import { z } from 'zod';

export type Manifest = z.infer<typeof shape>;

const command = z.object({
  command: z.string().regex(/^\//).min(2).max(32),
  description: z.string().min(1).max(2000),
  usage_hint: z.string().min(1).max(1000).optional(),
  url: z.string().optional(),
  should_escape: z.boolean().default(false),
});
const shortcut = z.object({
  name: z.string().min(1).max(24),
  type: z.enum(['message', 'global']),
  callback_id: z.string().min(1).max(255),
  description: z.string().min(1).max(150),
});
const shape = z.object({
  display_information: z.object({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140).optional(),
  }),
  features: z
    .object({
      app_home: z
        .object({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(false),
          messages_tab_read_only_enabled: z.boolean().default(true),
        })
        .prefault({}),
      bot_user: z.object({ display_name: z.string().min(1).max(80), always_online: z.boolean().optional() }),
      // Slack refuses an empty list here: the key is to be left out.
      slash_commands: z.array(command).min(1).max(50).optional(),
      shortcuts: z.array(shortcut).min(1).max(10).optional(),
    })
    .prefault({ bot_user: { display_name: 'bot' } }),
  oauth_config: z
    .object({ scopes: z.object({ bot: z.array(z.string().max(50)).max(255).default([]) }).prefault({}) })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string().max(50)).max(100).default([]) }).prefault({}),
      interactivity: z
        .object({ is_enabled: z.boolean(), message_menu_options_url: z.string().optional() })
        .default({ is_enabled: false }),
      socket_mode_enabled: z.boolean().default(false),
    })
    .prefault({}),
});

/** Any one of these scopes lets an app subscribe to the event; an event that is not here does not exist. */
export const scopesOfEvent: Record<string, readonly string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  channel_created: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  channel_id_changed: [],
  group_rename: ['groups:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  file_shared: ['files:read'],
  subteam_updated: ['usergroups:read'],
  subteam_members_changed: ['usergroups:read'],
  user_change: ['users:read'],
  team_join: ['users:read'],
  app_uninstalled: [],
  tokens_revoked: [],
};

/** Reads the YAML text of a manifest; throws with every reason why Slack would not take it. */
export function readManifest(text: string): Manifest {
  const read = shape.safeParse(parse(text));
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`invalid_manifest\n${problems.join('\n')}`);
  }
  const { features, oauth_config, settings } = read.data;
  const scopes = oauth_config.scopes.bot;
  const problems: string[] = [];
  for (const event of settings.event_subscriptions.bot_events) {
    const needed = scopesOfEvent[event];
    if (!needed) problems.push(`settings.event_subscriptions.bot_events: ${event} is not an event known here`);
    else if (needed.length && !needed.some((scope) => scopes.includes(scope)))
      problems.push(`settings.event_subscriptions.bot_events: ${event} needs the scope ${needed.join(' or ')}`);
  }
  if ((features.slash_commands || features.shortcuts) && !scopes.includes('commands'))
    problems.push('oauth_config.scopes.bot: slash commands and shortcuts need the scope commands');
  if (problems.length) throw new Error(`invalid_manifest\n${problems.join('\n')}`);
  return read.data;
}
