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

test('what the room is told answers nothing there; from elsewhere it says that it is done', async () => {
  const done = `INC-2: done. #${second} is told.`;
  expect(await typed('severity sev1 both', second)).toBe('');
  expect(await typed('severity INC-2 sev2 EU only', 'general')).toBe(done);
  expect(await typed('INC-2 title Payments fail in the EU')).toBe(done);
  expect(await typed('contained INC-2', 'general')).toBe(done);
  expect(await typed('reopen INC-2 it is back', 'general')).toBe(done);
  expect(await typed('role INC-2 lead none', 'general')).toMatch(/^INC-2: (done|nobody)/i);
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

test('a word that needs an incident, or is to come, may have begun a title: it is a press away', async () => {
  const ana = stage.person('ana');
  for (const [words, right] of [
    ['Page load is slow', '`/incident page INC-42 load is slow`'],
    ['update service is down', '`/incident update INC-42`'],
    ['export jobs fail', '`/incident export INC-42`'],
    ['search is down', 'is not there yet'],
    ['customer portal is down', 'is not there yet'],
  ] as const) {
    const before = stage.sandbox.channelNames.length;
    const answer = await typed(words, 'general');
    expect(answer).toContain(right);
    expect(answer).toContain(`[Declare “${words}”]`);
    expect(stage.sandbox.channelNames).toHaveLength(before);
    await ana.press(`Declare “${words}”`, { in: 'general' });
    await stage.rest();
    expect(stage.sandbox.channelNames).toHaveLength(before + 1);
    expect(stage.sandbox.channel(newest()).topic).toContain(words);
  }
  // With nothing behind them they are no titles.
  for (const word of ['brief', 'search']) expect(await typed(word, 'general')).not.toContain('[Declare');
});

test('a number alone is that incident, where the word takes nothing else', async () => {
  expect(await typed('brief 1', 'general')).toContain('INC-2 and this are one: checkout');
  expect(await typed('roles 2', 'general')).toContain('Roles of INC-2');
  expect(await typed('brief 777', 'general')).toContain('There is no INC-777');
  expect(await typed('severity 1', 'general')).toContain('`/incident severity INC-42 1`');
  expect(await typed('duplicate 777')).toContain('There is no INC-777');
  // In a war room it is about that one.
  expect(await typed('roles 2')).toContain('Roles of INC-1');
});

test('in a war room a severity or a role as the first word is no second incident', async () => {
  const ana = stage.person('ana');
  for (const [words, right] of [
    ['sev2 EU only', 'severity sev2 EU only'],
    ['SEV-2', 'severity sev2'],
    ['fixer @ben', 'role fixer @ben'],
    ['Fixer', 'role fixer @ben'],
    ['INC-2 sev1 it spreads', 'severity INC-2 sev1 it spreads'],
    ['INC-2 scribe @cho', 'role INC-2 scribe @cho'],
  ] as const) {
    expect(await typed(words)).toContain(`Did you mean \`/incident ${right}\`?`);
    expect(ana.modal).toBeNull();
  }
  expect(await typed('SEV-2')).not.toContain('[Declare');
  expect(await typed('sevrity INC-2 sev1', 'general')).toContain('`/incident severity INC-2 sev1`');
  // Who meant a second one says so, with its severity.
  await typed('sev3 Exports are slow');
  await ana.press('Declare “sev3 Exports are slow”', { in: room });
  await stage.rest();
  expect(stage.sandbox.channel(newest()).topic).toMatch(/^SEV3 · INC-\d+ Exports are slow$/);
});
