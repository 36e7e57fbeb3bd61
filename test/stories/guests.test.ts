import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, type Stage } from '../support/war-room.ts';

const room = 'inc-1-checkout-returns-500s';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    sandbox: {
      people: [
        { name: 'ana', zone: 'Europe/Berlin' },
        { name: 'ben', zone: 'Europe/London' },
        { name: 'gus', zone: 'Europe/London', guest: true },
        { name: 'sue', zone: 'America/New_York', stranger: true },
      ],
      channels: [
        { name: 'general', members: ['ana', 'ben'] },
        { name: 'incidents', members: ['ben'] },
      ],
    },
  });
  await stage.person('ana').command('/incident new sev2 Checkout returns 500s');
  await stage.rest();
  await stage.person('ana').invite(room, 'gus', 'sue');
  await stage.rest();
}, 60_000);
afterAll(() => stage?.close());

const briefing = (): string =>
  stage
    .person('ana')
    .reads(room)
    .find((seen) => seen.pinned)?.text ?? '';
const refusal = 'You are a guest here: what you write in a war room is on the record';

test('a guest who presses is told why not, and nothing changes', async () => {
  const before = briefing();
  for (const name of ['gus', 'sue']) {
    const person = stage.person(name);
    for (const label of ['Take fixer', 'Contained', 'Resolved', 'Edit', 'Send update']) {
      const answers = person.answers.length;
      await person.press(label, { in: room });
      await stage.rest();
      expect([label, person.answers.length]).toEqual([label, answers + 1]);
      expect(person.answers.at(-1)?.text).toContain(refusal);
      expect(person.answers.at(-1)?.ephemeral).toBe(true);
      expect(person.modal).toBeNull();
    }
  }
  expect(briefing()).toBe(before);
});

test('a guest cannot answer a checklist', async () => {
  const before = briefing();
  const gus = stage.person('gus');
  await gus.choose('Is an internal monitor alerting?', 'Yes', { in: room });
  await stage.rest();
  expect(gus.answers.at(-1)?.text).toContain(refusal);
  expect(briefing()).toBe(before);
});

test('a guest who types a command is told so, and nothing happens', async () => {
  const gus = stage.person('gus');
  const channels = stage.sandbox.channelNames.length;
  for (const typed of [
    'new sev1 All is lost',
    'note all is lost',
    'severity sev1',
    'role lead @gus',
    'cancel it',
    'list',
  ]) {
    const seen = await gus.command(`/incident ${typed}`, { in: room });
    expect([typed, seen.ephemeral, seen.text.includes(refusal)]).toEqual([typed, true, true]);
  }
  await stage.rest();
  expect(stage.sandbox.channelNames).toHaveLength(channels);
  expect(briefing()).toContain('INC-1 · SEV2');
});

test('a guest who uses a shortcut is told so by direct message, and no form opens', async () => {
  const gus = stage.person('gus');
  await gus.shortcut('Declare incident');
  await stage.rest();
  expect(gus.modal).toBeNull();
  expect(gus.dm().at(-1)?.text).toContain(refusal);
});

test('a guest can be given nothing: no role, no ask, no page, typed or in a form; and their home shows no incident', async () => {
  const ana = stage.person('ana');
  for (const name of ['gus', 'sue']) {
    const role = await ana.command(`/incident role fixer @${name}`, { in: room });
    expect(role.text).toContain('guests and apps cannot hold one');
    const ask = await ana.command(`/incident ask @${name} restart it`, { in: room });
    expect(ask.text).toContain('A guest can change nothing here');
    const page = await ana.command(`/incident page @${name} come`, { in: room });
    expect(page.text).toContain(`@${name} is a guest here and could take no role; nobody was asked. Page a member`);
    await ana.command('/incident page', { in: room });
    const form = await ana.formOpens();
    await form.choose('Or a person', name);
    expect(JSON.stringify(await form.submit())).toContain(`${name} is a guest here and could take no role`);
    await form.cancel();
    await stage.rest();
    expect(ana.transcript(room)).not.toContain('Paging');
    await ana.command('/incident', { in: room });
    await ana.press('Give a role', { in: room });
    const giving = await ana.formOpens();
    await giving.choose('Role', 'fixer');
    await giving.choose('Who', name);
    expect(JSON.stringify(await giving.submit())).toContain('guests and apps cannot hold one');
    await giving.cancel();
    await stage.person(name).home();
    await stage.rest();
    expect(stage.person(name).homeView).not.toContain('INC-1');
  }
  expect(briefing()).toMatch(/Fixer +unclaimed/);
  expect(briefing()).toMatch(/Guests here: .*@sue \(of another organisation\)/);
});

test('what guests write is on the record, and the files name them as guests', async () => {
  await stage.person('gus').say('Our shop in Graz fails too.', { in: room });
  await stage.person('sue').say('Same with us in Linz.', { in: room });
  await stage.person('ben').join(room);
  await stage.person('ben').say('Noted, thanks.', { in: room });
  await stage.rest();
  const ana = stage.person('ana');
  await ana.command('/incident export', { in: room });
  await stage.rest();
  const files = ana.reads(room).flatMap((seen) => seen.files);
  const file = files.find(({ name }) => name === 'INC-1-timeline.md');
  if (file === undefined) throw new Error(`no timeline among ${files.map(({ name }) => name).join(', ')}`);
  const text = await ana.download(file);
  const line = (words: string): string => text.split('\n').find((one) => one.includes(words)) ?? '';
  expect(line('Our shop in Graz')).toMatch(/gus \(guest\)/);
  expect(line('Same with us in Linz')).toMatch(/sue \(guest\)/);
  expect(line('Noted, thanks')).toContain('ben');
  expect(line('Noted, thanks')).not.toContain('guest');
});

test("a guest's pushpin or pin makes no key event, and tells only them why; a member's does", async () => {
  const [ana, gus, sue] = [stage.person('ana'), stage.person('gus'), stage.person('sue')];
  const said = await ana.say('The pool is exhausted', { in: room });
  const told = (name: string) =>
    stage
      .person(name)
      .reads(room)
      .filter((seen) => seen.ephemeral && seen.text.includes(refusal)).length;
  const before = { gus: told('gus'), sue: told('sue'), ben: told('ben') };
  await gus.react(said, 'pushpin');
  await gus.pin(said);
  await sue.react(said, 'pushpin');
  await stage.rest();
  await expectTimeline('The pool is exhausted', false);
  const memo = ana.reads(room).find(({ ts }) => ts === said.ts)?.reactions;
  expect(memo?.some(({ name }) => name === 'memo')).toBe(false);
  // Once each, however many marks they set.
  expect({ gus: told('gus'), sue: told('sue'), ben: told('ben') }).toEqual({
    gus: before.gus + 1,
    sue: before.sue + 1,
    ben: before.ben,
  });
  await ana.react(said, 'pushpin');
  await stage.rest();
  await expectTimeline('The pool is exhausted', true);
  await gus.unreact(said, 'pushpin');
  await stage.rest();
  await expectTimeline('The pool is exhausted', true);
});

test("a guest's pushpin that nobody heard is no key event either, when it is read back", async () => {
  const [ana, gus] = [stage.person('ana'), stage.person('gus')];
  const [theirs, ours] = [
    await ana.say('Read back with the mark of a guest', { in: room }),
    await ana.say('Read back with the mark of a member', { in: room }),
  ];
  await stage.rest();
  stage.sandbox.faults.deliveries({ lose: 1 });
  await gus.react(theirs, 'pushpin');
  await ana.react(ours, 'pushpin');
  await stage.rest();
  stage.sandbox.faults.clear();
  await stage.restart();
  await stage.pass(5000);
  await expectTimeline('Read back with the mark of a member', true);
  await expectTimeline('Read back with the mark of a guest', false);
});

async function expectTimeline(words: string, shown: boolean): Promise<void> {
  const { text } = await stage.person('ana').command('/incident timeline', { in: room });
  await stage.rest();
  expect([words, text.includes(words)]).toEqual([words, shown]);
}
