import type { Method } from '../call.ts';

/** An address for one WebSocket, for whoever holds the app-level token. */
export const appsConnectionsOpen: Method = {
  tier: 3,
  scopes: ['connections:write'],
  token: 'app',
  run: ({ world }) => ({ url: world.ticket(world.origin) }),
};
