import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../incident/incident.ts';
import { type ApiOptions, createApi } from './api.ts';
import { TokenError } from './token-error.ts';
import { tokenErrors } from './token-watch.ts';

export interface SocketAddressOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly now: () => Instant;
  /** Ends the asking: it rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Told once when Slack begins to refuse the app-level token, and once (null) when it takes it again. */
  readonly onRefused: (code: string | null) => void;
  readonly onCall?: ApiOptions['onCall'];
}

/** What `apps.connections.open` answers. */
export interface SocketAddress {
  readonly ok: boolean;
  readonly url: string;
}

/** Somebody may make the token anew, or the app may be let in again: Slack is asked so often. */
const askAgainMs = 60_000;
/** Slack away: first after a second, later every quarter of a minute. */
const [firstMs, longestMs] = [1_000, 15_000];
/** Real time between two looks at the clock. */
const lookMs = 250;

/**
 * Where the next connection goes, asked for until Slack tells. At the start a token that Slack refuses is thrown: whoever
 * starts the bot is there to read it. Later it is said, and asked about again and again: the client of Slack's own package
 * leaves that rejection to nobody, which ends the process, and waits ever longer after other troubles.
 */
export function socketAddress(options: SocketAddressOptions): () => Promise<SocketAddress> {
  const { appToken, apiUrl, now, signal, onRefused, onCall } = options;
  const api = createApi({
    token: appToken,
    url: apiUrl,
    timeoutMs: 10_000,
    ...(onCall === undefined ? {} : { onCall }),
  });
  let isFirst = true;
  let refusedWith: string | null = null;

  function hear(code: string | null): void {
    const isNews = (code === null) !== (refusedWith === null);
    refusedWith = code;
    if (isNews) onRefused(code);
  }

  return async () => {
    for (let waitMs = firstMs; ; waitMs = Math.min(waitMs * 1.3, longestMs)) {
      signal.throwIfAborted();
      const answer = await api<SocketAddress>('apps.connections.open', {});
      if (answer.ok) {
        isFirst = false;
        hear(null);
        return answer.result;
      }
      if (answer.kind === 'never' || tokenErrors.has(answer.code)) {
        if (isFirst) throw new TokenError('SLACK_APP_TOKEN', answer.code);
        hear(answer.code);
        for (const askAt = now() + askAgainMs; now() < askAt; ) await sleep(lookMs, undefined, { signal, ref: false });
      } else
        await sleep(answer.kind === 'later' ? (answer.afterMs ?? waitMs) : waitMs, undefined, { signal, ref: false });
    }
  };
}
