import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messageWith, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// A channel that was there before is a war room for as long as its incident is not over, and may become one again.

const there = { in: 'ops' };
const hour = 60 * minute;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({
    sandbox: {
      channels: [
        { name: 'general', members: ['ana', 'ben'] },
        { name: 'incidents', members: ['ana'] },
        { name: 'ops', members: ['ana', 'ben'] },
      ],
    },
  });
}, 60_000);
afterEach(() => stage.close());

const entries = (number: number) => stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number }, 'all');
const said = async (number: number) =>
  (await entries(number)).filter(({ kind }) => kind === 'message').map(({ text }) => text);
const says = async (name: string, text: string, more: { readonly thread?: string } = {}) => {
  const message = await stage.person(name).say(text, { ...there, ...more });
  await stage.rest();
  return message;
};
const answers = async (command: string) => {
  const { text } = await stage.person('ana').command(command, there);
  await stage.pass(5000);
  return text;
};

test('once all is over, the channel is not listened to; adopted again, what was said since is its past', async () => {
  await answers('/incident adopt sev2 Payments fail');
  await says('ben', 'Looking at payments');
  await answers('/incident cancel false alarm');
  await stage.pass(hour);
  await says('ben', 'lunch at one, and something private');
  const again = await says('ben', 'payments fail again since 11:02');
  await says('ana', 'so they do', { thread: again.ts });
  await stage.person('ana').react(again, 'pushpin');
  await stage.rest();
  expect(await said(1)).toEqual(['Looking at payments']);
  await stage.restart();
  await stage.pass(minute);
  await stage.person('ana').command('/incident mend INC-1', there);
  await stage.pass(minute);
  expect(await said(1)).toEqual(['Looking at payments']);
  const count = (await entries(1)).length;

  expect(await answers('/incident adopt sev2 Payments fail again')).toContain('INC-2 is open');
  await stage.pass(minute);
  expect(await said(2)).toEqual([
    'lunch at one, and something private',
    'payments fail again since 11:02',
    'so they do',
  ]);
  expect((await entries(2)).find(({ ts }) => ts === again.ts)?.keyEvent).toBe(true);
  expect(messageWith(stage.person('ana'), 'INC-2 · SEV2', 'ops').text).toContain(
    "The channel's past is on the record: 3",
  );
  // A line tells that the channel went to the other; nobody came or went twice.
  expect((await entries(1)).length).toBe(count + 1);
  expect((await entries(1)).at(-1)?.text).toBe('The channel is the war room of another incident now.');
});

test('what an incident has on its record stays with it: its edits, deletions and marks too', async () => {
  await answers('/incident adopt sev2 Payments fail');
  const typo = await says('ben', '10 of 100 connections');
  const slip = await says('ben', 'wrong channel');
  await answers('/incident cancel false alarm');
  await stage.pass(hour);
  const of1 = async (ts: string) => (await entries(1)).find((entry) => entry.ts === ts && entry.kind === 'message');
  await stage.person('ben').edit(typo, '99 of 100 connections');
  await stage.person('ben').react(typo, 'pushpin');
  await stage.rest();
  expect(await of1(typo.ts)).toMatchObject({ text: '99 of 100 connections', keyEvent: true });
  await answers('/incident adopt sev2 Payments fail again');
  await stage.person('ben').remove(slip);
  await stage.rest();
  expect(await of1(slip.ts)).toMatchObject({ deletedAt: expect.any(Number) });
  expect(await said(2)).toEqual([]);
});

test('closed, only the thread of its post-mortem is listened to', async () => {
  const ana = stage.person('ana');
  await answers('/incident adopt sev2 Payments fail');
  await answers('/incident resolved');
  await sendForm(ana, {});
  await stage.pass(minute);
  await answers('/incident closed');
  await sendForm(ana, {});
  await stage.pass(hour);
  const thread = messageWith(ana, 'Post-mortem INC-1', 'ops').ts;
  await says('ben', 'lunch');
  await says('ben', 'The cache had no limit', { thread });
  expect(await said(1)).toEqual(['The cache had no limit']);
  await stage.pass(minute);
  await answers('/incident adopt sev2 Payments fail again');
  await says('ben', 'and no alarm', { thread });
  expect(await said(1)).toEqual(['The cache had no limit', 'and no alarm']);
  expect(await said(2)).toEqual(['lunch']);
});

test('reopened, it goes on in the channel, with what was said meanwhile, or in a new room if the channel has another', async () => {
  const ana = stage.person('ana');
  await answers('/incident adopt sev2 Payments fail');
  await answers('/incident cancel false alarm');
  await stage.pass(hour);
  await says('ben', 'they fail again');
  await answers('/incident reopen it is back');
  await says('ben', 'looking');
  await stage.pass(10 * minute);
  expect(await said(1)).toEqual(['they fail again', 'looking']);

  await answers('/incident cancel false alarm again');
  await stage.pass(hour);
  await answers('/incident adopt sev2 Something else');
  await ana.command('/incident INC-1 reopen it is back', there);
  await stage.pass(minute);
  const room = (await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 }))?.room;
  expect(room).toMatchObject({ name: 'inc-1-payments-fail', adopted: false });
  await ana.say('heard in the new room', { in: 'inc-1-payments-fail' });
  await says('ben', 'heard by the other');
  expect(await said(1)).toContain('heard in the new room');
  expect(await said(2)).toEqual(['heard by the other']);
});
