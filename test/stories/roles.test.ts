import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { minute, openStage, type Stage } from '../support/war-room.ts';

const config = `
roles:
  responder: { duties: "You lend a hand.", holders: 2 }
`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ config });
}, 60_000);
afterAll(() => stage?.close());
// Rooms one after the other share Slack's minute: without time between them the last would wait for it.
beforeEach(() => stage.pass(20_000));

/** A room of its own for a story, with everybody in it. */
async function openRoom(title: string): Promise<string> {
  await stage.person('ana').command(`/incident new sev3 ${title}`);
  await stage.rest();
  const room = stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';
  for (const name of ['ben', 'cho', 'dan']) await stage.person(name).join(room);
  await stage.rest();
  return room;
}

const briefing = (room: string): string =>
  stage
    .person('ana')
    .reads(room)
    .find((seen) => seen.pinned)?.text ?? '';
/** The lines that the bot has said in the room, to all. */
const lines = (room: string): readonly string[] =>
  stage
    .person('ana')
    .reads(room)
    .filter((seen) => seen.author === 'muster' && !seen.ephemeral && !seen.pinned && seen.subtype === undefined)
    .map((seen) => seen.text);
const reminders = (room: string): readonly string[] => lines(room).filter((text) => text.includes('Who can take'));
const lastAnswer = (name: string): string => stage.person(name).answers.at(-1)?.text ?? '';

test('a press takes a free role; the room and the briefing say so', async () => {
  const room = await openRoom('Alpha');
  await stage.person('ben').press('Take fixer', { in: room });
  await stage.rest();
  expect(lines(room)).toContain('@ben is fixer.');
  expect(briefing(room)).toContain('Fixer  @ben');
  // The lead "for now" is no holder in anybody's way.
  await stage.person('cho').press('Take lead', { in: room });
  await stage.rest();
  expect(briefing(room)).toContain('Lead  @cho');
  expect(briefing(room)).not.toContain('for now (declared it)');
});

test('a role that somebody holds asks first, and the holder is named', async () => {
  const room = await openRoom('Bravo');
  const dan = stage.person('dan');
  await stage.person('ben').press('Take fixer', { in: room });
  await stage.rest();
  // On the briefing: the brief that Dan got on entering is older, and finds out when pressed.
  const message = dan.reads(room).find(({ pinned }) => pinned)?.ts ?? '';
  await dan.press('Take fixer', { in: room });
  await stage.rest();
  expect(dan.answers.at(-1)?.text).toContain('is already fixer');
  await expect(dan.press('Take fixer', { in: room, message })).rejects.toThrow('asks first: Take fixer over?');
  await dan.press('Take fixer', { in: room, message, confirm: false });
  await stage.rest();
  expect(briefing(room)).toContain('Fixer  @ben');
  await dan.press('Take fixer', { in: room, message, confirm: true });
  await stage.rest();
  expect(lines(room)).toContain('@dan took fixer over from @ben.');
  expect(briefing(room)).toContain('Fixer  @dan');
});

test('two press in the same instant: one has it, the other is told who, and may take over', async () => {
  const room = await openRoom('Charlie');
  const [ben, dan] = [stage.person('ben'), stage.person('dan')];
  await Promise.all([ben.press('Take scribe', { in: room }), dan.press('Take scribe', { in: room })]);
  await stage.rest();
  const holder = briefing(room).includes('Scribe  @ben') ? 'ben' : 'dan';
  const other = holder === 'ben' ? 'dan' : 'ben';
  expect(briefing(room)).toContain(`Scribe  @${holder}`);
  expect(lines(room).filter((text) => text.includes('scribe'))).toEqual([`@${holder} is scribe.`]);
  expect(lastAnswer(other)).toContain(`@${holder} is already scribe, since`);
  expect(lastAnswer(other)).toContain('[Take over]');
  await stage.person(other).press('Take over', { in: room });
  await stage.rest();
  expect(briefing(room)).toContain(`Scribe  @${other}`);
});

test('a card that is behind the times: who has it now is named, and nobody is thrown out unasked', async () => {
  const room = await openRoom('Delta');
  const [ben, cho, dan] = [stage.person('ben'), stage.person('cho'), stage.person('dan')];
  // One of them loses a race and keeps the answer "ben is already scribe"; meanwhile cho takes over.
  await Promise.all([ben.press('Take scribe', { in: room }), dan.press('Take scribe', { in: room })]);
  await stage.rest();
  const [holder, late] = briefing(room).includes('Scribe  @ben') ? [ben, dan] : [dan, ben];
  await cho.press('Take scribe', { in: room, confirm: true });
  await stage.rest();
  await late.press('Take over', { in: room });
  await stage.rest();
  expect(lastAnswer(late.profile.name)).toContain('@cho is already scribe');
  expect(lines(room)).toContain(`@cho took scribe over from @${holder.profile.name}.`);
  expect(lines(room).filter((text) => text.includes('scribe'))).toHaveLength(2);
  expect(briefing(room)).toContain('Scribe  @cho');
});

test('by command: given, handed over, freed; wrong names are answered with the right form', async () => {
  const room = await openRoom('Echo');
  const ana = stage.person('ana');
  await ana.command('/incident role scribe @cho', { in: room });
  await stage.rest();
  await stage.person('cho').press('Accept', { in: 'dm' });
  await stage.rest();
  expect(lines(room)).toContain('@cho is scribe.');
  expect(stage.person('cho').dm().at(-1)?.text).toContain('You are scribe of');
  await stage.person('cho').command('/incident role scribe @dan', { in: room });
  await stage.rest();
  expect(briefing(room)).toContain('Scribe  @cho; @dan (asked');
  await stage.person('dan').press('Accept', { in: 'dm' });
  await stage.rest();
  expect(lines(room)).toContain('@dan took scribe over from @cho.');
  // The person may stand first, with a word between.
  await ana.command('/incident role @ben as fixer', { in: room });
  await stage.rest();
  expect(briefing(room)).toContain('Fixer  @ben (asked');
  await ana.command('/incident role scribe none', { in: room });
  await stage.rest();
  expect(lines(room)).toContain('@dan is no longer scribe, by @ana.');
  expect(briefing(room)).toContain('Scribe  unclaimed');

  const said = lines(room).length;
  for (const [typed, answer] of [
    ['role scribe none', 'Nobody holds scribe.'],
    ['role driver @ben', 'There is no role “driver”. Roles: lead, fixer, communicator, scribe, responder.'],
    ['role scribe ben', 'Name a person with @'],
    ['role @ben', 'Say which role: `/incident role fixer @ben`. Roles: lead, fixer'],
    ['role ben scribe', 'Name a person with @'],
    ['role scribe @ben @cho', 'The role scribe has one holder: nobody was asked, and nothing changed.'],
    ['role scribe @ben @cho', '`/incident role scribe` @ben or `/incident role scribe` @cho'],
    ['role responder @ben @cho', 'has at most 2 holders, each asked by a line of their own: nobody was asked'],
    ['role scribe', 'Say who: `/incident role fixer @ben`'],
    ['role scribe @gus', 'A role goes to a full member of the workspace'],
    ['role scribe @muster', 'A role goes to a full member of the workspace'],
  ] as const) {
    const seen = await ana.command(`/incident ${typed}`, { in: room });
    expect(seen.ephemeral).toBe(true);
    expect(seen.text).toContain(answer);
  }
  await stage.rest();
  expect(lines(room)).toHaveLength(said);
});

test('who steps down frees the role, by direct message or in the room', async () => {
  const room = await openRoom('Foxtrot');
  const cho = stage.person('cho');
  await cho.press('Take communicator', { in: room });
  await stage.rest();
  await cho.press('Step down', { in: 'dm' });
  await stage.rest();
  expect(lines(room)).toContain('@cho stepped down as communicator.');
  expect(briefing(room)).toContain('Communicator  unclaimed');
  // The same button once more changes nothing and says so.
  await cho.press('Step down', { in: 'dm' });
  await stage.rest();
  expect(lines(room).filter((text) => text.includes('stepped down'))).toHaveLength(1);
});

test('one person may hold several roles', async () => {
  // Slack takes fifty edits a minute: so many stories in one would have to wait.
  await stage.pass(minute);
  const room = await openRoom('Golf');
  const ben = stage.person('ben');
  for (const role of ['fixer', 'scribe', 'lead']) {
    await ben.press(`Take ${role}`, { in: room });
    await stage.rest();
  }
  for (const part of ['Lead  @ben', 'Fixer  @ben', 'Scribe  @ben']) expect(briefing(room)).toContain(part);
  const roles = await ben.command('/incident roles', { in: room });
  expect(roles.ephemeral).toBe(true);
  expect(roles.text).toContain('Communicator  unclaimed');
  expect(roles.text).toContain('[Step down as fixer]');
});

test('a role of one own, for two at once: the third is asked first', async () => {
  const room = await openRoom('Hotel');
  for (const name of ['ben', 'cho']) {
    await stage.person(name).press('Take responder', { in: room });
    await stage.rest();
  }
  expect(briefing(room)).toContain('Responder  @ben, @cho');
  expect(stage.person('cho').dm().at(-1)?.text).toContain('You lend a hand.');
  await stage.person('dan').press('Take responder', { in: room, confirm: true });
  await stage.rest();
  expect(briefing(room)).toContain('Responder  @cho, @dan');
});

test('nobody takes a role: the room is reminded once; snoozed, it is reminded again', async () => {
  const room = await openRoom('India');
  await stage.pass(4 * minute);
  expect(reminders(room)).toEqual([]);
  await stage.person('ben').press('Take communicator', { in: room });
  await stage.pass(2 * minute);
  expect(reminders(room)).toHaveLength(1);
  expect(reminders(room)[0]).toContain('@ana is lead only for now. Nobody holds fixer. Who can take them?');
  await stage.pass(10 * minute);
  expect(reminders(room)).toHaveLength(1);

  await stage.person('dan').press('Snooze 15 min', { in: room });
  await stage.rest();
  expect(lastAnswer('dan')).toContain('the reminder comes back at');
  await stage.pass(14 * minute);
  expect(reminders(room)).toHaveLength(1);
  await stage.person('ben').press('Take fixer', { in: room });
  await stage.pass(2 * minute);
  // What was taken meanwhile is not asked for again.
  expect(reminders(room)).toHaveLength(2);
  expect(reminders(room)[1]).toContain('@ana is lead only for now. Who can take it?');
});

test('nobody reacts for an hour: one reminder, no more, and the room stands as it was', async () => {
  const room = await openRoom('Juliet');
  await stage.pass(60 * minute);
  expect(reminders(room)).toHaveLength(1);
  expect(reminders(room)[0]).toContain('Nobody holds fixer and communicator.');
  expect(briefing(room)).toContain('Fixer  unclaimed');
  // It falls free once more: that is another time.
  await stage.person('dan').press('Take fixer', { in: room });
  await stage.rest();
  await stage.person('ana').command('/incident role fixer none', { in: room });
  await stage.pass(7 * minute);
  expect(reminders(room)).toHaveLength(2);
  expect(reminders(room)[1]).toContain('Nobody holds fixer. Who can take it?');
});
