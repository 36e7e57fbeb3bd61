import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { briefingOf, openRoom, room, roomText } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Which incident a command is about: in a war room its own, elsewhere the one that is named; a name in a text is a part of it.

let stage: Stage;
const second = 'inc-2-payments-fail';
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage);
  await stage.person('ana').command('/incident new sev2 Payments fail');
  await stage.rest();
}, 60_000);
afterAll(() => stage?.close());
afterEach(() => stage.pass(2 * minute));

/** What Ana is answered, in the room of INC-1 unless said. */
async function typed(text: string, place: string = room): Promise<string> {
  const seen = await stage.person('ana').command(`/incident ${text}`, { in: place });
  await stage.rest();
  return seen.text;
}
const incident = (number: number) => stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number });
const newest = (): string => stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';

test('in a war room a text that begins with the name of another incident is a text', async () => {
  const before = await incident(2);
  await typed('summary INC-2 has the same cause');
  await typed('title INC-2 and this are one: checkout');
  await typed('note INC-2 began first');
  await typed('action INC-2 needs an alert');
  await typed('did INC-2 got its own queue');
  await typed('decide INC-2 waits because it is smaller');
  await typed('contained');
  await typed('reopen INC-2 brought it back');
  const ana = stage.person('ana');
  expect(briefingOf(ana)).toContain('INC-2 has the same cause');
  expect(briefingOf(ana).split('\n')[0]).toContain('INC-2 and this are one: checkout');
  for (const words of ['INC-2 began first', 'INC-2 got its own queue', 'INC-2 waits', 'INC-2 brought it back'])
    expect(await typed('timeline')).toContain(words);
  expect((await incident(1))?.actions.map(({ text }) => text)).toEqual(['INC-2 needs an alert']);
  expect(await incident(2)).toEqual(before);
  expect(roomText(ana, second)).not.toContain('same cause');
});

test('its own name, and one before the word, say which incident is meant; so does each name elsewhere', async () => {
  await typed('summary INC-1 Card payments fail');
  expect((await incident(1))?.summary).toBe('Card payments fail');
  await typed('INC-2 summary Only in the EU');
  expect((await incident(2))?.summary).toBe('Only in the EU');
  await typed('summary INC-2 In the EU and the US', 'general');
  expect((await incident(2))?.summary).toBe('In the EU and the US');
  expect(await typed('brief INC-2')).toContain('INC-2');
  expect(await typed('severity INC-2 sev3')).not.toContain('/incident severity');
  expect((await incident(2))?.severity).toBe('sev3');
});

test('a title keeps the name of an incident that it begins with, or has inside', async () => {
  await typed('new INC-42 came back', 'general');
  expect((await incident(3))?.title).toBe('INC-42 came back');
  expect(newest()).toBe('inc-3-inc-42-came-back');
  await typed('triage INC-42 may be back', 'general');
  expect((await incident(4))?.title).toBe('INC-42 may be back');
  const ana = stage.person('ana');
  await typed('Checkout INC-42 came back', 'general');
  expect((await ana.formOpens()).text()).toContain('[Checkout INC-42 came back]');
  await ana.modal?.close();
});
