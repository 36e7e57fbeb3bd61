import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { briefingOf } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Asked is not accepted: a role is open until the person who was asked has said yes.

const config = (id: (name: string) => string) => `
people:
  ben: { slack: ${id('ben')} }
  dan: { slack: ${id('dan')} }
teams:
  payments: { call_tree: [ { ask: ben, for: 5m }, { ask: dan, for: 5m } ] }
`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ config });
}, 60_000);
afterAll(() => stage?.close());

/** A room of its own for a story. Ben is not in it. */
async function openRoom(title: string): Promise<string> {
  // Slack takes a post a second for one conversation: what the story before has said is past.
  await stage.pass(minute);
  await stage.person('ana').command(`/incident new sev3 ${title}`);
  await stage.rest();
  const room = stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';
  for (const name of ['cho', 'dan']) await stage.person(name).join(room);
  await stage.rest();
  return room;
}

const briefing = (room: string): string => briefingOf(stage.person('ana'), room);
const lines = (room: string): readonly string[] =>
  stage
    .person('ana')
    .reads(room)
    .filter((seen) => seen.author === 'muster' && !seen.ephemeral && !seen.pinned && seen.subtype === undefined)
    .map((seen) => seen.text);
const dms = (name: string): readonly string[] =>
  stage
    .person(name)
    .dm()
    .map((seen) => seen.text);
const lastDm = (name: string): string => dms(name).at(-1) ?? '';
const lastAnswer = (name: string): string => stage.person(name).answers.at(-1)?.text ?? '';
const exported = async (number: number): Promise<readonly unknown[]> => {
  const incident = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number });
  return incident?.roles.filter(({ forNow }) => !forNow) ?? [];
};

test('nobody answers: asked, reminded, asked again, and still open at the end; nobody is ever shown in the role', async () => {
  const room = await openRoom('Alpha');
  const [ana, cho] = [stage.person('ana'), stage.person('cho')];
  const said = lines(room).length;
  const answer = await ana.command('/incident role fixer @ben', { in: room });
  expect(answer.text).toContain('@ben is asked to be fixer. Until they accept, the role is open.');
  await stage.rest();
  // One message to who is asked, and not a word in the room: the briefing says it.
  expect(lines(room)).toHaveLength(said);
  expect(dms('ben')).toHaveLength(1);
  expect(lastDm('ben')).toContain('@ana asks you to be fixer of INC-1, Alpha.');
  expect(lastDm('ben')).toContain("[Accept] [Can't]");
  expect(briefing(room)).toMatch(/Fixer {2}@ben \(asked \d\d:\d\d, no answer\)/);
  expect(briefing(room)).toMatch(/Not here yet: @ben \(asked \d\d:\d\d\)/);
  const roles = await cho.command('/incident roles', { in: room });
  expect(roles.text).toMatch(/Fixer {2}@ben \(asked \d\d:\d\d, no answer\)/);
  expect(roles.text).toContain('[Ask again] [Page next]');
  expect((await cho.command('/incident brief', { in: room })).text).toMatch(/Fixer {2}@ben \(asked/);
  expect((await ana.command('/incident role fixer @ben', { in: room })).text).toContain(
    '@ben was asked to be fixer at',
  );

  await stage.pass(6 * minute);
  const reminders = () => lines(room).filter((text) => text.includes('Who can take'));
  expect(reminders()).toHaveLength(1);
  expect(reminders()[0]).toMatch(
    /Nobody holds fixer and communicator\. @ben was asked to be fixer \d\d:\d\d, no answer\./,
  );
  expect(reminders()[0]).toContain('[Ask again]');

  await cho.press('Ask again', { in: room, message: ana.reads(room).find((seen) => seen.pinned)?.ts ?? '' });
  await stage.rest();
  expect(dms('ben')).toHaveLength(2);
  expect(lastDm('ben')).toContain('You are asked again: will you be fixer of INC-1, Alpha?');
  expect(briefing(room)).toMatch(/Fixer {2}@ben \(asked \d\d:\d\d, again \d\d:\d\d, no answer\)/);
  await cho.command('/incident roles', { in: room });
  await cho.press('Ask again', { in: room });
  await stage.rest();
  expect(lastAnswer('cho')).toContain('@ben was asked to be fixer at');

  await stage.pass(60 * minute);
  expect(dms('ben')).toHaveLength(2);
  expect(reminders()).toHaveLength(1);
  expect(briefing(room)).toContain('no answer)');
  expect(await exported(1)).toEqual([]);
  await ana.command('/incident cancel a false alarm', { in: room });
  await stage.rest();
  expect(dms('ben')[0]).toContain('It is over: nobody is needed for it any more.');
  expect(dms('ben')[0]).not.toContain('[Accept]');
});

test('Accept: one line in the room, duties, asked into the room; before that the holder keeps it', async () => {
  const room = await openRoom('Bravo');
  await stage.person('cho').press('Take scribe', { in: room });
  await stage.rest();
  const answer = await stage.person('ana').command('/incident role scribe @ben', { in: room });
  expect(answer.text).toContain('Until they accept, @cho keeps it.');
  await stage.rest();
  expect(briefing(room)).toMatch(/Scribe {2}@cho; @ben \(asked/);
  expect(stage.sandbox.channel(room).memberNames).not.toContain('ben');
  const said = lines(room).length;
  await stage.person('ben').press('Accept', { in: 'dm' });
  await stage.rest();
  expect(lines(room).slice(said)).toEqual(['@ben took scribe over from @cho.']);
  expect(briefing(room)).toContain('Scribe  @ben');
  expect(briefing(room)).not.toContain('@cho');
  expect(stage.sandbox.channel(room).memberNames).toContain('ben');
  expect(dms('ben').at(-2)).toContain('You accepted at');
  expect(lastDm('ben')).toContain('You are scribe of INC-2');
  await stage.person('ana').command('/incident role fixer @ben', { in: room });
  await stage.rest();
  await stage.person('ben').press('Accept', { in: 'dm' });
  await stage.rest();
  // Below who was scribe: roles of a few minutes are one line.
  expect(lines(room).at(-1)).toMatch(/^@ben is fixer\.$/m);
});

test('accepted and taken in the same instant: one has it, the message of the other says who', async () => {
  const room = await openRoom('Charlie');
  const [ben, dan] = [stage.person('ben'), stage.person('dan')];
  await stage.person('ana').command('/incident role fixer @ben', { in: room });
  await stage.rest();
  const request = ben.dm().at(-1)?.ts ?? '';
  await Promise.all([ben.press('Accept', { in: 'dm' }), dan.press('Take fixer', { in: room })]);
  await stage.rest();
  const holder = briefing(room).includes('Fixer  @ben') ? 'ben' : 'dan';
  expect(briefing(room)).toContain(`Fixer  @${holder}`);
  expect(lines(room).filter((text) => text.includes('fixer'))).toEqual([`@${holder} is fixer.`]);
  const edited = ben.dm().find(({ ts }) => ts === request)?.text ?? '';
  expect(edited).toContain(holder === 'ben' ? 'You accepted at' : '@dan has it since');
  expect(edited).not.toContain('[Accept]');
  expect(lastAnswer(holder === 'ben' ? 'dan' : 'ben')).toContain(`@${holder} is already fixer`);
});

test('Can’t: who asked hears it; another is asked instead, and whoever is asked no longer knows it', async () => {
  const room = await openRoom('Delta');
  const ana = stage.person('ana');
  await stage.person('dan').press('Take lead', { in: room });
  await ana.command('/incident role fixer @ben', { in: room });
  await stage.rest();
  await stage.person('ben').press("Can't", { in: 'dm' });
  await stage.rest();
  for (const name of ['ana', 'dan']) expect(lastDm(name)).toContain("@ben can't be fixer of INC-4, Delta.");
  expect(briefing(room)).toContain('Fixer  unclaimed');
  await ana.command('/incident role scribe @ben', { in: room });
  await stage.rest();
  const answer = await ana.command('/incident role scribe @cho', { in: room });
  expect(answer.text).toContain('@ben is asked no longer.');
  await stage.rest();
  expect(lastDm('ben')).toContain('You need not be scribe of INC-4, Delta: @cho is asked instead.');
  expect(dms('ben').at(-2)).toContain('@cho is asked instead, since');
  expect(briefing(room)).toMatch(/Scribe {2}@cho \(asked/);
  await ana.command('/incident role scribe none', { in: room });
  await stage.rest();
  expect(lastDm('cho')).toContain('Taken back at');
  expect(briefing(room)).toContain('Scribe  unclaimed');
  await stage.person('cho').press('Take scribe', { in: room });
  await stage.rest();
  expect(lines(room).at(-1)).toMatch(/^@cho is scribe\.$/m);
});

test('Page next: who comes after them in the call tree is fetched', async () => {
  const room = await openRoom('Echo');
  const cho = stage.person('cho');
  await stage.person('ana').command('/incident role fixer @ben', { in: room });
  await stage.rest();
  await cho.press('Page next', { in: room });
  await stage.rest();
  expect(lastAnswer('cho')).toContain('asked. The line in the room shows who answers.');
  expect(lastDm('dan')).toContain('fixer is needed.');
  expect(lines(room).at(-1)).toContain('Paging @dan');
  // The page that runs goes on; nobody is left in this tree.
  await cho.command('/incident roles', { in: room });
  await cho.press('Page next', { in: room });
  await stage.rest();
  expect(lines(room).join('\n')).toContain('Nobody is coming');
  // Dan has a word in the room, and is not missed there any more.
  expect(briefing(room)).toContain('Not here yet: @ben');
  await stage.person('ben').join(room);
  await stage.rest();
  expect(briefing(room)).not.toContain('@ben (asked 09:41)');
  expect(briefing(room)).not.toContain('Not here yet: @ben');
});

test('of a private incident, who is asked is taken into the room first: only there it can be answered', async () => {
  const ana = stage.person('ana');
  await stage.pass(minute);
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Foxtrot');
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  const room = stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';
  await ana.command('/incident role fixer @ben', { in: room });
  await stage.rest();
  await stage.person('ben').press('Accept', { in: 'dm' });
  await stage.rest();
  expect(briefing(room)).toContain('Fixer  @ben');
});
