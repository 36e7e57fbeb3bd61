import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { App, HTTPReceiver } from '@slack/bolt';
import { closeStages, manifest, openStage, quiet, startAt } from './support.ts';

afterEach(closeStages);

test('every delivery is signed over its raw body, and its content type is bare', async () => {
  const { sandbox, app } = await openStage();
  const ana = sandbox.person('ana');
  await ana.say('grüße & <so>', { in: 'ops' });
  await ana.command('/incident list');
  await ana.shortcut('Declare incident');
  await sandbox.settled();
  expect(app.received).toHaveLength(3);
  for (const { headers, raw } of app.received) {
    const timestamp = headers['x-slack-request-timestamp'];
    expect(timestamp).toBe(String(startAt / 1000));
    const digest = createHmac('sha256', sandbox.signingSecret).update(`v0:${timestamp}:${raw}`).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
  }
  expect(app.received.map((one) => one.headers['content-type']).sort()).toEqual([
    'application/json',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded',
  ]);
});

test('an unanswered event comes again at once, after a minute and after five: the same body, counted in headers', async () => {
  const { sandbox, app, clock } = await openStage();
  app.answer = () => ({ status: 500 });
  await sandbox.person('ana').say('disk full', { in: 'ops' });
  await sandbox.settled();
  expect(app.received).toHaveLength(2);
  expect(sandbox.waitingRetries).toBe(1);
  await clock.advance(59_999);
  expect(app.received).toHaveLength(2);
  await clock.advance(1);
  expect(app.received).toHaveLength(3);
  await clock.advance(299_999);
  expect(app.received).toHaveLength(3);
  await clock.advance(10_000_000);
  expect(app.received).toHaveLength(4);
  expect(new Set(app.received.map((one) => one.raw)).size).toBe(1);
  expect(app.received.map((one) => one.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  expect(app.received[3]?.headers['x-slack-retry-reason']).toBe('http_error');
  expect(sandbox.waitingRetries).toBe(0);
});

test('no answer within three seconds counts as none; X-Slack-No-Retry ends the retries', async () => {
  const { sandbox, app, clock } = await openStage();
  app.answer = () => 'never';
  await sandbox.person('ana').say('disk full', { in: 'ops' });
  await clock.advance(2999);
  expect(app.received).toHaveLength(1);
  app.answer = () => ({ status: 503, headers: { 'x-slack-no-retry': '1' } });
  await clock.advance(1);
  expect(app.received).toHaveLength(2);
  expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
  expect(sandbox.deliveries.map((one) => one.status)).toEqual(['timeout', 503]);
  expect(sandbox.waitingRetries).toBe(0);
});

test('a person sees what Slack shows when a command is not answered', async () => {
  const { sandbox, app, clock } = await openStage();
  const ana = sandbox.person('ana');
  app.answer = () => 'never';
  const slow = ana.command('/incident list');
  await clock.advance(3000);
  expect(await slow).toMatchObject({
    error: 'operation_timeout',
    text: '/incident failed with the error "operation_timeout"',
  });
  app.answer = () => ({ status: 500 });
  expect(await ana.command('/incident list')).toMatchObject({ error: 'dispatch_failed' });
  expect(app.received).toHaveLength(2);
  expect(await ana.command('/pagerduty')).toMatchObject({ error: 'no_such_command' });
  expect(app.received).toHaveLength(2);
});

test('faults of delivery are drawn from the seed: the same twice, another with another seed', async () => {
  async function run(seed: number): Promise<string[]> {
    const { sandbox, app } = await openStage({ seed });
    sandbox.faults.deliveries({ repeat: 0.3, reorder: 0.3, drop: 0.3 });
    for (let n = 0; n < 20; n++) await sandbox.person('ana').say(`line ${n}`, { in: 'ops' });
    await sandbox.settled();
    return app.received.map((one) => `${one.body.event.text} ${one.headers['x-slack-retry-num'] ?? 0}`).sort();
  }
  const first = await run(7);
  expect(await run(7)).toEqual(first);
  expect(await run(8)).not.toEqual(first);
  // Everything arrived, some of it twice, some of it only as a retry.
  for (let n = 0; n < 20; n++) expect(first.some((line) => line.startsWith(`line ${n} `))).toBe(true);
  expect(first.length).toBeGreaterThan(20);
  expect(first.some((line) => line.endsWith(' 1'))).toBe(true);
});

test('reordering lets a later event overtake', async () => {
  const { sandbox, app } = await openStage();
  sandbox.faults.deliveries({ reorder: 1 });
  await sandbox.person('ana').say('first', { in: 'ops' });
  sandbox.faults.clear();
  await sandbox.person('ana').say('second', { in: 'ops' });
  await sandbox.settled();
  expect(app.received.map((one) => one.body.event.text)).toEqual(['second', 'first']);
});

test('a delivery can be sent once more by hand', async () => {
  const { sandbox, app } = await openStage();
  await sandbox.person('ana').say('disk full', { in: 'ops' });
  await sandbox.settled();
  const [delivery] = sandbox.deliveries;
  if (!delivery) throw new Error('nothing was delivered');
  await sandbox.redeliver(delivery);
  expect(app.received[1]?.raw).toBe(app.received[0]?.raw);
});

test('saving a request URL asks for the challenge back', async () => {
  const { sandbox, app } = await openStage();
  expect(await sandbox.verifyUrl()).toBe(false);
  app.answer = ({ body }) => ({ body: { challenge: body.challenge } });
  expect(await sandbox.verifyUrl()).toBe(true);
});

test('the app hears of its own acts, and only where it is a member', async () => {
  const { sandbox, client, events } = await openStage();
  const posted = await client.chat.postMessage({ channel: 'ops', text: 'mine' });
  await client.reactions.add({ channel: posted.channel ?? '', timestamp: posted.ts ?? '', name: 'memo' });
  await client.pins.add({ channel: posted.channel ?? '', timestamp: posted.ts ?? '' });
  await sandbox.person('ana').say('elsewhere', { in: 'random' });
  await sandbox.person('ana').say('elsewhere', { in: 'secret' });
  await sandbox.settled();
  expect(events('message').map((event) => event.text)).toEqual(['mine']);
  expect(events('reaction_added')).toMatchObject([
    { user: sandbox.botUserId, reaction: 'memo', item: { ts: posted.ts } },
  ]);
  expect(events('pin_added')).toMatchObject([{ channel_id: posted.channel, item: { message: { ts: posted.ts } } }]);
});

test('a mention comes twice when both are subscribed: as message and as app_mention, with different event ids', async () => {
  const both = manifest
    .replace('- app_home_opened', '- app_home_opened\n      - app_mention')
    .replace('- bookmarks:read', '- bookmarks:read\n      - app_mentions:read');
  const { sandbox, app } = await openStage({ manifest: both });
  await sandbox.person('ana').say('@muster help', { in: 'ops' });
  await sandbox.settled();
  const [one, two] = app.received.map((received) => received.body);
  expect([one?.event.type, two?.event.type].sort()).toEqual(['app_mention', 'message']);
  expect(one?.event.ts).toBe(two?.event.ts);
  expect(one?.event_id).not.toBe(two?.event_id);
});

test('the real receiver takes a command, a click and events that are signed by the machine’s time', async () => {
  const { sandbox } = await openStage({ signedBy: 'machine' });
  const receiver = new HTTPReceiver({ signingSecret: sandbox.signingSecret, logger: quiet });
  const options = { token: sandbox.botToken, logger: quiet, clientOptions: { slackApiUrl: sandbox.apiUrl } };
  const bolt = new App({ ...options, receiver, deferInitialization: true });
  await bolt.init();
  const pressed: string[] = [];
  bolt.command('/incident', async ({ ack, command }) => ack(`heard ${command.text}`));
  bolt.action('take_role', async ({ ack, action }) => {
    await ack();
    pressed.push('value' in action ? String(action.value) : '');
  });
  const server = createServer(receiver.requestListener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  sandbox.requestUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`;
  try {
    const ana = sandbox.person('ana');
    expect((await ana.command('/incident list')).text).toBe('heard list');
    const button = {
      type: 'button',
      action_id: 'take_role',
      value: 'fixer',
      text: { type: 'plain_text', text: 'Take fixer' },
    };
    await bolt.client.chat.postMessage({
      channel: 'ops',
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }] as never,
    });
    expect(await ana.press('Take fixer', { in: 'ops' })).toBe('done');
    expect(pressed).toEqual(['fixer']);
    await sandbox.settled();
    expect(sandbox.deliveries.map((one) => one.status)).toEqual(sandbox.deliveries.map(() => 200));
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
