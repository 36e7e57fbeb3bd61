import { afterEach, expect, test } from '@jest/globals';
import { closeStages, openStage } from './support.ts';

afterEach(closeStages);

test('a command, a message with a button, a click, and what the person reads', async () => {
  const { sandbox, app, client, events } = await openStage();
  app.answer = ({ body }) => (body.command ? { body: { text: 'Declared INC-1.' } } : {});
  const ana = sandbox.person('ana');

  const seen = await ana.command('/incident new sev1 Checkout @ben', { in: 'random' });
  expect(seen).toMatchObject({ text: 'Declared INC-1.', ephemeral: true });
  expect(app.received[0]?.body).toMatchObject({
    command: '/incident',
    text: `new sev1 Checkout <@${sandbox.person('ben').profile.id}|ben>`,
    channel_name: 'random',
    user_name: 'ana',
  });

  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text: '*INC-1* Checkout' } },
    {
      type: 'actions',
      block_id: 'roles',
      elements: [
        { type: 'button', action_id: 'take_role', value: 'fixer', text: { type: 'plain_text', text: 'Take fixer' } },
      ],
    },
  ];
  const posted = await client.chat.postMessage({ channel: 'ops', text: 'INC-1: Checkout', blocks });
  expect(posted.ok).toBe(true);
  await sandbox.settled();
  expect(events('message').at(-1)).toMatchObject({ user: sandbox.botUserId, text: 'INC-1: Checkout', ts: posted.ts });

  expect(await ana.press('Take fixer', { in: 'ops' })).toBe('done');
  expect(app.received.at(-1)?.body).toMatchObject({
    type: 'block_actions',
    container: { type: 'message', message_ts: posted.ts, is_ephemeral: false },
    actions: [{ type: 'button', block_id: 'roles', action_id: 'take_role', value: 'fixer' }],
  });
  expect(ana.reads('ops').at(-1)).toMatchObject({
    author: 'muster',
    text: 'INC-1 Checkout\n[Take fixer]',
    buttons: ['Take fixer'],
  });
});
