import { afterEach, expect, test } from '@jest/globals';
import { App, SocketModeReceiver } from '@slack/bolt';
import { WebSocket } from 'ws';
import { clientOf, closeStages, openStage, quiet, type Stage } from './support.ts';

afterEach(closeStages);

// biome-ignore lint/suspicious/noExplicitAny: tests look into frames of any shape
type Frame = Record<string, any>;

/** A bare socket, to see the frames themselves. */
async function connect({ sandbox }: Stage) {
  const { url = '' } = await clientOf(sandbox, sandbox.appToken).apps.connections.open();
  const socket = new WebSocket(url);
  const frames: Frame[] = [];
  socket.on('message', (raw) => frames.push(JSON.parse(String(raw))));
  const until = async (count: number) => {
    while (frames.length < count) await new Promise((resolve) => socket.once('message', resolve));
  };
  await until(1);
  return {
    socket,
    frames,
    until,
    url,
    ack: (envelope_id: string, payload?: unknown) => socket.send(JSON.stringify({ envelope_id, payload })),
  };
}

async function openSocketStage(): Promise<Stage> {
  const stage = await openStage();
  stage.sandbox.requestUrl = undefined;
  return stage;
}

test('the real receiver: a command answered, an event heard, a form closed', async () => {
  const { sandbox, client } = await openSocketStage();
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    logger: quiet,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
  });
  const app = new App({
    token: sandbox.botToken,
    receiver,
    logger: quiet,
    deferInitialization: true,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  await app.init();
  const heard: string[] = [];
  app.command('/incident', async ({ ack }) => ack('Two open.'));
  app.event('message', async ({ event }) => void heard.push('text' in event ? (event.text ?? '') : ''));
  app.shortcut('declare', async ({ ack, body }) => {
    await ack();
    const title = { type: 'plain_text' as const, text: 'Declare' };
    await client.views.open({
      trigger_id: body.trigger_id,
      view: { type: 'modal', callback_id: 'declare', title, submit: title, blocks: [{ type: 'divider' }] },
    });
  });
  app.view('declare', async ({ ack }) => ack());
  await app.start();
  const ana = sandbox.person('ana');
  expect(await ana.command('/incident list')).toMatchObject({ text: 'Two open.' });
  await ana.say('disk full', { in: 'ops' });
  await sandbox.settled();
  expect(heard).toEqual(['disk full']);
  await ana.shortcut('Declare incident');
  const form = await ana.formOpens();
  expect(await form.submit()).toBe('closed');
  expect(sandbox.deliveries.map((one) => one.status)).toEqual([200, 200, 200, 200]);
  await app.stop();
  // stop() does not wait for the socket to be closed.
  while (sandbox.socket.open) await new Promise((resolve) => setTimeout(resolve, 1));
});

test('hello, envelopes and their answers', async () => {
  const stage = await openSocketStage();
  const { sandbox } = stage;
  const { frames, until, ack, socket } = await connect(stage);
  expect(frames[0]).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: expect.any(String) },
  });
  const ana = sandbox.person('ana');
  await ana.say('disk full', { in: 'ops' });
  await until(2);
  expect(frames[1]).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    retry_reason: '',
    payload: { type: 'event_callback', event: { text: 'disk full' } },
  });
  ack(frames[1]?.envelope_id);
  const answer = ana.command('/incident list');
  await until(3);
  expect(frames[2]).toMatchObject({
    type: 'slash_commands',
    accepts_response_payload: true,
    payload: { text: 'list', is_enterprise_install: 'false' },
  });
  ack(frames[2]?.envelope_id, { text: 'None.' });
  expect((await answer).text).toBe('None.');
  const done = ana.shortcut('Declare incident');
  await until(4);
  expect(frames[3]).toMatchObject({
    type: 'interactive',
    accepts_response_payload: false,
    payload: { type: 'shortcut' },
  });
  ack(frames[3]?.envelope_id, {});
  expect(await done).toBe('done');
  const pong = new Promise((resolve) => socket.once('pong', resolve));
  socket.ping();
  await pong;
});

test('an envelope without an answer comes again under a new id, with the same event', async () => {
  const stage = await openSocketStage();
  const { frames, until } = await connect(stage);
  await stage.sandbox.person('ana').say('disk full', { in: 'ops' });
  await until(2);
  await stage.clock.advance(3000);
  await until(3);
  expect(frames[2]).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' });
  expect(frames[2]?.envelope_id).not.toBe(frames[1]?.envelope_id);
  expect(frames[2]?.payload.event_id).toBe(frames[1]?.payload.event_id);
});

test('what happens while no socket is open comes later, as a retry only', async () => {
  const stage = await openSocketStage();
  const { sandbox, clock } = stage;
  await sandbox.person('ana').say('anybody?', { in: 'ops' });
  await sandbox.settled();
  const { frames, until, ack } = await connect(stage);
  expect(frames).toHaveLength(1);
  const advanced = clock.advance(60_000);
  await until(2);
  ack(frames[1]?.envelope_id);
  await advanced;
  expect(frames[1]).toMatchObject({ retry_attempt: 2, payload: { event: { text: 'anybody?' } } });
  await clock.advance(300_000);
  expect(frames).toHaveLength(2);
});

test('a ticket opens one socket, ten sockets at most; each payload goes to one of them; disconnects say why', async () => {
  const stage = await openSocketStage();
  const { sandbox } = stage;
  const first = await connect(stage);
  const again = new WebSocket(first.url);
  await expect(new Promise((_, reject) => again.once('error', reject))).rejects.toThrow('401');
  const others = await Promise.all(Array.from({ length: 9 }, () => connect(stage)));
  const eleventh = await connect(stage);
  expect(eleventh.frames[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  const all = [first, ...others];
  await sandbox.person('ana').say('one', { in: 'ops' });
  while (all.flatMap((one) => one.frames).length < 11) await new Promise((resolve) => setImmediate(resolve));
  expect(all.filter((one) => one.frames.length > 1)).toHaveLength(1);
  sandbox.socket.disconnect('warning');
  await first.until(first.frames.length + (first.frames.at(-1)?.type === 'disconnect' ? 0 : 1));
  expect(first.frames.at(-1)).toMatchObject({ type: 'disconnect', reason: 'warning' });
  expect(sandbox.socket.open).toBe(10);
  const closed = new Promise((resolve) => first.socket.once('close', resolve));
  sandbox.socket.disconnect('refresh_requested');
  await closed;
  expect(first.frames.at(-1)).toMatchObject({ reason: 'refresh_requested' });
  while (sandbox.socket.open) await new Promise((resolve) => setImmediate(resolve));
});

test('being rate limited is a frame without an event', async () => {
  const stage = await openSocketStage();
  const { frames, until, ack } = await connect(stage);
  const told = stage.sandbox.sayRateLimited();
  await until(2);
  expect(frames[1]?.payload).toMatchObject({ type: 'app_rate_limited', minute_rate_limited: expect.any(Number) });
  expect(frames[1]?.payload).not.toHaveProperty('event');
  ack(frames[1]?.envelope_id);
  await told;
});
