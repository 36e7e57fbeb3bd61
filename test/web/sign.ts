import { createHmac } from 'node:crypto';

export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

/** Headers as Slack sends them with this body; `at` in ms. */
export function sign(body: string | Buffer, at: number, type = 'application/json'): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac}` };
}
