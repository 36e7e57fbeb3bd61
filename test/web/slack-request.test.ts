import { expect, test } from '@jest/globals';
import { slackRequest } from '../../src/web/slack-request.ts';
import { sign, signingSecret } from './sign.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const form = 'application/x-www-form-urlencoded';
const event = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: { type: 'message' } });

function look(body: string | Buffer, headers = sign(body, now)) {
  return slackRequest(headers, Buffer.from(body), signingSecret, now);
}

function payload(value: unknown): string {
  return new URLSearchParams({ payload: JSON.stringify(value) }).toString();
}

test("Slack's own example of a signature is right", () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const headers = {
    'content-type': form,
    'x-slack-request-timestamp': '1531420618',
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  };
  expect(slackRequest(headers, Buffer.from(body), signingSecret, 1531420618_000)).toEqual({
    verdict: 'pass',
    kind: 'command',
  });
});

test.each([
  [-301, 401],
  [-300, 'pass'],
  [300, 'pass'],
  [301, 401],
  [3600, 401],
])('a timestamp %d seconds from now: %s', (seconds, expected) => {
  const found = look(event, sign(event, now + seconds * 1000));
  expect(found.verdict === 'answer' ? found.status : found.verdict).toBe(expected);
});

test.each([
  ['no signature', { 'x-slack-signature': undefined }],
  ['no timestamp', { 'x-slack-request-timestamp': undefined }],
  ['an empty signature', { 'x-slack-signature': '' }],
  ['a signature of another body', { 'x-slack-signature': sign('{}', now)['x-slack-signature'] }],
  [
    'a signature of another version',
    { 'x-slack-signature': sign(event, now)['x-slack-signature']?.replace('v0', 'v1') },
  ],
  ['a timestamp in words', { 'x-slack-request-timestamp': 'yesterday' }],
  ['a timestamp with a fraction', { 'x-slack-request-timestamp': `${now / 1000}.5` }],
  ['another timestamp than was signed', { 'x-slack-request-timestamp': String(now / 1000 - 1) }],
])('%s is 401', (_, headers) => {
  expect(look(event, { ...sign(event, now), ...headers } as Record<string, string>)).toEqual({
    verdict: 'answer',
    status: 401,
  });
});

test.each([
  ['', 'nothing'],
  ['{"type":"event_callback"', 'half a JSON'],
  ['null', 'null'],
  ['[]', 'a list'],
  ['3', 'a number'],
  ['"event_callback"', 'a string'],
  ['{}', 'an object without type'],
  ['{"type":"event_callback","event_id":"Ev1"}', 'an event callback without its event'],
  ['{"type":"event_callback","event_id":"Ev1","event":null}', 'an event that is null'],
  ['{"type":"event_callback","event_id":"Ev1","event":[]}', 'an event that is a list'],
  ['{"type":"event_callback","event_id":"Ev1","event":{}}', 'an event without type'],
  ['{"type":"event_callback","event":{"type":"message"}}', 'an event without id'],
  ['{"type":"url_verification"}', 'a verification without challenge'],
  ['{"type":"block_actions","actions":[{}]}', 'an interaction that is not in a form'],
  [Buffer.from([0x7b, 0xff, 0x7d]), 'bytes that are not UTF-8'],
] as [string | Buffer, string][])('signed %j (%s) is 400', (body) => {
  expect(look(body)).toEqual({ verdict: 'answer', status: 400 });
});

test.each([
  ['', 'nothing'],
  ['text=hello', 'neither payload nor command'],
  ['command=incident', 'a command without its slash'],
  ['payload=', 'an empty payload'],
  ['payload=null', 'null'],
  ['payload=%7B', 'half a JSON'],
  ['payload=%7B%7D&payload=%7B%7D', 'two payloads'],
  [payload([]), 'a list'],
  [payload({ type: 'block_actions' }), 'a click on nothing'],
  [payload({ type: 'block_actions', actions: [null] }), 'a click on null'],
  [payload({ type: 'view_submission' }), 'a form without its view'],
  [payload({ type: 'shortcut' }), 'a shortcut without its name'],
  [payload({ type: 'something_new' }), 'a kind nobody knows'],
])('the signed form %j (%s) is 400', (body) => {
  expect(look(body, sign(body, now, form))).toEqual({ verdict: 'answer', status: 400 });
});

test.each([
  [event, 'application/json', 'event'],
  ['command=%2Fincident&text=', form, 'command'],
  ['command=%2Fincident&text=', `${form}; charset=utf-8`, 'command'],
  [payload({ type: 'block_actions', actions: [{ action_id: 'take' }] }), form, 'interaction'],
  [payload({ type: 'view_submission', view: {} }), form, 'interaction'],
  [payload({ type: 'view_closed', view: {} }), form, 'interaction'],
  [payload({ type: 'shortcut', callback_id: 'declare' }), form, 'interaction'],
  [payload({ type: 'message_action', callback_id: 'mark' }), form, 'interaction'],
  [payload({ type: 'block_suggestion', action_id: 'service' }), form, 'interaction'],
])('%s as %s passes', (body, type, kind) => {
  expect(look(body, sign(body, now, type))).toEqual({ verdict: 'pass', kind });
});

test('a certificate check needs no signature and has no effect', () => {
  const body = `ssl_check=1&token=x&${payload({ type: 'shortcut', callback_id: 'declare' })}`;
  expect(look(body, { 'content-type': form })).toEqual({ verdict: 'answer', status: 200 });
});

test('the address is verified with the challenge, when signed', () => {
  const body = '{"type":"url_verification","challenge":"abc"}';
  expect(look(body)).toEqual({ verdict: 'answer', status: 200, json: { challenge: 'abc' } });
  expect(look(body, { 'content-type': 'application/json' })).toEqual({ verdict: 'answer', status: 401 });
});

test('dropped events are told with their minute', () => {
  const body = '{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820}';
  expect(look(body)).toEqual({ verdict: 'rate_limited', team: 'T1', minuteAt: 1518467820_000 });
});
