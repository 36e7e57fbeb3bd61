import { emit } from './emit.ts';
import type { World } from './world.ts';

/** The workspace takes the token back: the app is told, and every call from then on is `token_revoked`. */
export function revoke(world: World): void {
  world.app.revoked = true;
  emit(world, { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.app.botUserId] } });
}

/** Somebody takes the app out of the workspace: it is told so, and its tokens are gone. */
export function uninstall(world: World): void {
  emit(world, { type: 'app_uninstalled' });
  revoke(world);
}

/** The app is installed anew: the same bot with another token; the one taken back stays so. */
export function reinstall(world: World): void {
  const { app, ids } = world;
  app.retiredTokens.push(app.botToken);
  app.botToken = `${app.botToken.slice(0, app.botToken.lastIndexOf('-'))}-${ids.letters(24)}`;
  app.revoked = false;
}
