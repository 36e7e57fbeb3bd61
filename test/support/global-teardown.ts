import { untakenRoutes } from './story-routes.ts';

/** Stops what the tests had started. A way into the bot that no story takes fails the run. */
export default async function closeDoor(run: { readonly testNamePattern?: string }): Promise<void> {
  await (globalThis as { closeTestDoor?: () => Promise<void> }).closeTestDoor?.();
  const untaken = await untakenRoutes();
  // With `-t` the stories are told in part only.
  if (untaken === null || untaken.length === 0 || run.testNamePattern) return;
  throw new Error(`No story in test/stories takes these ways into the bot:\n  ${untaken.join('\n  ')}`);
}
