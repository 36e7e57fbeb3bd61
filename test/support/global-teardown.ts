/** Stops what the tests had started. */
export default async function closeDoor(): Promise<void> {
  await (globalThis as { closeTestDoor?: () => Promise<void> }).closeTestDoor?.();
}
