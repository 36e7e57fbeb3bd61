import type { Method } from '../call.ts';
import { appsConnectionsOpen } from './apps-connections-open.ts';
import { authMethods } from './auth.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { chatDelete } from './chat-delete.ts';
import { chatGetPermalink } from './chat-get-permalink.ts';
import { chatPostEphemeral } from './chat-post-ephemeral.ts';
import { chatPostMessage } from './chat-post-message.ts';
import { chatUpdate } from './chat-update.ts';
import { channelChangeMethods } from './conversations-change.ts';
import { conversationsCreate } from './conversations-create.ts';
import { historyMethods } from './conversations-history.ts';
import { conversationsInvite } from './conversations-invite.ts';
import { channelListMethods } from './conversations-list.ts';
import { membershipMethods } from './conversations-membership.ts';
import { conversationsOpen } from './conversations-open.ts';
import { fileMethods } from './files.ts';
import { pinMethods } from './pins.ts';
import { reactionMethods } from './reactions.ts';
import { usergroupMethods } from './usergroups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every Web API method there is; any other is `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = {
  ...authMethods,
  ...bookmarkMethods,
  ...channelChangeMethods,
  ...channelListMethods,
  ...fileMethods,
  ...historyMethods,
  ...membershipMethods,
  ...pinMethods,
  ...reactionMethods,
  ...usergroupMethods,
  ...userMethods,
  ...viewMethods,
  'apps.connections.open': appsConnectionsOpen,
  'chat.delete': chatDelete,
  'chat.getPermalink': chatGetPermalink,
  'chat.postEphemeral': chatPostEphemeral,
  'chat.postMessage': chatPostMessage,
  'chat.update': chatUpdate,
  'conversations.create': conversationsCreate,
  'conversations.invite': conversationsInvite,
  'conversations.open': conversationsOpen,
};
