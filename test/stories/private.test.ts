import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { postsFinish } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

const secret = 'inc-2-payroll-was-copied';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  // The announcements channel is in use: what is private does not appear beside what is not.
  await stage.person('ben').command('/incident new sev3 Search finds nothing');
  await stage.rest();
  const ana = stage.person('ana');
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Payroll was copied');
  await form.choose('Severity', 'SEV1 · Critical');
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
}, 60_000);
afterAll(() => stage?.close());

/** Everything that somebody outside has seen or can find. */
async function everythingFor(name: string): Promise<string> {
  const person = stage.person(name);
  // Answers to what they themselves asked about are no discovery.
  person.reload();
  await person.home();
  await stage.rest();
  const list = await person.command('/incident list');
  await person.command('/incident Payroll copied to a stranger');
  const form = (await person.formOpens()).text();
  await person.modal?.close();
  const channels = stage.sandbox.channelNames.filter((channel) => !stage.sandbox.channel(channel).isPrivate);
  const read = channels.map((channel) => person.transcript(channel));
  // What they typed themselves does not count.
  return [person.homeView, list.text, form, ...read, ...person.dm().map((seen) => seen.raw)]
    .join('\n')
    .replaceAll('Payroll copied to a stranger', '');
}

/** Ana declares in private, and asks these in, who write a line each. */
async function privateRoom(title: string, ...others: readonly string[]): Promise<string> {
  const ana = stage.person('ana');
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', title);
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
  const room = stage.sandbox.channelNames.at(-1) ?? '';
  for (const name of others) {
    await ana.invite(room, name);
    await stage.person(name).say('I am here', { in: room });
  }
  await stage.rest();
  return room;
}

test('a private incident has a private channel, with who declared it inside', () => {
  const { isPrivate, memberNames } = stage.sandbox.channel(secret);
  expect(isPrivate).toBe(true);
  expect(memberNames).toEqual(['muster', 'ana']);
  expect(() => stage.person('ben').reads(secret)).toThrow('channel_not_found');
  const briefing = stage
    .person('ana')
    .reads(secret)
    .find((seen) => seen.pinned);
  expect(briefing?.text).toContain('INC-2 · SEV1 · Payroll was copied');
  expect(briefing?.text).toContain('Private: only members of this channel see it.');
});

test('nobody else finds it: not announced, not in the list, the home, the form or a message', async () => {
  const seen = await everythingFor('ben');
  expect(seen).toContain('INC-1');
  expect(seen).not.toContain('Payroll');
  expect(seen).not.toContain('payroll');
  expect(seen).not.toContain('INC-2');
});

test('who is inside finds it in the list and at home', async () => {
  const seen = await everythingFor('ana');
  expect(seen).toContain('INC-2 · SEV1 · Payroll was copied');
  expect(seen).toContain('· private');
});

test('commands that name it say the same to others as if it did not exist', async () => {
  const ben = stage.person('ben');
  const none = (await ben.command('/incident brief INC-77')).text;
  for (const word of [
    'brief',
    'timeline',
    'roles',
    'export',
    'note something',
    'contained',
    'severity sev4',
    'role lead @ben',
  ]) {
    const [first, ...rest] = word.split(' ');
    const seen = await ben.command(`/incident ${first} INC-2 ${rest.join(' ')}`.trim());
    expect([word, seen.text]).toEqual([word, none.replaceAll('INC-77', 'INC-2')]);
  }
  await stage.rest();
  expect(
    stage
      .person('ana')
      .reads(secret)
      .find((seen) => seen.pinned)?.text,
  ).toContain('INC-2 · SEV1');
  const brief = await stage.person('ana').command('/incident brief INC-2');
  expect(brief.text).toContain('Payroll was copied');
});

test('the bot is taken out of it: who declared hears so, and nobody outside', async () => {
  const ana = stage.person('ana');
  await ana.kick(secret, 'muster');
  await stage.rest();
  expect(ana.dm().filter(({ text }) => text.includes('took me out of its room'))).toHaveLength(1);
  expect(await everythingFor('ben')).not.toContain('INC-2');
  await ana.invite(secret, 'muster');
  await stage.rest();
  expect(ana.transcript(secret)).toContain('Muster is in the room again, asked in by @ana.');
});

test('what happens in it reaches nobody outside, also when it grows worse and is resolved', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident severity sev2 smaller than thought', { in: secret });
  await ana.command('/incident severity sev1 larger again', { in: secret });
  await ana.say('The copies went to a partner.', { in: secret });
  await ana.press('Contained', { in: secret });
  await stage.rest();
  await ana.press('Resolved', { in: secret });
  await (await ana.formOpens()).submit();
  await stage.pass(minute);
  expect(ana.transcript(secret)).toContain('Resolved at');
  for (const name of ['ben', 'dan']) {
    const seen = await everythingFor(name);
    expect(seen).not.toContain('Payroll');
    expect(seen).not.toContain('INC-2');
    expect(seen).not.toContain('partner');
  }
});

test('who is asked in by a member reads the brief, and can work', async () => {
  const cho = stage.person('cho');
  await stage.person('ana').invite(secret, 'cho');
  await stage.rest();
  const briefs = cho.reads(secret).filter((seen) => seen.ephemeral);
  expect(briefs).toHaveLength(1);
  expect(briefs[0]?.text).toContain('Payroll was copied');
  const brief = await cho.command('/incident brief INC-2');
  expect(brief.text).toContain('Payroll was copied');
});

test('who was taken out of it is not asked what they remember: members are', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  const room = await privateRoom('Salaries are shown', 'ben', 'cho');
  await ana.kick(room, 'ben');
  await ana.command('/incident title Salaries were shown to Ben of Sales', { in: room });
  await ana.command('/incident resolved', { in: room });
  await (await ana.formOpens()).submit();
  await stage.rest();
  await postsFinish(stage);
  const asked = (person: typeof ana) => person.dm().filter(({ text }) => text.includes('Salaries were shown')).length;
  expect([asked(ana), asked(cho), asked(ben)]).toEqual([1, 1, 0]);
});

test.each([
  ['archived', 'a.keys', 'INC-4'],
  ['one that the bot was taken out of', 'b.keys', 'INC-5'],
])(
  'a new room, the old one being %s: its people are in it and can work, who was taken out is not',
  async (why, title, name) => {
    const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
    const old = await privateRoom(title, 'ben', 'cho');
    await ana.kick(old, 'cho');
    await stage.rest();
    if (why === 'archived') await ana.archive(old);
    else await ana.kick(old, 'muster');
    await stage.rest();
    await ana.command(`/incident reopen ${name} by mistake`, { in: 'general' });
    await stage.rest();
    const fresh = `${old}-2`;
    expect(stage.sandbox.channel(fresh).memberNames.toSorted()).toEqual(['ana', 'ben', 'muster']);
    expect((await ben.command(`/incident brief ${name}`, { in: 'general' })).text).toContain(title);
    expect((await cho.command(`/incident brief ${name}`, { in: 'general' })).text).toContain('that you can see');
  },
);
