import { ErrorCode, WebClient } from '@slack/web-api';
import type { Method } from './methods.ts';
import { quietLog } from './quiet-log.ts';
import { type Sorted, sortError } from './sort-error.ts';

/** One call to Slack's Web API; its answer is a value, never an exception. */
export type Api = <Result extends object = object>(
  method: Method,
  args: Readonly<Record<string, unknown>>,
) => Promise<Answer<Result>>;

export type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | (Sorted & { readonly ok: false; readonly details: Readonly<Record<string, unknown>> });

export interface ApiOptions {
  readonly token: string;
  /** Base of the Web API, ending in `/api/`. */
  readonly url: string;
  /** Milliseconds until a call counts as unanswered. */
  readonly timeoutMs: number;
  readonly onCall?: (method: string, outcome: string, ms: number) => void;
}

/**
 * A client without retries of its own: the outbox retries, and knows what may be repeated. A 429 on
 * one method stops that method's errands only, so the client's own queue is never paused.
 */
export function createApi({ token, url, timeoutMs, onCall = () => {} }: ApiOptions): Api {
  const client = new WebClient(token, {
    slackApiUrl: url,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLog,
  });
  return async <Result extends object>(method: Method, args: Readonly<Record<string, unknown>>) => {
    const startedAt = performance.now();
    const answer = await ask<Result>(client, method, args);
    onCall(method, answer.ok ? 'ok' : answer.code, performance.now() - startedAt);
    return answer;
  };
}

async function ask<Result extends object>(
  client: WebClient,
  method: Method,
  args: Readonly<Record<string, unknown>>,
): Promise<Answer<Result>> {
  try {
    return { ok: true, result: (await client.apiCall(method, { ...args })) as unknown as Result };
  } catch (error) {
    return { ok: false, ...readError(error) };
  }
}

interface WebApiError {
  readonly code?: string;
  readonly data?: { readonly error?: string } & Record<string, unknown>;
  readonly retryAfter?: number;
  readonly statusCode?: number;
}

function readError(error: unknown): Sorted & { readonly details: Readonly<Record<string, unknown>> } {
  const known = error as WebApiError;
  if (known.code === ErrorCode.PlatformError) {
    return { ...sortError(known.data?.error ?? 'unknown_error'), details: known.data ?? {} };
  }
  if (known.code === ErrorCode.RateLimitedError) {
    return { kind: 'later', code: 'ratelimited', afterMs: (known.retryAfter ?? 1) * 1000, details: {} };
  }
  // No answer, or one from something in between: it may have taken effect all the same.
  const code = known.code === ErrorCode.HTTPError ? `http_${known.statusCode ?? 0}` : 'no_answer';
  return { kind: 'later', code, afterMs: null, details: {} };
}
