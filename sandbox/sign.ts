import { createHmac } from 'node:crypto';

/**
 * The two headers that prove a request comes from Slack: `v0=` and the hex HMAC-SHA256 of `v0:TIMESTAMP:BODY`.
 * `atMs` is the time of sending in milliseconds.
 */
export function sign(secret: string, body: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
