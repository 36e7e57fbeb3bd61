import type { Instant } from '../incident/incident.ts';

/** Whether Slack takes our token, from what every call hears; shared by all that call. */
export interface TokenWatch {
  /** Slack's code while it refuses the token; null: it takes it, as far as we know. */
  readonly refusedWith: string | null;
  /** Milliseconds until Slack may be asked again, 0: now. While the token is refused, one call in a while is let through. */
  waitMs(): number;
  /** What a call met with: Slack's code for its trouble or the token's, or null where it dealt with the call, by a yes or a no. */
  heard(code: string | null): void;
}

export interface TokenWatchOptions {
  readonly now: () => Instant;
  /** Told once when the token begins to be refused, and once when it is taken again. */
  readonly onChange: (refusedWith: string | null) => void;
}

/** Slack may take it again (an account made active, an app installed anew keeps some tokens): asked so often. */
const askAgainMs = 60_000;

/**
 * Codes that are about the token and not about the call. Source: the errors that any method may return,
 * https://docs.slack.dev/reference/methods/auth.test
 */
export const tokenErrors: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

export function createTokenWatch({ now, onChange }: TokenWatchOptions): TokenWatch {
  let refusedWith: string | null = null;
  let askAt = 0;

  function change(to: string | null): void {
    const isNews = (refusedWith === null) !== (to === null);
    refusedWith = to;
    if (isNews) onChange(to);
  }

  return {
    get refusedWith() {
      return refusedWith;
    },
    waitMs() {
      if (refusedWith === null) return 0;
      const waitMs = askAt - now();
      if (waitMs > 0) return waitMs;
      // This call asks for all: the others wait for its answer.
      askAt = now() + askAgainMs;
      return 0;
    },
    heard(code) {
      if (code !== null && tokenErrors.has(code)) {
        if (refusedWith === null) askAt = now() + askAgainMs;
        change(code);
      } else if (code === null) change(null);
    },
  };
}
