import { afterEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { closeStages, openStage, quiet } from './support.ts';

afterEach(closeStages);

test('the next call goes wrong as told, those after it do not', async () => {
  const { sandbox, client, refusal } = await openStage();
  const post = (text: string) => client.chat.postMessage({ channel: 'ops', text });
  sandbox.faults.next('chat.postMessage', { error: 'fatal_error' });
  expect(await refusal(post('a'))).toBe('fatal_error');
  sandbox.faults.next('chat.postMessage', { status: 500 });
  await expect(post('b')).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 500 });
  sandbox.faults.next('chat.postMessage', { rateLimit: 3 });
  await expect(post('c')).rejects.toMatchObject({ retryAfter: 3 });
  expect(sandbox.messages('ops')).toEqual([]);
  sandbox.faults.next('chat.postMessage', { error: 'fatal_error' }, { when: (args) => args.text === 'e' });
  expect((await post('d')).ok).toBe(true);
  expect(await refusal(post('e'))).toBe('fatal_error');
  sandbox.faults.next('chat.postMessage', { error: 'internal_error' }, { times: 2 });
  expect([await refusal(post('f')), await refusal(post('g'))]).toEqual(['internal_error', 'internal_error']);
  expect((await post('h')).ok).toBe(true);
});

test('a lost reply: the message is there, and the connection is cut', async () => {
  const { sandbox, client } = await openStage();
  sandbox.faults.next('chat.postMessage', { loseReply: true });
  await expect(client.chat.postMessage({ channel: 'ops', text: 'twice?' })).rejects.toMatchObject({
    code: 'slack_webapi_request_error',
  });
  expect(sandbox.messages('ops')).toHaveLength(1);
});

test('a hanging call runs into the client’s own time-out', async () => {
  const { sandbox } = await openStage();
  const client = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    timeout: 20,
    retryConfig: { retries: 0 },
    logger: quiet,
  });
  sandbox.faults.next('auth.test', { hangMs: 200 });
  await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
});

test('chance is drawn from the seed', async () => {
  async function run(seed: number): Promise<string> {
    const { sandbox, client } = await openStage({ seed });
    sandbox.faults.chance('auth.test', 0.4, { error: 'internal_error' });
    const tried: string[] = [];
    for (let n = 0; n < 24; n++)
      tried.push(
        await client.auth.test().then(
          () => '.',
          () => 'x',
        ),
      );
    return tried.join('');
  }
  const first = await run(3);
  expect(first).toMatch(/x.*\..*x|\..*x.*\./);
  expect(await run(3)).toBe(first);
  expect(await run(4)).not.toBe(first);
});

test('cut off, nothing gets through in either direction; what was missed comes as retries', async () => {
  const { sandbox, client, app, clock } = await openStage();
  sandbox.faults.cutOff();
  await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  await sandbox.person('ana').say('anybody?', { in: 'ops' });
  expect((await sandbox.person('ana').command('/incident list')).error).toBe('dispatch_failed');
  await sandbox.settled();
  expect(app.received).toEqual([]);
  sandbox.faults.restore();
  expect((await client.auth.test()).ok).toBe(true);
  await clock.advance(60_000);
  expect(app.received.map((one) => one.headers['x-slack-retry-num'])).toEqual(['2']);
});

test('calls are kept with their arguments, times and answers; latency is real', async () => {
  const { sandbox, client } = await openStage({ latencyMs: 20 });
  await client.chat.postMessage({ channel: 'ops', text: 'x', blocks: [{ type: 'divider' }] });
  const [call] = sandbox.calls;
  expect(call).toMatchObject({
    method: 'chat.postMessage',
    args: { channel: 'ops', blocks: [{ type: 'divider' }] },
    response: { ok: true },
  });
  expect((call?.endedAt ?? 0) - (call?.startedAt ?? 0)).toBeGreaterThanOrEqual(18);
  expect(call?.args).not.toHaveProperty('token');
});
