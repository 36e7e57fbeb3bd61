import type { Logger } from 'pino';
import type { Instant } from '../incident/incident.ts';
import { isAway } from '../store/is-away.ts';

export interface Absence {
  /**
   * Does `look`, which asks the database. What fails because the database is away is told once for each absence, and its
   * end is told; any other failure is told in `words` each time. Never rejects.
   */
  during(words: string, look: () => Promise<unknown>): Promise<void>;
  /** Whether that is what failed; told as above. */
  isWhy(error: unknown): boolean;
}

/** Everything that looks for work asks several times a second: each would say the same until the database is back. */
export function createAbsence(log: Logger, now: () => Instant): Absence {
  let since: Instant | null = null;
  /** Failures so far: a look that began before the last of them says nothing about now. */
  let failures = 0;

  function isWhy(error: unknown): boolean {
    if (!isAway(error)) return false;
    failures += 1;
    if (since === null) {
      since = now();
      const { code, message } = error as { readonly code?: string; readonly message?: string };
      log.warn(
        { 'database.error': code ?? message },
        'the database does not answer: events are left to Slack to send again, what there is to do waits',
      );
    }
    return true;
  }

  async function during(words: string, look: () => Promise<unknown>): Promise<void> {
    const before = failures;
    try {
      await look();
      if (since === null || failures !== before) return;
      log.info({ away_ms: now() - since }, 'the database answers again');
      since = null;
    } catch (error) {
      if (!isWhy(error)) log.warn({ err: error }, words);
    }
  }

  return { during, isWhy };
}
