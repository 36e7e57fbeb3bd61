import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { messageWith } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// A channel in which people are at work already becomes the war room, with what was said before.

const place = 'checkout-broken';
const there = { in: place };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    config: 'severities: { sev1: { archive_after: 1h } }',
    sandbox: {
      channels: [
        { name: 'general', members: ['ana', 'ben', 'cho', 'dan'] },
        { name: 'incidents', members: ['ana', 'dan'] },
        { name: place, members: ['ana', 'ben'] },
        { name: 'quiet-fix', members: ['ana', 'ben'], private: true },
      ],
    },
  });
}, 60_000);
afterAll(() => stage?.close());

const entries = (number = 1) => stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number }, 'all');
const answers = async (command: string, where: { readonly in: string }) => {
  const { text } = await stage.person('ana').command(command, where);
  await stage.rest();
  return text;
};

test('where it cannot be, the answer says why and what to do', async () => {
  expect(await answers('/incident adopt', there)).toContain('/incident adopt sev1 Checkout returns 500s');
  expect(await answers('/incident adopt sev1 Checkout fails', { in: 'dm' })).toContain(
    'Only a channel can be a war room',
  );
  expect(await answers('/incident adopt Checkout fails', { in: 'incidents' })).toContain('Incidents are announced');
  expect(await answers('/incident adopt Checkout fails', { in: 'quiet-fix' })).toContain('/invite @muster');
  stage.sandbox.faults.next('conversations.join', { error: 'restricted_action' });
  expect(await answers('/incident adopt Checkout fails', there)).toContain(
    'did not let me into this channel (restricted_action)',
  );
  expect(await stage.muster.engine.recentIncidents(stage.sandbox.teamId, 5)).toEqual([]);
});

test('the channel becomes the room: briefing, announcement, its past on the record; name and topic stay', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ana.setTopic(place, 'Checkout, since ten');
  const first = await ana.say('Card payments fail', there);
  await ben.say('Since when?', { ...there, thread: first.ts });
  await ben.react(first, 'pushpin');
  await stage.pass(minute);
  expect(await answers('/incident adopt sev1 Checkout returns 500s', there)).toContain('INC-1 is open');
  await stage.pass(5000);
  const { name, topic, pins } = stage.sandbox.channel(place);
  expect({ name, topic, pins: pins.length }).toEqual({ name: place, topic: 'Checkout, since ten', pins: 1 });
  expect(stage.sandbox.channelNames.filter((one) => one.startsWith('inc-'))).toEqual([]);
  expect(messageWith(stage.person('dan'), 'INC-1 · SEV1 · Checkout returns 500s', 'incidents').text).toContain('Join');
  const kept = (await entries()).filter((entry) => entry.kind === 'message');
  expect(kept.map(({ text, found, keyEvent }) => ({ text, found, keyEvent }))).toEqual([
    { text: 'Card payments fail', found: 'mended', keyEvent: true },
    { text: 'Since when?', found: 'mended', keyEvent: false },
  ]);
  expect(messageWith(ana, 'INC-1 · SEV1', place).text).toContain(
    "The channel's past is on the record: 3 entries, since",
  );
  await ben.say('Looking', there);
  await stage.rest();
  expect((await entries()).find(({ text }) => text === 'Looking')?.found).toBe('live');
});

test('a war room is not adopted again while its incident goes on, by anybody', async () => {
  expect(await answers('/incident adopt sev2 Something else', there)).toContain('the war room of INC-1 already');
  await stage.person('ana').command('/incident new sev3 Another', { in: 'general' });
  await stage.rest();
  await stage.person('ana').join('inc-2-another');
  expect(await answers('/incident adopt sev2 Something else', { in: 'inc-2-another' })).toContain('INC-2 already');
});

test('a private channel into which the bot was invited becomes a private incident', async () => {
  const ana = stage.person('ana');
  await ana.say('Somebody has our keys', { in: 'quiet-fix' });
  await ana.invite('quiet-fix', 'muster');
  await stage.pass(minute);
  await answers('/incident adopt sev2 Keys leaked', { in: 'quiet-fix' });
  await stage.pass(5000);
  expect((await entries(3)).some(({ text }) => text === 'Somebody has our keys')).toBe(true);
  expect((await stage.muster.engine.recentIncidents(stage.sandbox.teamId, 1))[0]?.private).toBe(true);
  expect(stage.person('dan').transcript('incidents')).not.toContain('Keys leaked');
});

test('it is never archived, and free for another incident once all is over', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident cancel false alarm', there);
  await stage.pass(3 * 60 * minute);
  expect(stage.sandbox.channel(place).isArchived).toBe(false);
  expect(stage.sandbox.calls.filter(({ method }) => method === 'conversations.archive')).toEqual([]);
  expect(await answers('/incident adopt sev3 It is back', there)).toContain('INC-4 is open');
  await stage.pass(5000);
  await stage.person('ben').say('Heard by the new one', there);
  await stage.rest();
  expect((await entries(4)).some(({ text }) => text === 'Heard by the new one')).toBe(true);
  // What belongs to the first stays with it.
  expect((await entries(4)).some(({ text }) => text === 'Card payments fail')).toBe(false);
});
