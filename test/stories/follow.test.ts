import { afterAll, expect, test } from '@jest/globals';
import { at, botPosts, briefingOf, openRoom, postsFinish, resolve, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Everybody else hears the news by direct message, and the room stays quiet.

const people = ['ana', 'ben', 'cho', 'dan', 'eva', 'fay', 'hal'].map((name) => ({ name, zone: 'Europe/London' }));
const sandbox = {
  people: [
    ...people,
    { name: 'gus', zone: 'Europe/London', guest: true },
    { name: 'sue', zone: 'UTC', stranger: true },
  ],
};
const incidents = { in: 'incidents' };

let stage: Stage;
afterAll(() => stage?.close());

async function begin(config = ''): Promise<void> {
  stage = await openStage({ sandbox, config });
  await openRoom(stage, 'ben');
}
const stateNow = async () => {
  const incident = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  if (incident === null) throw new Error('no incident');
  return incident;
};
const followers = async () => ((await stateNow()).followers ?? []).map(({ user }) => user);
const idOf = (name: string): string => stage.person(name).profile.id;
const dms = (name: string): readonly string[] =>
  stage
    .person(name)
    .dm()
    .map(({ text }) => text);
const lastAnswer = (name: string): string => stage.person(name).answers.at(-1)?.text ?? '';
async function press(name: string, label: string, where: Parameters<ReturnType<Stage['person']>['press']>[1]) {
  await stage.person(name).press(label, where);
  await stage.rest();
}
async function update(name: string, happened: string): Promise<void> {
  await stage.person(name).command('/incident update', at);
  await sendForm(stage.person(name), { 'What happened?': happened });
  await stage.rest();
}

test('nobody presses: the announcement offers it, and nobody is written to', async () => {
  await begin();
  const announced = stage
    .person('eva')
    .reads('incidents')
    .find(({ buttons }) => buttons.includes('Join'));
  expect(announced?.buttons).toEqual(['Join', 'Follow']);
  await stage.person('ana').command('/incident severity sev2 only the EU', at);
  await stage.person('ana').command('/incident severity sev1 and the US', at);
  await stage.rest();
  for (const name of ['eva', 'fay', 'hal']) expect(dms(name)).toEqual([]);
  expect(await followers()).toEqual([]);
});

test('Follow: one message that says how it stands and where questions go; a second press does nothing', async () => {
  await press('eva', 'Follow', incidents);
  expect(dms('eva')).toHaveLength(1);
  expect(dms('eva')[0]).toContain('You follow this incident now.');
  expect(dms('eva')[0]).toMatch(
    /Questions +Until somebody is communicator: @ana \(lead\), by direct message and not into the/,
  );
  expect(stage.sandbox.channel(room).memberNames).not.toContain('eva');
  await press('eva', 'Follow', incidents);
  expect(lastAnswer('eva')).toMatch(/You follow already, since \d\d:\d\d/);
  expect(stage.person('eva').answers.at(-1)?.ephemeral).toBe(true);
  expect(dms('eva')).toHaveLength(1);
});

test('updates are edited in, and so is whom to ask; severity and phase are a message each, and no more', async () => {
  await stage.person('ben').command('/incident role communicator @ben', at);
  await update('ben', 'Cards fail in the EU.');
  expect(dms('eva')).toHaveLength(1);
  expect(dms('eva')[0]).toContain('Cards fail in the EU.');
  expect(dms('eva')[0]).toContain('Go to @ben (communicator), not into the room.');
  const heard = stage.person('eva').notifications.length;
  await stage.person('ana').command('/incident severity sev2 only the EU', at);
  await stage.rest();
  expect(dms('eva')).toHaveLength(2);
  expect(dms('eva')[1]).toContain('SEV1 → SEV2.');
  expect(dms('eva')[1]).toContain('Cards fail in the EU.');
  expect(stage.person('eva').notifications.length).toBe(heard + 1);
  await stage.person('ana').command('/incident title Cards fail in the EU', at);
  await stage.rest();
  expect(dms('eva')).toHaveLength(2);
  expect(dms('eva')[1]).toContain('INC-1 · SEV2 · Cards fail in the EU');
  await press('ben', 'Contained', at);
  expect(dms('eva')).toHaveLength(3);
  expect(dms('eva')[2]).toMatch(/Contained at \d\d:\d\d: it grows no worse/);
  // The others are told nothing, and the room nothing of it.
  expect(dms('fay')).toEqual([]);
  expect(botPosts(stage.person('ana')).some(({ text }) => /follow/i.test(text))).toBe(false);
});

test('who enters later hears it in the room only', async () => {
  await stage.pass(minute);
  await press('eva', 'Join', incidents);
  expect(stage.sandbox.channel(room).memberNames).toContain('eva');
  expect(await followers()).toEqual([]);
  const before = dms('eva');
  expect(before.at(-1)).toMatch(/You came into #.+ of INC-1.+you read the news there/);
  expect(before.at(-1)).not.toContain('[Unfollow]');
  await stage.person('ana').command('/incident severity sev1 worse', at);
  await stage.rest();
  expect(dms('eva')).toEqual(before);
  await press('eva', 'Follow', incidents);
  expect(lastAnswer('eva')).toContain('You are in the room, where the news are told first.');
  expect(await followers()).toEqual([]);
});

test('Follow and leave, from the brief that late joiners get: out of the room, and told by message', async () => {
  const brief = stage
    .person('eva')
    .reads(room)
    .findLast(({ ephemeral }) => ephemeral);
  expect(brief?.buttons).toEqual(['Take fixer', 'Follow and leave']);
  await press('eva', 'Follow and leave', at);
  expect(await followers()).toEqual([idOf('eva')]);
  expect(stage.sandbox.channel(room).memberNames).not.toContain('eva');
  const count = dms('eva').length;
  await stage.person('ana').command('/incident severity sev2 better', at);
  await stage.rest();
  expect(dms('eva')).toHaveLength(count + 1);
});

test('who holds a role is needed: refused with what to do first, and the panel does not offer it', async () => {
  await stage.person('fay').join(room);
  await stage.rest();
  await stage.person('fay').command('/incident role scribe @fay', at);
  await stage.rest();
  await press('fay', 'Follow and leave', at);
  expect(lastAnswer('fay')).toContain('You are scribe, and needed in the room. Give that to somebody first');
  expect(lastAnswer('fay')).toContain('[Give a role] [Step down as scribe]');
  expect(stage.sandbox.channel(room).memberNames).toContain('fay');
  expect((await stage.person('fay').command('/incident', at)).text).not.toContain('Follow and leave');
  const panel = await stage.person('ana').command('/incident', at);
  expect(panel.text).toContain('1 person follows by direct message.');
});

test('Unfollow ends it in the message itself; nothing comes any more until they follow again', async () => {
  await press('eva', 'Unfollow', { in: 'dm' });
  expect(await followers()).toEqual([]);
  const before = dms('eva');
  expect(before.at(-1)).toContain('You follow no more: INC-1');
  await stage.person('ana').command('/incident severity sev3 nearly over', at);
  await stage.rest();
  expect(dms('eva')).toEqual(before);
  await press('eva', 'Follow', { in: 'dm' });
  expect(dms('eva')).toHaveLength(before.length + 1);
  // An older message still has its button: it means the same.
  const older = stage
    .person('eva')
    .dm()
    .find(({ buttons }) => buttons.includes('Unfollow'));
  await press('eva', 'Unfollow', { in: 'dm', message: older?.ts ?? '' });
  expect(await followers()).toEqual([]);
  await press('eva', 'Unfollow', { in: 'dm', message: older?.ts ?? '' });
  expect(lastAnswer('eva')).toContain('You do not follow it.');
});

test('guests are named as such where they come in, and cannot follow or take part', async () => {
  for (const name of ['gus', 'sue']) {
    await stage.person('ana').invite(room, name);
    await stage.rest();
  }
  expect(briefingOf(stage.person('ana'))).toContain('Guests here: @gus, @sue (of another organisation).');
  const told = stage
    .person('sue')
    .reads(room)
    .findLast(({ ephemeral }) => ephemeral);
  expect(told?.text).toContain('You are here as a guest of another organisation');
  expect(told?.buttons).toEqual([]);
  await stage.person('dan').invite('incidents', 'gus');
  await press('gus', 'Follow', incidents);
  expect(lastAnswer('gus')).toContain('You are a guest here');
  expect(await followers()).toEqual([]);
  await stage.person('gus').home();
  await stage.rest();
  expect(stage.person('gus').homeView).not.toContain('INC-1');
  expect(stage.person('gus').homeView).toContain('You are a guest here');
  await stage.person('sue').leave(room);
  await stage.rest();
  expect(briefingOf(stage.person('ana'))).toContain('Guests here: @gus. They read');
});

test('who only follows took no part: the record names them, nobody asks them for memories', async () => {
  await press('hal', 'Follow', incidents);
  await resolve(stage, 'ana');
  await postsFinish(stage);
  expect(dms('hal').at(-1)).toMatch(/Resolved at \d\d:\d\d. The impact lasted/);
  expect(dms('hal')).toHaveLength(2);
  expect((await stateNow()).postmortem.asked).toContain(idOf('ana'));
  expect((await stateNow()).postmortem.asked).not.toContain(idOf('hal'));
  const entries = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  const texts = entries.filter(({ kind }) => kind === 'membership').map(({ text }) => text);
  expect(texts).toContain(`<@${idOf('hal')}> follows by direct message.`);
  expect(texts).toContain(`<@${idOf('sue')}> is here as a guest of another organisation.`);
  await stage.person('ana').command('/incident closed', at);
  await sendForm(stage.person('ana'), {});
  await stage.rest();
  expect(dms('hal')).toHaveLength(2);
  expect(dms('hal').at(-1)).toContain('Closed at');
});

test('a hundred follow: the room comes first, everybody hears it within a minute, nothing is parked', async () => {
  await stage?.close();
  const crowd = Array.from({ length: 100 }, (_, index) => ({ name: `vp${index}`, zone: 'UTC' }));
  stage = await openStage({ sandbox: { people: [...people, ...crowd] } });
  await openRoom(stage, 'ben', 'fay');
  for (const { name } of crowd) await stage.person(name).press('Follow', incidents);
  await stage.rest();
  await stage.pass(3 * minute);
  expect(crowd.filter(({ name }) => dms(name).length === 1)).toHaveLength(100);
  const size = JSON.stringify((await stateNow()).followers).length;
  expect(size).toBeLessThan(20_000);
  await update('ana', 'Cards fail in the EU.');
  const limited = () =>
    stage.sandbox.calls.filter(({ method, response }) => method === 'chat.update' && response.error === 'ratelimited');
  expect(briefingOf(stage.person('ana'))).toContain('Cards fail in the EU.');
  // Twenty edits a minute: the room's own are never kept waiting.
  await stage.pass(5 * minute);
  expect(limited()).toEqual([]);
  expect(crowd.filter(({ name }) => /Cards fail in the EU/.test(dms(name).at(-1) ?? ''))).toHaveLength(100);
  await press('ana', 'Contained', at);
  expect(briefingOf(stage.person('ana'))).toContain('Contained since');
  await stage.pass(minute);
  expect(crowd.filter(({ name }) => /Contained at/.test(dms(name).at(-1) ?? ''))).toHaveLength(100);
  expect(crowd.filter(({ name }) => dms(name).length === 2)).toHaveLength(100);
  expect(limited()).toEqual([]);
  expect((await stateNow()).problems).toEqual([]);
  expect(crowd.filter(({ name }) => dms(name).length === 2)).toHaveLength(100);
}, 60_000);

test('where Slack lets only people take people out, they are told to leave by themselves', async () => {
  stage.sandbox.faults.next('conversations.kick', { error: 'restricted_action' });
  await press('fay', 'Follow and leave', at);
  expect(stage.sandbox.channel(room).memberNames).toContain('fay');
  expect(dms('fay').at(-1)).toContain('Please leave it yourself');
  expect((await stateNow()).problems).toEqual([]);
  expect(await followers()).toContain(idOf('fay'));
});

test('somebody archived the room: following goes on', async () => {
  await stage.person('ben').archive(room);
  await stage.rest();
  const announced = stage
    .person('hal')
    .reads('incidents')
    .find(({ buttons }) => buttons.includes('Follow'));
  expect(announced?.buttons).toEqual(['Follow']);
  await press('hal', 'Follow', incidents);
  expect(dms('hal')).toHaveLength(1);
  await stage.person('ben').command('/incident severity INC-1 sev2 only the EU');
  await stage.rest();
  // Hal is not among the first of a hundred: what comes while he waits is one message, of the newest.
  await stage.person('ben').command('/incident severity INC-1 sev3 one shop');
  await stage.rest();
  await stage.pass(2 * minute);
  expect(dms('hal')).toHaveLength(2);
  expect(dms('hal').at(-1)).toContain('SEV1 → SEV3.');
  await stage.person('ben').unarchive(room);
  await stage.rest();
});

test('made private: what followers have is taken back, and nobody follows a private incident', async () => {
  const before = dms('hal').length;
  expect(before).toBe(2);
  await stage.person('ben').makePrivate(room);
  await stage.rest();
  await stage.pass(10 * minute);
  for (const name of ['hal', 'vp0', 'vp99'])
    expect(dms(name)).toEqual(['INC-1 is private now: its news stay in its room.']);
  await stage.person('ben').command('/incident severity sev1 worse', at);
  await stage.rest();
  await stage.pass(minute);
  expect(dms('hal')).toHaveLength(1);
  expect((await stage.person('ben').command('/incident', at)).text).not.toMatch(/[Ff]ollow/);
  expect((await stage.person('ben').command('/incident help', at)).text).not.toMatch(/[Ff]ollow/);
});

test('switched off, it leaves no trace', async () => {
  await stage?.close();
  await begin('follow: false');
  const announced = stage
    .person('eva')
    .reads('incidents')
    .find(({ buttons }) => buttons.includes('Join'));
  expect(announced?.buttons).toEqual(['Join']);
  await stage.person('eva').join(room);
  await stage.rest();
  const told = stage
    .person('eva')
    .reads(room)
    .findLast(({ ephemeral }) => ephemeral);
  expect(told?.buttons).toEqual(['Take fixer']);
  expect((await stage.person('eva').command('/incident', at)).text).not.toMatch(/[Ff]ollow/);
  expect((await stage.person('eva').command('/incident help', at)).text).not.toMatch(/[Ff]ollow/);
});
