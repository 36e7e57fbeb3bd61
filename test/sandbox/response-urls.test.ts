import { afterEach, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { closeStages, openStage, type Stage } from './support.ts';

afterEach(closeStages);

const button = (label: string, more: Record<string, unknown> = {}): KnownBlock[] => [
  {
    type: 'actions',
    block_id: 'b',
    elements: [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: label }, ...more }],
  } as KnownBlock,
];
const tell = async (url: string, body: unknown) => {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return `${response.status} ${await response.text()}`;
};
async function commandUrl({ sandbox, app }: Stage, place = 'random'): Promise<string> {
  await sandbox.person('ana').command('/incident list', { in: place });
  return app.received.at(-1)?.body.response_url;
}

test('it takes five messages in thirty minutes, for her alone unless it says otherwise', async () => {
  const stage = await openStage();
  const { sandbox, clock } = stage;
  const ana = sandbox.person('ana');
  const url = await commandUrl(stage, 'secret');
  expect(await tell(url, { text: 'one' })).toBe('200 ok');
  expect(await tell(url, { text: 'two', response_type: 'in_channel' })).toBe('200 ok');
  expect(ana.answers.map((one) => [one.text, one.ephemeral])).toEqual([
    ['one', true],
    ['two', false],
  ]);
  expect(sandbox.messages('secret').map((message) => message.text)).toEqual(['two']);
  expect(ana.reads('secret').map((one) => one.text)).toEqual(['one', 'two']);
  for (const text of ['three', 'four', 'five']) await tell(url, { text });
  expect(await tell(url, { text: 'six' })).toBe('404 used_url');

  const late = await commandUrl(stage);
  await clock.advance(30 * 60_000 + 1);
  expect(await tell(late, { text: 'late' })).toBe('404 expired_url');
  expect(await tell(late.replace(/.$/, '~'), { text: 'x' })).toBe('404 no_service');
});

test('it refuses what Slack refuses', async () => {
  const stage = await openStage();
  const url = await commandUrl(stage);
  expect(await tell(url, {})).toBe('400 no_text');
  expect(await tell(url, { text: 'x', blocks: [{ type: 'nothing' }] })).toBe('400 invalid_blocks');
  expect(await tell(url, { text: 'x', replace_original: true })).toBe('400 invalid_payload');
  expect(await tell(url, { text: 'x', thread_ts: '1.1' })).toBe('400 invalid_payload');
});

test('from a button it replaces or deletes the message, ephemeral ones too', async () => {
  const stage = await openStage();
  const { sandbox, app, client, events } = stage;
  const ana = sandbox.person('ana');
  const channel = sandbox.channel('ops').id;
  await client.chat.postMessage({ channel, text: 'card', blocks: button('Take') });
  await ana.press('Take', { in: 'ops' });
  await tell(app.received.at(-1)?.body.response_url, { text: 'taken', replace_original: true });
  await sandbox.settled();
  expect(ana.reads('ops').map((one) => one.text)).toEqual(['taken']);
  expect(events('message').at(-1)).toMatchObject({ subtype: 'message_changed', message: { text: 'taken' } });

  await client.chat.postEphemeral({ channel, user: ana.profile.id, text: 'ask', blocks: button('Take over') });
  expect(
    sandbox
      .person('ben')
      .reads('ops')
      .some((one) => one.ephemeral),
  ).toBe(false);
  await ana.press('Take over', { in: 'ops' });
  const pressed = app.received.at(-1)?.body;
  expect(pressed?.container).toMatchObject({ is_ephemeral: true });
  expect(pressed).not.toHaveProperty('message');
  await tell(pressed?.response_url, { delete_original: true });
  expect(ana.reads('ops').map((one) => one.text)).toEqual(['taken']);
});

test('an ephemeral reaches members only, stands in no history, and its ts is good for nothing', async () => {
  const { sandbox, client, refusal, events } = await openStage();
  const channel = sandbox.channel('ops').id;
  const gus = sandbox.person('gus').profile.id;
  expect(await refusal(client.chat.postEphemeral({ channel, user: gus, text: 'x' }))).toBe('user_not_in_channel');
  const sent = await client.chat.postEphemeral({ channel, user: sandbox.person('ana').profile.id, text: 'for you' });
  await sandbox.settled();
  expect(events('message')).toEqual([]);
  expect((await client.conversations.history({ channel })).messages).toEqual([]);
  expect(await refusal(client.chat.update({ channel, ts: sent.message_ts ?? '', text: 'x' }))).toBe(
    'message_not_found',
  );
  expect(await refusal(client.chat.delete({ channel, ts: sent.message_ts ?? '' }))).toBe('message_not_found');
});

test('an acknowledged command shows its text, its message, or to all what was typed', async () => {
  const { sandbox, app } = await openStage();
  const ana = sandbox.person('ana');
  app.answer = () => ({});
  expect((await ana.command('/incident list', { in: 'ops' })).text).toBe('');
  expect(ana.reads('ops')).toEqual([]);
  app.answer = () => ({ body: { response_type: 'in_channel', text: 'Two open.' } });
  expect(await ana.command('/incident list', { in: 'ops' })).toMatchObject({ text: 'Two open.', ephemeral: false });
  expect(
    sandbox
      .person('ben')
      .reads('ops')
      .map((one) => one.text),
  ).toEqual(['@ana used /incident list', 'Two open.']);
});

test('a button that asks first must be answered; a wrong label says what is there', async () => {
  const { sandbox, app, client } = await openStage();
  const ana = sandbox.person('ana');
  const confirm = {
    title: { type: 'plain_text', text: 'Take over?' },
    text: { type: 'plain_text', text: 'Ben has it.' },
    confirm: { type: 'plain_text', text: 'Take over' },
    deny: { type: 'plain_text', text: 'Leave it' },
  };
  await client.chat.postMessage({ channel: 'ops', text: 'card', blocks: button('Take', { confirm }) });
  await sandbox.settled();
  const before = app.received.length;
  await expect(ana.press('Take', { in: 'ops' })).rejects.toThrow('asks first: Take over?');
  await ana.press('Take', { in: 'ops', confirm: false });
  expect(app.received).toHaveLength(before);
  await ana.press('Take', { in: 'ops', confirm: true });
  expect(app.received).toHaveLength(before + 1);
  await expect(ana.press('Nothing', { in: 'ops' })).rejects.toThrow('[Take]');
});
