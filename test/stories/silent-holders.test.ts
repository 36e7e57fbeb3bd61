import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, botPosts, briefingOf, messageWith, openRoom, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// A holder goes silent while others talk, or has been at it for hours: the room must know, and be told once.

const config = (id: (name: string) => string) => `
people:
  cho: { slack: ${id('cho')}, phone: "+82 2 555 0002", place: Seoul }
roles:
  fixer: { silent_after: none, hand_over_after: none }
`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ config });
  await openRoom(stage, 'ben', 'cho', 'dan');
  await stage.person('cho').press('Take scribe', at);
  await stage.person('ben').press('Take fixer', at);
  await stage.person('ana').press('Take lead', at);
  await stage.rest();
}, 60_000);
afterAll(() => stage?.close());

const told = () => botPosts(stage.person('ana')).filter(({ text }) => /No word from|was silent/.test(text));
const dmsWith = (name: string, words: string) =>
  stage
    .person(name)
    .dm()
    .filter(({ text }) => text.includes(words));
/** The lead talks, a word every five minutes. */
async function talk(minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 5) {
    await stage.person('ana').say(`still at it, ${left}`, at);
    await stage.pass(Math.min(left, 5) * minute);
  }
}

test('nobody talks: nobody is missed', async () => {
  await stage.pass(40 * minute);
  expect(told()).toEqual([]);
});

test('nobody answers: one line, with both buttons, and the number for who leads alone; not a second one in an hour', async () => {
  await talk(5);
  await stage.pass(minute);
  expect(told().map(({ text }) => text)).toEqual([
    expect.stringMatching(/^No word from @cho \(scribe\) for 15 min, since/),
  ]);
  expect(told()[0]?.buttons).toEqual(["I'm here", 'Take over']);
  expect(dmsWith('ana', '+82 2 555 0002, Seoul')).toHaveLength(1);
  expect(dmsWith('ben', '+82')).toHaveLength(0);
  expect(stage.person('ana').transcript(room)).not.toContain('555');
  await talk(60);
  expect(told()).toHaveLength(1);
  expect(dmsWith('ana', '+82')).toHaveLength(1);
  // The fixer has not said a word either: that is how they want it.
  expect(stage.person('ana').transcript(room)).not.toContain('No word from @ben');
});

test('a word ends it: the line is edited; the next silence is told again, and a press ends that', async () => {
  const cho = stage.person('cho');
  await cho.say('Back, my battery was empty.', at);
  await stage.pass(2 * minute);
  expect(told().map(({ text }) => text)).toEqual([
    expect.stringMatching(/^@cho \(scribe\) was silent from .* and is back since/),
  ]);
  expect(told()[0]?.buttons).toEqual([]);
  await talk(20);
  expect(told()).toHaveLength(2);
  const line = messageWith(cho, 'No word from @cho');
  await stage.person('dan').press("I'm here", { ...at, message: line.ts });
  await stage.rest();
  expect(stage.person('dan').answers.at(-1)?.text).toContain('Only @cho can answer this.');
  await cho.press("I'm here", { ...at, message: line.ts });
  await stage.rest();
  expect(messageWith(cho, 'and is back since').ts).toBe(line.ts);
});

test('Take over: somebody else has the role, and the line says so', async () => {
  await talk(20);
  expect(told()).toHaveLength(3);
  const line = messageWith(stage.person('dan'), 'No word from @cho');
  await stage.person('dan').press('Take over', { ...at, message: line.ts });
  await stage.rest();
  expect(briefingOf(stage.person('ana'))).toContain('Scribe  @dan');
  expect(told().at(-1)?.text).toContain('@dan has scribe now.');
});

test('after two hours in a role a hand-over is offered, once in two hours, and only to who holds it', async () => {
  const offers = (name: string) => dmsWith(name, 'Is it time to hand over');
  // Ana leads since half past nine, by her clock half past ten; two and a half hours have passed.
  expect(offers('ana').map(({ text }) => text)).toEqual([
    expect.stringMatching(/You are lead of INC-1, .*, since 10:30/),
  ]);
  // Cho was scribe for two hours before Dan took over.
  // What it asks of her is settled since.
  expect(offers('cho')).toHaveLength(0);
  const [settled] = dmsWith('cho', 'You were asked whether to hand over scribe');
  expect(settled?.text).toContain('you need not do anything');
  expect(settled?.buttons).toEqual([]);
  for (const name of ['ben', 'dan']) expect(offers(name)).toHaveLength(0);
  await stage.pass(60 * minute);
  expect(offers('ana')).toHaveLength(1);
  await stage.pass(70 * minute);
  expect(offers('ana').map(({ buttons }) => buttons)).toEqual([['Hand over', 'Step down']]);
  expect(dmsWith('ana', 'You are asked anew below')[0]?.buttons).toEqual([]);
  expect(offers('dan').map(({ text }) => text)).toEqual([expect.stringContaining('You are scribe of INC-1')]);
  expect(offers('ben')).toHaveLength(0);
  const entries = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  const kept = entries.filter(({ kind }) => kind === 'role').map(({ text }) => text);
  for (const words of ['No word from', 'is here.', 'said something again', 'was offered to hand over']) {
    expect(kept.some((text) => text.includes(words))).toBe(true);
  }
  const dan = stage.person('dan');
  const posts = dan.dm().length;
  // The end settles it too; when that was a mistake it stands again, and nobody is written to anew.
  await stage.person('ben').command('/incident resolved', at);
  await sendForm(stage.person('ben'), {});
  await stage.rest();
  expect(dmsWith('dan', 'It is over: you need not do anything')[0]?.buttons).toEqual([]);
  await stage.person('ben').press('Undo', at);
  await stage.rest();
  expect(offers('dan').map(({ buttons }) => buttons)).toEqual([['Hand over', 'Step down']]);
  expect(dan.dm()).toHaveLength(posts);
});
