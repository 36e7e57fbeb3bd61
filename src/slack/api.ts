import { ErrorCode, WebClient } from '@slack/web-api';
import type { Method } from './methods.ts';
import { quietLog } from './quiet-log.ts';
import { type Sorted, sortError } from './sort-error.ts';
import type { TokenWatch } from './token-watch.ts';

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
  /** Asked before each call, and told what it heard; left out: calls are made whatever becomes of the token. */
  readonly watch?: TokenWatch;
  readonly onCall?: (method: Method, outcome: CallOutcome, ms: number) => void;
}

/**
 * How a call ended, for figures: few values, whatever Slack says. `refused`: Slack will never do it; `later`: its own
 * trouble, or our token's; `http_error`: a status other than 200 and 429; `timed_out`, `unreachable`: no answer.
 */
export type CallOutcome =
  | 'ok'
  | 'done_already'
  | 'rate_limited'
  | 'refused'
  | 'later'
  | 'http_error'
  | 'timed_out'
  | 'unreachable';

/**
 * A client without retries of its own: the outbox retries, and knows what may be repeated. A 429 on
 * one method stops that method's errands only, so the client's own queue is never paused.
 */
export function createApi({ token, url, timeoutMs, watch, onCall = () => {} }: ApiOptions): Api {
  const client = new WebClient(token, {
    slackApiUrl: url,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLog,
  });
  return async <Result extends object>(method: Method, args: Readonly<Record<string, unknown>>) => {
    const waitMs = watch?.waitMs() ?? 0;
    // Slack refuses our token whatever we ask: nothing is asked in vain, and what there is to do waits.
    if (waitMs > 0) {
      return { ok: false, kind: 'later', code: watch?.refusedWith ?? 'not_authed', afterMs: waitMs, details: {} };
    }
    const startedAt = performance.now();
    const { answer, outcome } = await ask<Result>(client, method, args);
    onCall(method, outcome, performance.now() - startedAt);
    watch?.heard(answer.ok || answer.kind !== 'later' ? null : answer.code);
    return answer;
  };
}

async function ask<Result extends object>(
  client: WebClient,
  method: Method,
  args: Readonly<Record<string, unknown>>,
): Promise<{ readonly answer: Answer<Result>; readonly outcome: CallOutcome }> {
  try {
    const result = (await client.apiCall(method, { ...args })) as unknown as Result;
    return { answer: { ok: true, result }, outcome: 'ok' };
  } catch (error) {
    const found = readError(error);
    return { answer: { ok: false, ...found }, outcome: outcomeOf(error as WebApiError, found.kind) };
  }
}

function outcomeOf({ code, data, original }: WebApiError, kind: Sorted['kind']): CallOutcome {
  switch (code) {
    case ErrorCode.RateLimitedError:
      return 'rate_limited';
    case ErrorCode.HTTPError:
      return 'http_error';
    case ErrorCode.PlatformError:
      // Some methods say it in their answer instead of by the status.
      if (data?.error === 'ratelimited' || data?.error === 'rate_limited') return 'rate_limited';
      return kind === 'never' ? 'refused' : kind;
    default:
      // `AbortSignal.timeout` throws a DOMException, which web-api 8.2 may wrap by its words alone.
      return /TimeoutError|due to timeout/.test(`${original?.name} ${original?.message}`) ? 'timed_out' : 'unreachable';
  }
}

interface WebApiError {
  readonly code?: string;
  readonly data?: { readonly error?: string } & Record<string, unknown>;
  readonly retryAfter?: number;
  readonly statusCode?: number;
  /** What `fetch` threw. */
  readonly original?: { readonly name?: string; readonly message?: string };
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
