import { afterEach, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { closeStages, openStage } from './support.ts';

afterEach(closeStages);

test('what is typed becomes ids, escaped text and rich text; reading turns it back', async () => {
  const { sandbox, events } = await openStage();
  const [ana, ben] = [sandbox.person('ana'), sandbox.person('ben')];
  await ana.say('@ben: a < b & see #ops, @payments-oncall https://acme.example/x?a=1&b=2 @here mail@nobody', {
    in: 'ops',
  });
  await sandbox.settled();
  const [event] = events('message');
  const group = [...sandbox.world.groups.keys()][0];
  expect(event?.text).toBe(
    `<@${ben.profile.id}>: a &lt; b &amp; see <#${sandbox.channel('ops').id}>, <!subteam^${group}> <https://acme.example/x?a=1&amp;b=2> <!here> mail@nobody`,
  );
  expect(event?.blocks[0].elements[0].elements[0]).toEqual({ type: 'user', user_id: ben.profile.id });
  expect(event).toMatchObject({ client_msg_id: expect.any(String), channel_type: 'channel' });
  expect(ben.reads('ops')[0]?.text).toBe(
    '@ben: a < b & see #ops, @payments-oncall https://acme.example/x?a=1&b=2 @here mail@nobody',
  );
  expect(ben.notifications).toHaveLength(1);
  expect(ana.notifications).toEqual([]);
});

test('a direct message rings, and is read with dm()', async () => {
  const { sandbox, client } = await openStage();
  const ana = sandbox.person('ana');
  await client.chat.postMessage({ channel: ana.profile.id, text: 'INC-1: you speak for it' });
  expect(ana.dm().map((one) => one.text)).toEqual(['INC-1: you speak for it']);
  expect(ana.notifications).toEqual(['INC-1: you speak for it']);
  expect(sandbox.person('ben').dm()).toEqual([]);
  await expect(ana.say('thanks', { in: 'dm' })).rejects.toThrow('messages_tab_disabled');
});

test('menus in messages: chosen by their section’s words, with the state of the others', async () => {
  const { sandbox, app, client } = await openStage();
  const option = (words: string) => ({ text: { type: 'plain_text', text: words }, value: words });
  const row = (id: string, words: string, type: string) =>
    ({
      type: 'section',
      block_id: id,
      text: { type: 'mrkdwn', text: words },
      accessory: { type, action_id: 'answer', options: [option('Yes'), option('No')] },
    }) as unknown as KnownBlock;
  await client.chat.postMessage({
    channel: 'ops',
    text: 'checks',
    blocks: [
      row('one', '*Is a monitor alerting?*', 'static_select'),
      row('two', 'Deployed?', 'static_select'),
      row('three', 'More', 'overflow'),
    ],
  });
  await sandbox.settled();
  const ana = sandbox.person('ana');
  expect(await ana.choose('Is a monitor alerting?', 'Yes', { in: 'ops' })).toBe('done');
  await ana.choose('Deployed?', 'No', { in: 'ops' });
  expect(app.received.at(-1)?.body).toMatchObject({
    actions: [{ type: 'static_select', block_id: 'two', action_id: 'answer', selected_option: option('No') }],
    state: {
      values: {
        one: { answer: { selected_option: option('Yes') } },
        two: { answer: { selected_option: option('No') } },
      },
    },
  });
  await ana.choose('More', 'Yes', { in: 'ops' });
  expect(app.received.at(-1)?.body.actions[0]).toMatchObject({ type: 'overflow', selected_option: option('Yes') });
  await expect(ana.choose('Nowhere', 'Yes', { in: 'ops' })).rejects.toThrow('sees no menu "Nowhere"');
});

test('shortcuts, on a message and anywhere', async () => {
  const { sandbox, app } = await openStage();
  const ana = sandbox.person('ana');
  const said = await ana.say('root cause', { in: 'ops' });
  await sandbox.settled();
  expect(await ana.messageShortcut('Add to timeline', { in: 'ops', ts: said.ts })).toBe('done');
  expect(app.received.at(-1)?.body).toMatchObject({
    type: 'message_action',
    callback_id: 'mark',
    message_ts: said.ts,
    message: { text: 'root cause' },
    channel: { name: 'ops' },
    response_url: expect.any(String),
  });
  await ana.shortcut('Declare incident');
  expect(app.received.at(-1)?.body).toMatchObject({ type: 'shortcut', callback_id: 'declare' });
  for (const key of ['channel', 'response_url', 'message']) expect(app.received.at(-1)?.body).not.toHaveProperty(key);
  app.answer = () => ({ status: 500 });
  expect(await ana.shortcut('Declare incident')).toBe('trouble');
});

test('the transcript is what somebody scrolls through, in their zone', async () => {
  const { sandbox, client, clock } = await openStage();
  const [ana, ben] = [sandbox.person('ana'), sandbox.person('ben')];
  const said = await ana.say('disk full', { in: 'ops' });
  await clock.advance(60_000);
  await ben.say('looking', { in: 'ops', thread: said.ts });
  await ana.edit(said, 'disk full on db2');
  await ben.react(said, 'pushpin');
  await ben.pin(said);
  await client.chat.postEphemeral({ channel: sandbox.channel('ops').id, user: ben.profile.id, text: 'Welcome' });
  await ben.say('', { in: 'ops', files: [{ name: 'graph.png', size: 7 }] });
  expect(ben.transcript('ops')).toBe(
    [
      '10:00  ana  disk full on db2 (edited) (pinned)',
      '       :pushpin: 1',
      '       ↳ 10:01  ben  looking',
      '10:01  muster  Welcome (only you can see this)',
      '10:01  ben  [file graph.png, 7 bytes]',
    ].join('\n'),
  );
  expect(ana.transcript('ops', { threads: false })).toBe(
    [
      '11:00  ana  disk full on db2 (edited) (pinned)',
      '       :pushpin: 1',
      '11:01  ben  [file graph.png, 7 bytes]',
    ].join('\n'),
  );
});

test('somebody of another organisation is told apart, and has no commands', async () => {
  const { sandbox, app, events } = await openStage();
  const sue = sandbox.person('sue');
  await sandbox.person('ana').invite('ops', 'sue', 'gus');
  await sue.say('hello', { in: 'ops' });
  await sandbox.settled();
  const event = events('message').find((one) => one.text === 'hello');
  expect(event?.user_team).toBe(event?.team);
  expect(event?.team).not.toBe(sandbox.teamId);
  expect((await sue.command('/incident list', { in: 'ops' })).error).toBe('no_such_command');
  await sandbox.person('gus').command('/incident list', { in: 'ops' });
  expect(app.received.at(-1)?.body.user_name).toBe('gus');
});

test('what only she was shown is gone when she reloads', async () => {
  const { sandbox, client } = await openStage();
  const ana = sandbox.person('ana');
  await client.chat.postEphemeral({ channel: sandbox.channel('ops').id, user: ana.profile.id, text: 'for you' });
  expect(ana.reads('ops')).toMatchObject([{ text: 'for you', ephemeral: true }]);
  ana.reload();
  expect(ana.reads('ops')).toEqual([]);
});

test('a hundred people at once each get their own answer', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `p${n}`);
  const { sandbox, app } = await openStage({ people: names.map((name) => ({ name })), groups: [], channels: [] });
  app.answer = ({ body }) => ({ body: { text: `for ${body.user_name}` } });
  const seen = await Promise.all(names.map((name) => sandbox.person(name).command('/incident list')));
  expect(seen.map((one) => one.text)).toEqual(names.map((name) => `for ${name}`));
});
