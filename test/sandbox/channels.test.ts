import { afterEach, expect, test } from '@jest/globals';
import { closeStages, openStage } from './support.ts';

afterEach(closeStages);

test.each([
  ['inc-42-checkout', null],
  ['inc-42-お支払い', null],
  ['x'.repeat(80), null],
  ['x'.repeat(81), 'invalid_name_maxlength'],
  ['', 'invalid_name_required'],
  ['Inc-42', 'invalid_name_specials'],
  ['inc 42', 'invalid_name_specials'],
  ['inc.42', 'invalid_name_specials'],
  ['---', 'invalid_name_punctuation'],
  ['ops', 'name_taken'],
  ['archive', 'invalid_name'],
])('a channel called %p: %p', async (name, error) => {
  const { client, refusal } = await openStage();
  if (error) expect(await refusal(client.conversations.create({ name }))).toBe(error);
  else expect((await client.conversations.create({ name })).channel?.name).toBe(name);
});

test('the bot is alone in what it makes; invitations are all or nothing, with force person by person', async () => {
  const { sandbox, client, refusal, events } = await openStage();
  const { channel } = await client.conversations.create({ name: 'inc-1' });
  const id = channel?.id ?? '';
  expect(sandbox.channel('inc-1').memberNames).toEqual(['muster']);
  const [ana, ben, dee] = ['ana', 'ben', 'dee'].map((name) => sandbox.person(name).profile.id);
  const failed = await client.conversations
    .invite({ channel: id, users: `${ana},U0NOBODY,${dee}` })
    .catch((error) => error.data);
  expect(failed).toMatchObject({
    error: 'user_not_found',
    errors: [
      { user: 'U0NOBODY', ok: false, error: 'user_not_found' },
      { user: dee, error: 'cant_invite' },
    ],
  });
  expect(sandbox.channel('inc-1').memberNames).toEqual(['muster']);
  const forced = await client.apiCall('conversations.invite', {
    channel: id,
    users: `${ana},U0NOBODY,${ben}`,
    force: true,
  });
  expect(forced).toMatchObject({ ok: true, errors: [{ user: 'U0NOBODY' }] });
  expect(sandbox.channel('inc-1').memberNames).toEqual(['muster', 'ana', 'ben']);
  expect(await refusal(client.conversations.invite({ channel: id, users: ana ?? '' }))).toBe('already_in_channel');
  const many = Array.from({ length: 101 }, (_, n) => `U${n}`).join(',');
  expect(await refusal(client.conversations.invite({ channel: id, users: many }))).toBe('too_many_users');
  await sandbox.settled();
  expect(events('member_joined_channel').map((event) => [event.user, event.inviter])).toEqual(
    expect.arrayContaining([
      [sandbox.botUserId, undefined],
      [ana, sandbox.botUserId],
      [ben, sandbox.botUserId],
    ]),
  );
  expect(events('message').filter((event) => event.subtype === 'channel_join')).toHaveLength(3);
});

test('membership decides what the bot can do where', async () => {
  const { sandbox, client, refusal } = await openStage();
  const random = sandbox.channel('random').id;
  const secret = sandbox.channel('secret').id;
  expect((await client.chat.postMessage({ channel: 'random', text: 'x' })).ok).toBe(true);
  expect(await refusal(client.conversations.history({ channel: random }))).toBe('not_in_channel');
  expect(await refusal(client.conversations.setTopic({ channel: random, topic: 'x' }))).toBe('not_in_channel');
  for (const work of [
    client.chat.postMessage({ channel: secret, text: 'x' }),
    client.conversations.info({ channel: secret }),
    client.conversations.history({ channel: secret }),
  ])
    expect(await refusal(work)).toBe('channel_not_found');
  expect(await refusal(client.conversations.join({ channel: secret }))).toBe('channel_not_found');
  await client.conversations.join({ channel: random });
  expect((await client.conversations.join({ channel: random })).warning).toBe('already_in_channel');
  expect(await refusal(client.conversations.rename({ channel: random, name: 'x' }))).toBe('not_authorized');
  const names = async (types: string) =>
    (await client.conversations.list({ types })).channels?.map((one) => one.name).sort();
  expect(await names('public_channel')).toEqual(['general', 'ops', 'random']);
  expect(await names('public_channel,private_channel')).toEqual(['general', 'ops', 'random', 'vault']);
  expect((await client.users.conversations({ types: 'private_channel' })).channels?.map((one) => one.name)).toEqual([
    'vault',
  ]);
});

test('without chat:write.public the bot posts only where it is a member', async () => {
  const { manifest } = await import('./support.ts');
  const { client, refusal } = await openStage({ manifest: manifest.replace('      - chat:write.public\n', '') });
  expect(await refusal(client.chat.postMessage({ channel: 'random', text: 'x' }))).toBe('not_in_channel');
});

test('archiving a public channel throws the bot out, for good', async () => {
  const { sandbox, client, refusal, events } = await openStage();
  const { channel } = await client.conversations.create({ name: 'inc-1' });
  const id = channel?.id ?? '';
  const { ts = '' } = await client.chat.postMessage({ channel: id, text: 'card' });
  await client.conversations.archive({ channel: id });
  await sandbox.settled();
  expect(events('channel_archive')).toMatchObject([{ channel: id, user: sandbox.botUserId }]);
  expect(await refusal(client.conversations.history({ channel: id }))).toBe('not_in_channel');
  expect(await refusal(client.chat.postMessage({ channel: id, text: 'x' }))).toBe('is_archived');
  expect(await refusal(client.chat.update({ channel: id, ts, text: 'x' }))).toBe('is_inactive');
  expect(await refusal(client.conversations.setTopic({ channel: id, topic: 'x' }))).toBe('is_archived');
  expect(await refusal(client.reactions.add({ channel: id, timestamp: ts, name: 'memo' }))).toBe('is_archived');
  expect(await refusal(client.conversations.join({ channel: id }))).toBe('is_archived');
  expect(await refusal(client.conversations.unarchive({ channel: id }))).toBe('not_in_channel');
  expect(await refusal(client.conversations.archive({ channel: id }))).toBe('already_archived');
  expect(await refusal(client.conversations.create({ name: 'inc-1' }))).toBe('name_taken');
  await sandbox.person('ana').unarchive('inc-1');
  await sandbox.settled();
  expect(sandbox.channel('inc-1')).toMatchObject({ isArchived: false, memberNames: ['ana'] });
  expect(events('channel_unarchive')).toMatchObject([{ channel: id }]);
});

test('topic, purpose and name are told as messages; a private channel has its own words', async () => {
  const { sandbox, client, events, refusal } = await openStage();
  const made = await client.conversations.create({ name: 'inc-1' });
  const id = made.channel?.id ?? '';
  await client.conversations.setTopic({ channel: id, topic: 'SEV1 · <b>' });
  await client.conversations.rename({ channel: id, name: 'inc-1-b' });
  await client.conversations.setTopic({ channel: sandbox.channel('vault').id, topic: 'private' });
  expect(await refusal(client.conversations.setTopic({ channel: id, topic: 'x'.repeat(251) }))).toBe('too_long');
  await sandbox.settled();
  const subtypes = events('message').map((event) => event.subtype);
  expect(subtypes).toEqual(expect.arrayContaining(['channel_topic', 'channel_name', 'group_topic']));
  expect(events('message').find((event) => event.subtype === 'channel_topic')).toMatchObject({ topic: 'SEV1 · <b>' });
  expect(sandbox.channel(id)).toMatchObject({ topic: 'SEV1 · <b>', name: 'inc-1-b' });
});

test('people come, go, invite, and see only what they may', async () => {
  const { sandbox, events } = await openStage();
  const [ana, ben, gus] = [sandbox.person('ana'), sandbox.person('ben'), sandbox.person('gus')];
  expect(() => ben.reads('vault')).toThrow('channel_not_found');
  await expect(ben.join('vault')).rejects.toThrow('channel_not_found');
  await expect(gus.join('ops')).rejects.toThrow('channel_not_found');
  await ana.invite('vault', 'ben');
  await ben.say('hello', { in: 'vault' });
  await ben.leave('vault');
  expect(() => ben.reads('vault')).toThrow('channel_not_found');
  await expect(ben.say('x', { in: 'random' })).rejects.toThrow('not_in_channel');
  await sandbox.settled();
  expect(events('member_joined_channel')).toMatchObject([
    { user: ben.profile.id, channel_type: 'G', inviter: ana.profile.id },
  ]);
  expect(events('member_left_channel')).toMatchObject([{ user: ben.profile.id }]);
  await ana.invite('random', 'muster');
  await ana.archive('random');
  await expect(ana.say('x', { in: 'random' })).rejects.toThrow('is_archived');
});

test('the bot is taken out by hand: it is told so, and is in no private channel that it could see', async () => {
  const { sandbox, client, events, refusal } = await openStage();
  const [ana, vault] = [sandbox.person('ana'), sandbox.channel('vault').id];
  const { channel } = await client.conversations.create({ name: 'inc-1' });
  const id = channel?.id ?? '';
  await ana.join('inc-1');
  await ana.kick('inc-1', 'muster');
  await ana.kick('vault', 'muster');
  await ana.say('nobody hears this', { in: 'inc-1' });
  await sandbox.settled();
  expect(events('channel_left')).toMatchObject([{ channel: id, actor_id: ana.profile.id }]);
  expect(events('group_left')).toMatchObject([{ channel: vault, actor_id: ana.profile.id }]);
  expect(events('member_left_channel')).toEqual([]);
  expect(events('message').filter(({ text }) => text === 'nobody hears this')).toEqual([]);
  expect((await client.conversations.info({ channel: id })).channel?.is_member).toBe(false);
  expect(await refusal(client.conversations.history({ channel: id }))).toBe('not_in_channel');
  expect(await refusal(client.conversations.info({ channel: vault }))).toBe('channel_not_found');
});

test('made private by hand: the same channel, told as a private one, for those inside', async () => {
  const { sandbox, client, events } = await openStage();
  const { channel } = await client.conversations.create({ name: 'inc-1' });
  const id = channel?.id ?? '';
  const [ana, ben] = [sandbox.person('ana'), sandbox.person('ben')];
  await ana.join('inc-1');
  await ana.makePrivate('inc-1');
  await expect(ana.makePrivate('inc-1')).rejects.toThrow('method_not_supported_for_channel_type');
  await expect(ana.makePrivate('general')).rejects.toThrow('channel_type_not_supported');
  await sandbox.settled();
  expect(events('message').at(-1)).toMatchObject({
    subtype: 'channel_convert_to_private',
    channel: id,
    channel_type: 'group',
    user: ana.profile.id,
  });
  expect((await client.conversations.info({ channel: id })).channel).toMatchObject({ id, is_private: true });
  expect(() => ben.reads('inc-1')).toThrow('channel_not_found');
});

test('a deactivated account: it does nothing any more, and Slack shows it as deleted', async () => {
  const { sandbox, client, refusal } = await openStage();
  const ben = sandbox.person('ben');
  sandbox.deactivate('ben');
  expect((await client.users.info({ user: ben.profile.id })).user?.deleted).toBe(true);
  expect(await refusal(client.conversations.open({ users: ben.profile.id }))).toBe('user_disabled');
  await expect(ben.say('x', { in: 'ops' })).rejects.toThrow('account_inactive');
  expect(() => sandbox.deactivate('muster')).toThrow('nobody is called muster');
  sandbox.reactivate('ben');
  await ben.say('back', { in: 'ops' });
  expect((await client.users.info({ user: ben.profile.id })).user?.deleted).toBe(false);
});

test('users, their zones, guests and groups', async () => {
  const { sandbox, client, refusal } = await openStage();
  const { user } = await client.users.info({ user: sandbox.person('ana').profile.id });
  expect(user).toMatchObject({
    name: 'ana',
    tz: 'Europe/Berlin',
    tz_offset: 3600,
    is_restricted: false,
    profile: { title: 'Engineer' },
  });
  expect(user?.profile).not.toHaveProperty('email');
  expect((await client.users.info({ user: sandbox.person('gus').profile.id })).user?.is_restricted).toBe(true);
  expect((await client.users.info({ user: sandbox.person('sue').profile.id })).user?.team_id).not.toBe(sandbox.teamId);
  expect(await refusal(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
  const { usergroups = [] } = await client.usergroups.list();
  expect(usergroups).toMatchObject([{ handle: 'payments-oncall' }]);
  expect((await client.usergroups.users.list({ usergroup: usergroups[0]?.id ?? '' })).users).toHaveLength(2);
});
