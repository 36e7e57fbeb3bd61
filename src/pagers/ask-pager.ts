import { fetch } from 'undici';
import type { PagerAnswer } from '../incident/pager.ts';

export interface PagerRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; left out: GET. */
  readonly body?: object;
  /** Milliseconds for all of it, the body of the answer included. */
  readonly timeoutMs: number;
}

/** Far more than either service answers with. */
const longestAnswer = 1_000_000;

/**
 * One call to a paging service; never throws. `status` is 0 and `json` null when there was no answer to read. Redirects
 * are not followed: credentials would travel along.
 */
export async function askPager(
  request: PagerRequest,
): Promise<PagerAnswer & { readonly status: number; readonly json: unknown }> {
  const { url, headers, body, timeoutMs } = request;
  const patience = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: patience,
    });
    const { status } = response;
    const text = await response.text();
    const json = text.length > longestAnswer ? null : parsed(text);
    return { ok: response.ok, why: response.ok ? '' : `HTTP ${status}`, status, json };
  } catch {
    return { ok: false, why: patience.aborted ? 'no answer in time' : 'unreachable', status: 0, json: null };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Addresses in a list of objects that have one, each once. */
export function emailsOf(people: readonly unknown[]): readonly string[] {
  const found = people.flatMap((person) => {
    const email = (person as { readonly email?: unknown } | null)?.email;
    return typeof email === 'string' && email !== '' ? [email] : [];
  });
  return [...new Set(found)];
}
