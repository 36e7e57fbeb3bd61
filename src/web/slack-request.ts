import { isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import type { ReceivedKind } from './metrics.ts';

/** How old, and how far ahead, a request's timestamp may be: Slack's own five minutes. */
const tolerance = 300;

/** What a request from Slack turned out to be, before Bolt sees it. */
export type SlackRequest =
  | { readonly verdict: 'pass'; readonly kind: ReceivedKind }
  | { readonly verdict: 'answer'; readonly status: 200 | 400 | 401; readonly json?: object }
  | { readonly verdict: 'rate_limited'; readonly team: string; readonly minuteAt: number };

type Json = { readonly [key: string]: unknown };

const unauthorized = { verdict: 'answer', status: 401 } as const;
const malformed = { verdict: 'answer', status: 400 } as const;
const fine = { verdict: 'answer', status: 200 } as const;

/**
 * Whether these bytes are from Slack, recent, and of a shape that Bolt answers: a signed `null` ends its process, and
 * what it cannot place hangs for three seconds. `now` in ms. Pure but for the comparison's constant time.
 */
export function slackRequest(
  headers: IncomingHttpHeaders,
  body: Buffer,
  signingSecret: string,
  now: number,
): SlackRequest {
  const form = isForm(headers) ? parse(body.toString()) : null;
  // Slack tries the certificate now and then, unsigned. Nothing of the body is used.
  if (form?.ssl_check === '1') return fine;
  if (!isSigned(headers, body, signingSecret, now)) return unauthorized;
  // Bolt signs the decoded text: bytes that are not UTF-8 would fail there as a wrong signature.
  if (!isUtf8(body)) return malformed;
  return form ? ofForm(form) : ofEvent(json(body.toString()));
}

/** True for `application/x-www-form-urlencoded`, with or without a charset behind it. */
export function isForm(headers: IncomingHttpHeaders): boolean {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function isSigned(headers: IncomingHttpHeaders, body: Buffer, signingSecret: string, now: number): boolean {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now / 1000) - Number(timestamp)) > tolerance) return false;
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const expected = Buffer.from(`v0=${hmac}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function ofEvent(body: Json | null): SlackRequest {
  switch (body?.type) {
    case 'url_verification':
      return typeof body.challenge === 'string' ? { ...fine, json: { challenge: body.challenge } } : malformed;
    case 'app_rate_limited': {
      const minute = Number(body.minute_rate_limited);
      return {
        verdict: 'rate_limited',
        team: String(body.team_id ?? ''),
        minuteAt: Number.isFinite(minute) ? minute * 1000 : 0,
      };
    }
    case 'event_callback':
      return typeof body.event_id === 'string' && typeof object(body.event)?.type === 'string'
        ? { verdict: 'pass', kind: 'event' }
        : malformed;
    default:
      return malformed;
  }
}

function ofForm(form: Readonly<Record<string, string | string[] | undefined>>): SlackRequest {
  if (typeof form.payload === 'string') {
    const payload = json(form.payload);
    return payload && isInteraction(payload) ? { verdict: 'pass', kind: 'interaction' } : malformed;
  }
  return typeof form.command === 'string' && form.command.startsWith('/')
    ? { verdict: 'pass', kind: 'command' }
    : malformed;
}

/** The kinds that Slack sends today, each with what Bolt needs to place it. */
function isInteraction(payload: Json): boolean {
  switch (payload.type) {
    case 'block_actions':
      return Array.isArray(payload.actions) && payload.actions.length > 0 && payload.actions.every(object);
    case 'view_submission':
    case 'view_closed':
      return object(payload.view) !== null;
    case 'message_action':
    case 'shortcut':
      return typeof payload.callback_id === 'string';
    case 'block_suggestion':
      return typeof payload.action_id === 'string';
    default:
      return false;
  }
}

function json(text: string): Json | null {
  try {
    return object(JSON.parse(text));
  } catch {
    return null;
  }
}

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}
