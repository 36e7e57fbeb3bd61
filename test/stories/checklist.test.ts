import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, briefingOf, messageWith, openRoom, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// The checklist stands in the room: one menu per item, who answered what, and a summary on the briefing.

const items = Array.from(
  { length: 20 },
  (_, index) =>
    `        - { text: "Question ${index + 1} ${'that is long enough to wrap on a phone '.repeat(3)}?", link: "https://wiki.example.org/${index + 1}" }`,
).join('\n');

let stage: Stage;
let long: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  long = await openStage({ config: `checklists:\n  identifying:\n    - title: Long\n      items:\n${items}\n` });
  await openRoom(long);
});
afterAll(async () => {
  await stage.close();
  await long.close();
});

const list = () => messageWith(stage.person('ana'), 'Was something deployed shortly before?').text;

test('answers stand beside their question with who and when, and are summed up on the briefing', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.choose('Was something deployed shortly before?', 'Yes', at);
  await ana.choose('Does a vendor or our cloud report trouble?', 'No', at);
  await ana.choose('Did a certificate, a domain or a token expire?', 'N/A', at);
  await ben.choose('Did we reach an API limit or a quota?', "I'm checking", at);
  await stage.rest();
  expect(list()).toMatch(/deployed shortly before\?.*\n.*Yes — @ben, 10:30/);
  expect(list()).toMatch(/API limit or a quota\?.*\n.*Being checked — @ben, 10:30/);
  const summary = /The usual causes +Suspected: .*deployed.* · Ruled out: .*vendor.* · Open: 5/;
  expect(briefingOf(ana)).toMatch(summary);
  expect(list()).toMatch(summary);
});

test('an answer is changed by choosing again', async () => {
  await stage.person('ana').choose('Was something deployed shortly before?', 'No', at);
  await stage.rest();
  expect(list()).toMatch(/deployed shortly before\?.*\n.*No — @ana/);
  expect(briefingOf(stage.person('ana'))).not.toContain('Suspected: Was something deployed');
});

test('Add note asks for the note and shows it to everybody', async () => {
  const ben = stage.person('ben');
  await ben.choose('Did errors jump in one service, region or version?', 'Add note', at);
  expect(await sendForm(ben, { Note: 'only eu-west' })).toBe('closed');
  await stage.rest();
  expect(list()).toMatch(/one service, region or version\?.*\n.*only eu-west/);
});

test('the button opens the same menus as a form, and an answer there stands in the room', async () => {
  const ben = stage.person('ben');
  await ben.press('Checklist', at);
  const form = await ben.formOpens();
  expect(form.text()).toContain('only eu-west');
  await form.choose('Do the logs show errors that are not usual?', 'Yes');
  await stage.rest();
  expect(form.text()).toMatch(/logs show errors.*\n.*Yes — @ben/);
  expect(list()).toMatch(/logs show errors.*\n.*Yes — @ben/);
  await form.close();
});

test('nothing new is posted by answering', () => {
  const posts = stage
    .person('ana')
    .reads(room)
    .filter(
      (message) => message.author === 'muster' && message.text.includes('Was something deployed shortly before?'),
    );
  expect(posts.length).toBe(1);
});

test('nine lists with long links: each question, each answer and the way to the links stay', async () => {
  const lists = Array.from({ length: 9 }, (_, list) => {
    const asked = [1, 2].map((n) => {
      const link = `https://wiki.example.org/${list}/${n}/${'a'.repeat(520)}`;
      return `        - { text: "Is part ${list * 2 + n} down?", link: "${link}" }`;
    });
    return `    - title: List ${list + 1}\n      items:\n${asked.join('\n')}`;
  });
  const many = await openStage({ config: `checklists:\n  identifying:\n${lists.join('\n')}\n` });
  try {
    await openRoom(many, 'ben');
    const ben = many.person('ben');
    const shown = () => messageWith(ben, 'Is part 1 down?').text;
    expect(shown().match(/Is part \d+ down\? +open/g)).toHaveLength(18);
    for (let n = 1; n <= 18; n += 1) {
      await ben.choose(`Is part ${n} down?`, 'Yes', at);
      await many.rest();
    }
    // Slack takes edits of a message at a pace.
    await many.pass(minute);
    expect(shown().match(/List \d\n/g)).toHaveLength(9);
    expect(shown().match(/Is part \d+ down\?.*\n.*Yes — @ben, 09:30/g)).toHaveLength(18);
    expect(shown()).toContain('Links are in the form.');
    await ben.press('Checklist', at);
    const form = await ben.formOpens();
    expect(form.text().match(/Is part \d+ down\? +open/g)).toHaveLength(18);
    await form.close();
  } finally {
    await many.close();
  }
});

test('twenty long items with links each have their menu', async () => {
  const ana = long.person('ana');
  const shown = messageWith(ana, 'Question 20').text;
  expect(shown.match(/\[Answer ▾\]/g)?.length).toBe(20);
  expect(shown.match(/wiki\.example\.org|open/g)?.length).toBeGreaterThanOrEqual(20);
  await ana.choose('Question 20', 'Yes', at).catch(async () => {
    const label = shown.split('\n').find((line) => line.includes('Question 20')) ?? '';
    await ana.choose(label.replace(/ +(open.*|\[Answer.*)$/, '').trim(), 'Yes', at);
  });
  await long.rest();
  expect(messageWith(ana, 'Question 20').text).toMatch(/Question 20[^\n]*\n.*Yes — @ana/);
});
