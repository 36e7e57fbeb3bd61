import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is turned away, or null. `token` is null as long as the page is for this machine alone. */
export function refusal(request: IncomingMessage, token: string | null): { status: number; text: string } | null {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '');
  // Another site's page must not speak to us under a name of its own that leads here.
  if (token === null && !['127.0.0.1', 'localhost', '[::1]'].includes(name))
    return { status: 403, text: 'This page is for the machine that it runs on.' };
  const origin = request.headers.origin;
  if (origin && origin !== `http://${host}` && origin !== `https://${host}`)
    return { status: 403, text: 'Another site asked.' };
  if (request.method === 'POST' && !request.headers['content-type']?.startsWith('application/json'))
    return { status: 415, text: 'Only JSON is taken.' };
  if (token !== null && !same(cookieOf(request, 'sandbox'), token))
    return { status: 401, text: 'Open the address with its token, as it was printed.' };
  return null;
}

export const same = (given: string, token: string): boolean =>
  given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token));

function cookieOf(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((one) => one.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}

/** Sent with every answer: nothing from elsewhere, nothing inline, shown in no frame. */
export const safeHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
