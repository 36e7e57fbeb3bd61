import { afterEach, expect, test } from '@jest/globals';
import { closeStages, openStage } from './support.ts';

afterEach(closeStages);

test('posts: a burst in one channel, then one a second; other channels and methods go on', async () => {
  const { sandbox, client, clock } = await openStage();
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'line' });
  for (let n = 0; n < 6; n++) await post('ops');
  const error = await post('ops').catch((it) => it);
  expect(error).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  expect((await post('random')).ok).toBe(true);
  expect((await client.auth.test()).ok).toBe(true);
  await clock.advance(1000);
  expect((await post('ops')).ok).toBe(true);
  await expect(post('ops')).rejects.toMatchObject({ retryAfter: 1 });
  expect(sandbox.messages('ops')).toHaveLength(7);
});

test('a tier is counted by method: twenty a minute in the second', async () => {
  const { sandbox, client, clock } = await openStage();
  const channel = sandbox.channel('ops').id;
  for (let n = 0; n < 20; n++) await client.conversations.setTopic({ channel, topic: `${n}` });
  await expect(client.conversations.setTopic({ channel, topic: 'x' })).rejects.toMatchObject({ retryAfter: 3 });
  expect((await client.conversations.setPurpose({ channel, purpose: 'x' })).ok).toBe(true);
  await clock.advance(3000);
  expect((await client.conversations.setTopic({ channel, topic: 'y' })).ok).toBe(true);
});

test('they can be turned off for a load test', async () => {
  const { client } = await openStage({ rateLimits: false });
  for (let n = 0; n < 30; n++) expect((await client.chat.postMessage({ channel: 'ops', text: `${n}` })).ok).toBe(true);
});
