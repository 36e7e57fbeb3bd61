/**
 * Runs `work`, then `close`, whatever became of it. What goes wrong first is written first, before anything is closed:
 * closing takes away the database under what was left open, and what that complains about hides what happened. True: all
 * went well.
 */
export async function firstError(
  work: () => Promise<void>,
  close: () => Promise<void>,
  write: (text: string) => void,
): Promise<boolean> {
  const told = (when: string) => (error: unknown) => {
    write(`${when}${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return false;
  };
  const worked = await work().then(() => true, told(''));
  const closed = await close().then(() => true, told('While closing: '));
  return worked && closed;
}
