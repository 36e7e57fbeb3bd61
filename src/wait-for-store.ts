import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isAway } from './store/is-away.ts';
import type { Store } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';

export interface Waiting {
  readonly log: Logger;
  /** Ends the waiting: it rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Real milliseconds until the second try; then twice as long each time, up to `longestMs`. */
  readonly firstMs?: number;
}

/** Whoever starts the database again does not want to wait much longer for the bot. */
const longestMs = 10_000;
/** Tries that are told each; later ones only now and then, or a night without a database would fill the log. */
const toldEach = 5;

/**
 * The database, open and up to date. While it is away it is waited for, as long as it takes: whoever starts everything at
 * once should not have to know an order. What waiting does not mend (a wrong password, a database that does not exist, a
 * migration that fails) is thrown at once.
 */
export async function waitForStore(
  open: () => Promise<Store>,
  { log, signal, firstMs = 500 }: Waiting,
): Promise<Store> {
  for (let tries = 1, waitMs = firstMs; ; tries += 1, waitMs = Math.min(waitMs * 2, longestMs)) {
    signal.throwIfAborted();
    try {
      const store = await openUpToDate(open);
      if (tries > 1) log.info({ tries }, 'the database answers');
      return store;
    } catch (error) {
      if (!(error instanceof StoreError) || !isAway(error.cause)) throw error;
      const why = { tries, 'database.error': codeOf(error.cause) };
      if (tries <= toldEach || tries % 30 === 0) log.warn(why, 'the database does not answer yet; waiting for it');
    }
    await sleep(waitMs, undefined, { signal });
  }
}

async function openUpToDate(open: () => Promise<Store>): Promise<Store> {
  const store = await open();
  try {
    await store.migrate();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** `ECONNREFUSED`, `57P03` (it is starting up); the words of an error without a code. They name no host and no password. */
function codeOf(cause: unknown): string {
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? code : String(message);
}
