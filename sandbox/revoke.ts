import { emit } from './emit.ts';
import type { World } from './world.ts';

/** The workspace takes the token back: the app is told, and every call from then on is `token_revoked`. */
export function revoke(world: World): void {
  world.app.revoked = true;
  emit(world, { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.app.botUserId] } });
}
