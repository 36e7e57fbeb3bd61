import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { botPosts, briefingOf, messageWith } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// A role that nobody takes, although the room was reminded. Whoever can be fetched is; else those who can do something.

const config = (id: (name: string) => string) => `
people:
  ben: { slack: ${id('ben')} }
  cho: { slack: ${id('cho')} }
teams:
  payments: { call_tree: [ { ask: ben, for: 40m }, { ask: cho, for: 40m } ] }
services:
  card payments: { team: payments }
roles:
  lead: { escalate_unheld: none }
  communicator: { remind_unheld: none }
`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ config });
}, 60_000);
afterAll(() => stage?.close());

const newest = () => stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';
const dms = (name: string, words: string) =>
  stage
    .person(name)
    .dm()
    .filter(({ text }) => text.includes(words));
/** All of the people's, with these words. */
const told = (words: string) => ['ana', 'ben', 'cho', 'dan'].filter((name) => dms(name, words).length > 0);
const kept = async (number: number, words: string) => {
  const entries = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number }, 'all');
  return entries.filter(({ text }) => text.includes(words)).map(({ kind, actor }) => `${kind} by ${actor}`);
};

test('nobody reacts: the next in the call tree is fetched with the reason, once; the reminder says so, no second line', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Alpha');
  await form.choose('Severity', 'SEV1 · Critical');
  await form.choose('Services', 'card payments');
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
  const room = newest();
  expect(dms('ben', 'Please come: SEV1, Alpha.')[0]?.text).not.toContain('has no');
  await stage.pass(14 * minute);
  const line = messageWith(ana, 'Who can take them?', room);
  expect(line.text).not.toContain('Escalated');
  const posts = botPosts(ana, room).length;
  expect(dms('cho', 'Please come')).toEqual([]);
  await stage.pass(2 * minute);
  expect(dms('cho', 'Please come').map(({ text }) => text)).toEqual([
    expect.stringContaining('INC-1 has no fixer for 15 min.'),
  ]);
  const edited = messageWith(ana, 'Who can take them?', room);
  expect(edited.ts).toBe(line.ts);
  expect(edited.text).toMatch(
    /@ana is lead only for now\. Nobody holds fixer\..+Escalated at .+: @cho is asked to come\./,
  );
  expect(edited.buttons).toEqual(line.buttons);
  expect(botPosts(ana, room)).toHaveLength(posts);
  // Not for ever, and by nobody else; a lead only for now is not escalated, for that is switched off.
  await stage.pass(30 * minute);
  expect(told('INC-1 has no')).toEqual(['cho']);
  expect(dms('cho', 'INC-1 has no')).toHaveLength(1);
  expect(await kept(1, 'INC-1 has no fixer for 15 min. Escalated: ')).toEqual(['role by muster']);
  expect(await kept(1, 'no lead')).toEqual([]);
});

test('who comes in is told where a hand is missing, and nobody else is', async () => {
  await stage.person('ana').command('/incident new sev2 Bravo');
  await stage.rest();
  const room = newest();
  for (const label of ['Take lead', 'Take communicator']) await stage.person('ana').press(label, { in: room });
  await stage.pass(2 * minute);
  await stage.person('ben').join(room);
  await stage.rest();
  const brief = messageWith(stage.person('ben'), 'You could take', room);
  expect(brief.text).toContain('Nobody has taken fixer, scribe yet. You could take fixer.');
  expect(brief.ephemeral).toBe(true);
  for (const label of ['Take fixer', 'Take scribe']) await stage.person('ana').press(label, { in: room });
  await stage.rest();
  await stage.person('dan').join(room);
  await stage.rest();
  const alone = messageWith(stage.person('dan'), 'You could take', room);
  expect(alone.text).toContain('@ana holds lead, communicator, fixer and scribe. You could take fixer.');
  expect((await stage.person('dan').command('/incident', { in: room })).text).toContain('You could take fixer.');
  await stage.person('dan').press('Take fixer', { in: room, message: alone.ts, confirm: true });
  await stage.rest();
  expect(briefingOf(stage.person('ana'), room)).toContain('Fixer  @dan');
  await stage.person('ana').invite(room, 'gus');
  await stage.person('cho').join(room);
  await stage.rest();
  expect(messageWith(stage.person('cho'), 'You could take', room).text).toContain(
    '@ana holds lead, communicator and scribe. You could take scribe.',
  );
  expect(stage.person('gus').transcript(room)).not.toContain('You could take');
  for (const name of ['ana', 'ben', 'cho', 'dan'])
    expect(botPosts(stage.person(name), room).filter(({ text }) => text.includes('You could'))).toEqual([]);
});

test('nobody can be fetched: who declared and who holds a role is told, with buttons; the room gets no line', async () => {
  const dan = stage.person('dan');
  const room = newest();
  await dan.command('/incident role fixer none', { in: room });
  await stage.pass(6 * minute);
  const line = messageWith(dan, 'Nobody holds fixer', room);
  const posts = botPosts(dan, room).length;
  await stage.pass(10 * minute);
  expect(told('INC-2 has no')).toEqual(['ana']);
  const [news] = dms('ana', 'INC-2 has no fixer for 15 min.');
  expect(news?.text).toContain('SEV2, Bravo.');
  expect(news?.buttons).toEqual(['Take fixer', 'Page']);
  expect(messageWith(dan, 'Nobody holds fixer', room).text).toMatch(/Escalated at .+: by direct message to @ana\./);
  expect(messageWith(dan, 'Nobody holds fixer', room).ts).toBe(line.ts);
  expect(botPosts(dan, room)).toHaveLength(posts);
  await stage.pass(60 * minute);
  expect(dms('ana', 'INC-2 has no')).toHaveLength(1);
  await stage.person('ana').press('Take fixer', { in: 'dm', message: news?.ts ?? '' });
  await stage.rest();
  expect(briefingOf(dan, room)).toContain('Fixer  @ana');
});

test('a snooze holds it off, and somebody who takes it before ends it', async () => {
  const ana = stage.person('ana');
  const room = newest();
  await ana.command('/incident role fixer none', { in: room });
  await stage.pass(6 * minute);
  await stage.person('ben').press('Snooze 15 min', { in: room });
  await stage.pass(23 * minute);
  expect(dms('ana', 'INC-2 has no')).toHaveLength(1);
  // Reminded again at the end of the snooze; ten minutes later it is due.
  await stage.pass(3 * minute);
  expect(dms('ana', 'INC-2 has no')).toHaveLength(2);
  await ana.command('/incident role fixer @ana', { in: room });
  await ana.command('/incident role fixer none', { in: room });
  await stage.pass(12 * minute);
  await stage.person('ben').press('Take fixer', { in: room });
  await stage.pass(30 * minute);
  expect(dms('ana', 'INC-2 has no')).toHaveLength(2);
  expect(told('INC-2 has no')).toEqual(['ana']);
});

test('taken while Slack would not deliver the news: nobody hears of what is over', async () => {
  const room = newest();
  const count = dms('ana', 'INC-2 has no').length;
  await stage.person('ben').command('/incident role fixer none', { in: room });
  await stage.pass(14 * minute);
  const { id } = stage.person('ana').profile;
  stage.sandbox.faults.chance('chat.postMessage', 1, { rateLimit: 120 }, { when: ({ channel }) => channel === id });
  await stage.pass(1.5 * minute);
  expect(await kept(2, 'Escalated: by direct message')).toHaveLength(3);
  await stage.person('ben').press('Take fixer', { in: room });
  await stage.rest();
  stage.sandbox.faults.clear();
  await stage.pass(10 * minute);
  expect(dms('ana', 'INC-2 has no')).toHaveLength(count);
});
