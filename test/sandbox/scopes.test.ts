import { afterEach, expect, test } from '@jest/globals';
import { readManifest } from '../../sandbox/manifest.ts';
import { clientOf, closeStages, manifest, openStage } from './support.ts';

afterEach(closeStages);
const without = (...lines: string[]) =>
  manifest
    .split('\n')
    .filter((line) => !lines.includes(line.trim()))
    .join('\n');

test('a method without its scope names what is needed and what there is', async () => {
  const { sandbox, client } = await openStage({ manifest: without('- pins:write') });
  const error = await client.pins.add({ channel: sandbox.channel('ops').id, timestamp: '1' }).catch((it) => it);
  expect(error.data).toMatchObject({ ok: false, error: 'missing_scope', needed: 'pins:write' });
  expect(error.data.provided).toContain('chat:write');
  expect(error.data.response_metadata).toMatchObject({ acceptedScopes: ['pins:write'] });
  expect(error.data.response_metadata.scopes).toContain('chat:write');
  expect((await client.auth.test()).response_metadata?.scopes).not.toContain('pins:write');
});

test('what a conversation needs depends on its kind', async () => {
  const { sandbox, client, refusal } = await openStage({
    manifest: without(
      '- groups:read',
      '- groups:write',
      '- im:write',
      '- group_archive',
      '- group_left',
      '- group_unarchive',
    ),
  });
  expect((await client.conversations.info({ channel: sandbox.channel('ops').id })).ok).toBe(true);
  expect(await refusal(client.conversations.info({ channel: sandbox.channel('vault').id }))).toBe('missing_scope');
  expect(await refusal(client.conversations.create({ name: 'hidden', is_private: true }))).toBe('missing_scope');
  expect(await refusal(client.conversations.list({ types: 'public_channel,private_channel' }))).toBe('missing_scope');
  expect(await refusal(client.conversations.open({ users: sandbox.person('ana').profile.id }))).toBe('missing_scope');
  expect(await refusal(client.users.lookupByEmail({ email: 'ana@acme.example' }))).toBe('missing_scope');
});

test('an event that is not subscribed is not sent', async () => {
  const { sandbox, events } = await openStage({ manifest: without('- reaction_added') });
  const ana = sandbox.person('ana');
  const said = await ana.say('disk full', { in: 'ops' });
  await ana.react(said, 'pushpin');
  await ana.unreact(said, 'pushpin');
  await sandbox.settled();
  expect(events('reaction_added')).toEqual([]);
  expect(events('reaction_removed')).toHaveLength(1);
});

test('what the manifest does not declare does not exist', async () => {
  const { sandbox, client, refusal } = await openStage({
    manifest: without('home_tab_enabled: true', 'messages_tab_enabled: true'),
  });
  const ana = sandbox.person('ana');
  await expect(ana.shortcut('Ask someone')).rejects.toThrow('there is no global shortcut "Ask someone"');
  await expect(ana.home()).rejects.toThrow('no Home tab');
  const view = { type: 'home' as const, blocks: [] };
  expect(await refusal(client.views.publish({ user_id: ana.profile.id, view }))).toBe('not_enabled');
  expect(await refusal(client.chat.postMessage({ channel: ana.profile.id, text: 'hi' }))).toBe('messages_tab_disabled');
  expect(await refusal(client.apiCall('reminders.add', { text: 'x', time: '1' }))).toBe('unknown_method');
});

test.each([
  [
    'an empty list',
    manifest
      .replace(/ {4}- command:[\s\S]*?should_escape: true\n/, '')
      .replace('slash_commands:', 'slash_commands: []'),
    'slash_commands',
  ],
  ['an event without its scope', without('- pins:read'), 'pin_added needs the scope pins:read'],
  ['an event that is none', manifest.replace('- pin_added', '- pinned'), 'pinned is not an event'],
  ['a command without its scope', without('- commands'), 'need the scope commands'],
])('a manifest with %s is refused', (_, text, problem) => {
  expect(() => readManifest(text)).toThrow(problem);
});

test('tokens: none, a wrong one, the wrong sort, a revoked one', async () => {
  const { sandbox, client, refusal, events } = await openStage({
    manifest: manifest.replace('- app_home_opened', '- app_home_opened\n      - tokens_revoked'),
  });
  expect(await refusal(clientOf(sandbox, 'xoxb-nobody').auth.test())).toBe('invalid_auth');
  expect(await refusal(clientOf(sandbox, '').auth.test())).toBe('not_authed');
  expect(await refusal(clientOf(sandbox, sandbox.appToken).auth.test())).toBe('not_allowed_token_type');
  expect(await refusal(client.apps.connections.open())).toBe('not_allowed_token_type');
  sandbox.revokeToken();
  await sandbox.settled();
  expect(await refusal(client.auth.test())).toBe('token_revoked');
  expect(events('tokens_revoked')).toMatchObject([{ tokens: { bot: [sandbox.botUserId] } }]);
  const before = sandbox.botToken;
  sandbox.reinstall();
  expect(await refusal(clientOf(sandbox, before).auth.test())).toBe('token_revoked');
  expect((await clientOf(sandbox, sandbox.botToken).auth.test()).user_id).toBe(sandbox.botUserId);
});
