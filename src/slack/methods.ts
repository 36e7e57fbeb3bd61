/**
 * Every Web API method that Muster calls, with the bot scopes it needs (public and private rooms alike).
 * `house.test.ts` compares their sum, with what the events need, with `manifest.yml`.
 * Source: https://docs.slack.dev/reference/methods/METHOD
 */
export const methods = {
  // With the app-level token (connections:write), not the bot's.
  'apps.connections.open': [],
  'auth.test': [],
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  // By name into a public channel that the bot has not joined yet: how the announcements channel is found.
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.update': ['chat:write'],
  'conversations.archive': ['channels:manage', 'groups:write'],
  'conversations.create': ['channels:manage', 'groups:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.join': ['channels:join'],
  'conversations.kick': ['channels:manage', 'groups:write'],
  'conversations.members': ['channels:read', 'groups:read'],
  // A direct message is looked for before it is sent a second time.
  'conversations.open': ['im:write', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'pins.add': ['pins:write'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'usergroups.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
} as const satisfies Record<string, readonly string[]>;

export type Method = keyof typeof methods;
