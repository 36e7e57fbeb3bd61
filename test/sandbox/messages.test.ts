import { afterEach, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { closeStages, openStage } from './support.ts';

afterEach(closeStages);
const section = (text: string, more = {}) =>
  ({ type: 'section', text: { type: 'mrkdwn', text }, ...more }) as KnownBlock;

test('a message that Slack would not take is refused in its words, in both places', async () => {
  const { client } = await openStage();
  const post = (more: Record<string, unknown>) =>
    client.apiCall('chat.postMessage', { channel: 'ops', ...more }).catch((error) => error.data);
  const long = await post({ blocks: [section('x'.repeat(3001))] });
  expect(long.error).toBe('invalid_blocks');
  expect(long.errors).toContain('must be less than 3001 characters [json-pointer:/blocks/0/text/text]');
  expect(long.response_metadata.messages).toContain(
    '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  );
  expect((await post({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) })).error).toBe(
    'invalid_blocks',
  );
  expect((await post({ blocks: 'not json' })).error).toBe('invalid_blocks_format');
  expect((await post({ blocks: Array.from({ length: 5 }, () => section('x'.repeat(2900))) })).error).toBe(
    'msg_blocks_too_long',
  );
  expect((await post({})).error).toBe('no_text');
  expect(
    (await post({ text: 'x', metadata: { event_type: 'a', event_payload: { x: 'y'.repeat(20_000) } } })).error,
  ).toBe('metadata_too_large');
});

test('what comes back has the ids that were left out; text is escaped', async () => {
  const { client, sandbox } = await openStage();
  const posted = await client.chat.postMessage({ channel: '#ops', text: 'a & b &lt;', blocks: [section('hello')] });
  expect(posted.message).toMatchObject({
    text: 'a &amp; b &lt;',
    user: sandbox.botUserId,
    bot_profile: { name: 'muster' },
  });
  expect(posted.message?.blocks?.[0]?.block_id).toMatch(/\w+/);
});

test('updating: text alone takes the blocks away, metadata alone keeps them, only one’s own can be changed', async () => {
  const { client, sandbox, refusal, events } = await openStage();
  const channel = sandbox.channel('ops').id;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'card', blocks: [section('card')] });
  const metadata = { event_type: 'errand', event_payload: { id: '7' } };
  await client.chat.update({ channel, ts, metadata } as never);
  expect(sandbox.messages('ops')[0]).toMatchObject({ text: 'card', blocks: [{ type: 'section' }], metadata });
  await client.chat.update({ channel, ts, blocks: [section('new')] } as never);
  expect(sandbox.messages('ops')[0]).toMatchObject({ text: 'card', blocks: [{ text: { text: 'new' } }], metadata });
  await client.chat.update({ channel, ts, text: 'plain' });
  expect(sandbox.messages('ops')[0]).not.toHaveProperty('blocks');
  await sandbox.settled();
  const changed = events('message').filter((event) => event.subtype === 'message_changed');
  expect(changed).toHaveLength(3);
  expect(changed[2]).toMatchObject({
    hidden: true,
    message: { ts, text: 'plain' },
    previous_message: { text: 'card' },
  });
  expect(changed[2]).not.toHaveProperty('user');
  expect(await refusal(client.chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
  expect(await refusal(client.chat.update({ channel, ts: '1.000001', text: 'x' }))).toBe('message_not_found');
  const said = await sandbox.person('ana').say('mine', { in: 'ops' });
  expect(await refusal(client.chat.update({ channel, ts: said.ts, text: 'x' }))).toBe('cant_update_message');
  expect(await refusal(client.chat.delete({ channel, ts: said.ts }))).toBe('cant_delete_message');
});

test('a person’s edit and deletion arrive with what was there before', async () => {
  const { sandbox, events } = await openStage();
  const ana = sandbox.person('ana');
  const said = await ana.say('disk full', { in: 'ops' });
  await ana.edit(said, 'disk full on db2');
  await expect(sandbox.person('ben').edit(said, 'x')).rejects.toThrow('cant_update_message');
  await ana.remove(said);
  await sandbox.settled();
  const [, edited, deleted] = events('message').sort((a, b) => (a.event_ts < b.event_ts ? -1 : 1));
  expect(edited).toMatchObject({
    subtype: 'message_changed',
    message: { text: 'disk full on db2', ts: said.ts, edited: { user: ana.profile.id } },
    previous_message: { text: 'disk full' },
  });
  expect(deleted).toMatchObject({
    subtype: 'message_deleted',
    deleted_ts: said.ts,
    previous_message: { text: 'disk full on db2' },
  });
  expect(sandbox.messages('ops')).toEqual([]);
});

test('the first message of a thread with replies leaves a tombstone', async () => {
  const { sandbox, events, client } = await openStage();
  const ana = sandbox.person('ana');
  const said = await ana.say('why?', { in: 'ops' });
  await ana.say('because', { in: 'ops', thread: said.ts });
  await ana.remove(said);
  await sandbox.settled();
  const stone = events('message').find((event) => event.subtype);
  expect(stone).toMatchObject({
    subtype: 'message_changed',
    message: { subtype: 'tombstone', user: 'USLACKBOT', ts: said.ts },
  });
  const { messages } = await client.conversations.replies({ channel: said.channel, ts: said.ts });
  expect(messages?.map((message) => message.text)).toEqual(['This message was deleted.', 'because']);
});

test('threads: what replies, parents and history carry; a broadcast stands in both', async () => {
  const { sandbox, client, events, refusal } = await openStage();
  const ana = sandbox.person('ana');
  const channel = sandbox.channel('ops').id;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'parent' });
  const reply = await ana.say('reply', { in: 'ops', thread: ts });
  await client.chat.postMessage({ channel, text: 'both', thread_ts: ts, reply_broadcast: true });
  await sandbox.settled();
  expect(events('message').find((event) => event.text === 'reply')).toMatchObject({
    thread_ts: ts,
    parent_user_id: sandbox.botUserId,
  });
  expect(events('message').find((event) => event.subtype === 'thread_broadcast')).toMatchObject({
    root: { ts, text: 'parent' },
  });
  const { messages } = await client.conversations.history({ channel });
  expect(messages?.map((message) => message.text)).toEqual(['both', 'parent']);
  expect(messages?.[1]).toMatchObject({ thread_ts: ts, reply_count: 2, reply_users_count: 2 });
  const link = await client.chat.getPermalink({ channel, message_ts: reply.ts });
  expect(link.permalink).toBe(
    `https://acme.slack.com/archives/${channel}/p${reply.ts.replace('.', '')}?thread_ts=${ts}&cid=${channel}`,
  );
  expect(await refusal(client.chat.postMessage({ channel, text: 'x', thread_ts: reply.ts }))).toBe(
    'cannot_reply_to_message',
  );
});

test('history is read in pages, newest first, between exclusive bounds; metadata only when asked for', async () => {
  const { sandbox, client } = await openStage();
  const ana = sandbox.person('ana');
  const channel = sandbox.channel('ops').id;
  await client.chat.postMessage({ channel, text: '0', metadata: { event_type: 'errand', event_payload: { id: '7' } } });
  const said = [];
  for (let n = 1; n < 6; n++) said.push(await ana.say(`${n}`, { in: 'ops' }));
  const first = await client.conversations.history({ channel, limit: 4 });
  expect(first.messages?.map((message) => message.text)).toEqual(['5', '4', '3', '2']);
  expect(first.has_more).toBe(true);
  const cursor = first.response_metadata?.next_cursor ?? '';
  // What is said between two pages shifts nothing.
  await ana.remove(await ana.say('6', { in: 'ops' }));
  await ana.say('7', { in: 'ops' });
  const second = await client.conversations.history({ channel, limit: 4, cursor, include_all_metadata: true });
  expect(second.messages?.map((message) => message.text)).toEqual(['1', '0']);
  expect(second.messages?.[1]?.metadata?.event_type).toBe('errand');
  expect((await client.conversations.history({ channel })).messages?.at(-1)).not.toHaveProperty('metadata');
  const bounds = { channel, oldest: said[0]?.ts ?? '', latest: said[2]?.ts ?? '' };
  const texts = async (more: object) =>
    (await client.conversations.history({ ...bounds, ...more })).messages?.map((message) => message.text);
  expect(await texts({})).toEqual(['2']);
  expect(await texts({ inclusive: true })).toEqual(['3', '2', '1']);
});

test('a ts is unique and grows in its channel while the clock stands still', async () => {
  const { sandbox } = await openStage();
  const ana = sandbox.person('ana');
  const said = [];
  for (let n = 0; n < 50; n++) said.push((await ana.say('x', { in: 'ops' })).ts);
  expect(new Set(said).size).toBe(50);
  expect([...said].sort()).toEqual(said);
  expect(said[0]).toMatch(/^\d{10}\.\d{6}$/);
});

test('pins, bookmarks and reactions refuse a second time and what is not there', async () => {
  const { sandbox, client, refusal } = await openStage();
  const channel = sandbox.channel('ops').id;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'card' });
  await client.pins.add({ channel, timestamp: ts });
  expect(await refusal(client.pins.add({ channel, timestamp: ts }))).toBe('already_pinned');
  expect((await client.pins.list({ channel })).items).toMatchObject([
    { created_by: sandbox.botUserId, message: { ts } },
  ]);
  expect(sandbox.channel('ops').pins).toMatchObject([{ ts }]);
  await client.pins.remove({ channel, timestamp: ts });
  expect(await refusal(client.pins.remove({ channel, timestamp: ts }))).toBe('no_pin');
  await client.reactions.add({ channel, timestamp: ts, name: 'memo' });
  expect(await refusal(client.reactions.add({ channel, timestamp: ts, name: 'memo' }))).toBe('already_reacted');
  expect(await refusal(client.reactions.add({ channel, timestamp: ts, name: ':memo:' }))).toBe('invalid_name');
  expect(await refusal(client.reactions.remove({ channel, timestamp: ts, name: 'eyes' }))).toBe('no_reaction');
  const link = { channel_id: channel, title: 'Briefing', type: 'link' } as const;
  const { bookmark } = await client.bookmarks.add({ ...link, link: 'https://acme.example/1' });
  expect(await refusal(client.bookmarks.add({ ...link, link: 'javascript:1' }))).toBe('invalid_link');
  expect((await client.bookmarks.list({ channel_id: channel })).bookmarks).toMatchObject([
    { id: bookmark?.id, title: 'Briefing' },
  ]);
});

test.each([
  ['chat.postMessage', { blocks: '{"a":1}' }, 'invalid_blocks_format'],
  ['chat.postMessage', { text: 'x', attachments: 'x' }, 'invalid_attachments'],
  ['chat.postMessage', { text: 'x', metadata: 'x' }, 'invalid_metadata_format'],
  ['chat.postMessage', { text: 'x', thread_ts: 'x' }, 'invalid_thread_ts'],
  ['chat.update', { metadata: '7', ts: 'x' }, 'message_not_found'],
  ['views.open', { view: 'x', trigger_id: 'x' }, 'invalid_arguments'],
  ['views.update', { view: '[]' }, 'invalid_arguments'],
  ['conversations.invite', { users: '["U1"]' }, 'invalid_array_arg'],
  ['conversations.history', { limit: 'x' }, 'invalid_limit'],
  ['conversations.history', { cursor: 'x' }, 'invalid_cursor'],
  ['conversations.history', { oldest: 'x' }, 'invalid_ts_oldest'],
  ['pins.add', {}, 'no_item_specified'],
  ['files.completeUploadExternal', { files: '[null]' }, 'file_not_found'],
  ['conversations.info', { channel: '' }, 'invalid_arguments'],
])('%s with arguments of the wrong shape %j: %s', async (method, args, error) => {
  const { sandbox, client, refusal } = await openStage();
  expect(await refusal(client.apiCall(method, { channel: sandbox.channel('ops').id, ...args }))).toBe(error);
});

test('another app writes: heard as anybody, in words of its own place; only it can change them', async () => {
  const { sandbox, client, events } = await openStage();
  const [ana, alerts] = [sandbox.person('ana'), sandbox.otherApp('Alerts')];
  const said = await alerts.post(
    { text: '[FIRING:1]', attachments: [{ title: 'Checkout', text: '5xx at 43 %' }] },
    { in: 'ops' },
  );
  await sandbox.settled();
  const { user, ...event } = events('message').at(-1) ?? {};
  expect(user).toBeUndefined();
  expect(event).toMatchObject({
    subtype: 'bot_message',
    bot_id: alerts.botId,
    username: 'Alerts',
    text: '[FIRING:1]',
    attachments: [{ id: 1, title: 'Checkout', text: '5xx at 43 %' }],
  });
  expect(ana.reads('ops').at(-1)).toMatchObject({ author: 'Alerts', text: '[FIRING:1]\nCheckout\n5xx at 43 %' });
  await alerts.edit(said, { text: '[RESOLVED]' });
  const { messages = [] } = await client.conversations.history({ channel: said.channel });
  expect(messages[0]).toMatchObject({ text: '[RESOLVED]', edited: { user: alerts.botId } });
  expect(messages[0]?.attachments).toBeUndefined();
  await expect(ana.edit(said, 'mine')).rejects.toThrow('cant_update_message');
  await expect(sandbox.otherApp('Deploys').remove(said)).rejects.toThrow('cant_update_message');
  await alerts.remove(said);
  await ana.archive('ops');
  await expect(alerts.post({ text: 'again' }, { in: 'ops' })).rejects.toThrow('is_archived');
});
