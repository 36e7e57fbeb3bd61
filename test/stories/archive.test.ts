import { afterEach, expect, test } from '@jest/globals';
import {
  at,
  botPosts,
  briefingOf,
  messageWith,
  openRoom,
  postsFinish,
  resolve,
  room,
  sendForm,
} from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Two weeks after closing the room goes, once the lesson is settled and the files are safe in it.

const day = 24 * 60 * minute;
let stage: Stage;
afterEach(() => stage.close());

const archived = () => stage.sandbox.channel(room).isArchived;
const passDays = async (days: number) => {
  await stage.clock.advance(days * day);
  await postsFinish(stage);
};

async function closed(options: { readonly waive: boolean }): Promise<void> {
  stage = await openStage();
  await openRoom(stage, 'ben');
  await resolve(stage, 'ana');
  await postsFinish(stage);
  const ana = stage.person('ana');
  if (options.waive) await waive();
  await ana.command('/incident closed', at);
  await sendForm(ana, {});
  await postsFinish(stage);
}

async function waive(): Promise<void> {
  const ana = stage.person('ana');
  await ana.press('No post-mortem needed', { ...at, message: messageWith(ana, 'Post-mortem INC-1').ts });
  await sendForm(ana, { Reason: 'a test of the alarm' });
  await postsFinish(stage);
}

test('it is archived after fourteen days, and the files went in first', async () => {
  await closed({ waive: true });
  await passDays(13.9);
  expect(archived()).toBe(false);
  await passDays(0.2);
  expect(archived()).toBe(true);
  const methods = stage.sandbox.calls.map((call) => call.method);
  const lastFiles = methods.lastIndexOf('files.completeUploadExternal');
  expect(lastFiles).toBeGreaterThan(-1);
  expect(methods.indexOf('conversations.archive')).toBeGreaterThan(lastFiles);
  const names = stage
    .person('ana')
    .reads(room)
    .flatMap((message) => message.files.map((file) => file.name));
  for (const name of ['INC-1-timeline.json', 'INC-1-timeline.csv', 'INC-1-timeline.md', 'INC-1-post-mortem.md']) {
    expect(names).toContain(name);
  }
});

/** Slack never delivers it. */
async function unheard(text: string): Promise<void> {
  stage.sandbox.faults.deliveries({ lose: 1 });
  await stage.person('ben').say(text, at);
  await stage.rest();
  stage.sandbox.faults.clear();
}
const recorded = async (text: string) => {
  const all = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  return all.filter((entry) => entry.text === text).map(({ found }) => found);
};

test('what was said after the end and never delivered is read back at the next start', async () => {
  await closed({ waive: true });
  await stage.pass(10 * minute);
  await unheard('The customer wrote again');
  await stage.restart();
  // First come the rooms in which people are at work.
  await stage.pass(3000);
  await stage.pass(minute);
  expect(await recorded('The customer wrote again')).toEqual(['mended']);
});

test('before the files go in, the room is read once more; while Slack does not show it, it is not archived', async () => {
  await closed({ waive: true });
  await stage.pass(10 * minute);
  await unheard('The customer wrote again');
  stage.sandbox.faults.chance('conversations.history', 1, { status: 500 });
  await passDays(14.1);
  expect(archived()).toBe(false);
  stage.sandbox.faults.clear();
  await stage.pass(10 * minute);
  expect(archived()).toBe(true);
  expect(await recorded('The customer wrote again')).toEqual(['mended']);
  const methods = stage.sandbox.calls.filter(({ response }) => response.ok).map(({ method }) => method);
  expect(methods.lastIndexOf('conversations.history')).toBeLessThan(
    methods.indexOf('files.getUploadURLExternal', methods.lastIndexOf('conversations.history')),
  );
});

test('not while the post-mortem is neither published nor waived; then at once', async () => {
  await closed({ waive: false });
  await passDays(30);
  expect(archived()).toBe(false);
  await waive();
  expect(archived()).toBe(true);
});

test('reopening an archived one opens a new room; the old stays as it is', async () => {
  await closed({ waive: true });
  await passDays(14.1);
  expect(archived()).toBe(true);
  await stage.person('ben').command('/incident reopen INC-1 it is back', { in: 'general' });
  await postsFinish(stage);
  const rooms = stage.sandbox.channelNames.filter((name) => name.startsWith('inc-1-'));
  expect(rooms.length).toBe(2);
  const fresh = rooms.at(-1) ?? '';
  expect(fresh).toBe(`${room}-2`);
  expect(messageWith(stage.person('ben'), 'INC-1 · SEV1', fresh).pinned).toBe(true);
  expect(stage.sandbox.channel(fresh).memberNames).toContain('ben');
  expect(archived()).toBe(true);
  // A new line for everybody, with the way in; who follows the old one hears it there. Each once.
  const dan = stage.person('dan');
  const said = dan.reads('incidents').filter((message) => message.author === 'muster');
  const [old, next, ...more] = botPosts(dan, 'incidents');
  expect(more).toEqual([]);
  expect(next?.text).toContain('INC-1 · SEV1');
  expect(next?.text).toContain('Identifying');
  const replies = said.filter((message) => message.threadTs === old?.ts && message.ts !== old?.ts);
  expect(replies.filter((message) => message.text.includes(`It is #${fresh}.`)).length).toBe(1);
  expect(said.filter((message) => message.text.includes('it is back')).length).toBe(1);
  await dan.press('Join', { in: 'incidents', message: next?.ts ?? '' });
  await stage.rest();
  expect(stage.sandbox.channel(fresh).memberNames).toContain('dan');
});

test('a room that somebody brings back stays for another fortnight', async () => {
  await closed({ waive: true });
  await passDays(14.1);
  const ana = stage.person('ana');
  await ana.unarchive(room);
  const uploads = () => stage.sandbox.calls.filter((call) => call.method === 'files.getUploadURLExternal').length;
  const before = uploads();
  await postsFinish(stage);
  await passDays(13);
  expect(archived()).toBe(false);
  expect(uploads()).toBe(before);
});

test('files that Slack refuses hold the archiving up; the briefing says so, and it is tried again later', async () => {
  await closed({ waive: true });
  stage.sandbox.faults.chance('files.completeUploadExternal', 1, { status: 500 });
  await passDays(14.01);
  stage.sandbox.faults.clear();
  stage.sandbox.faults.next('files.completeUploadExternal', { error: 'file_uploads_disabled' });
  await stage.pass(5 * minute);
  expect(archived()).toBe(false);
  const tries = () => stage.sandbox.calls.filter((call) => call.method === 'files.completeUploadExternal').length;
  const before = tries();
  await stage.pass(30 * minute);
  expect(tries()).toBe(before);
  expect(briefingOf(stage.person('ana'))).toContain('Could not be done: upload the files');
  await stage.pass(30 * minute);
  expect(tries()).toBe(before + 1);
  expect(archived()).toBe(true);
  const incident = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  expect(incident?.problems).toEqual([]);
});

test('archived by hand while people are at work: they learn it, nothing is lost, and it goes on there or elsewhere', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'dan');
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.press('Take lead', at);
  await stage.rest();
  await stage.person('dan').archive(room);
  await stage.rest();
  const announced = () => messageWith(stage.person('dan'), 'INC-1 · SEV', 'incidents').text;
  for (const person of [ana, ben]) {
    const told = person.dm().filter((message) => message.text.includes('was archived by @dan'));
    expect(told.length).toBe(1);
    expect(told[0]?.text).toContain('unarchive it');
    expect(told[0]?.buttons).toEqual(['Open a new room']);
  }
  expect(announced()).toContain('was archived. Somebody has to unarchive it');
  await ana.command('/incident severity INC-1 sev3 only the EU', { in: 'general' });
  await ana.command('/incident contained INC-1', { in: 'general' });
  await stage.pass(40 * minute);
  expect((await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 }))?.problems).toEqual([]);

  // It comes back: the bot and the people are in it again, and what was to be said there is said, once.
  await stage.person('dan').unarchive(room);
  await stage.rest();
  await postsFinish(stage);
  expect(stage.sandbox.channel(room).memberNames).toEqual(expect.arrayContaining(['muster', 'ana', 'ben']));
  const lines = (words: string, where = room) => ben.reads(where).filter((message) => message.text.startsWith(words));
  expect(lines('Contained at').length).toBe(1);
  expect(lines('SEV1 → SEV3').length).toBe(1);
  expect(briefingOf(ben)).toContain('Contained since');
  expect(announced()).not.toContain('was archived');

  // Slack does not tell in time: an errand that meets a no asks, and so does one that waits.
  stage.sandbox.faults.deliveries({ delayMs: 20 * minute });
  await stage.person('dan').archive(room);
  await ana.command('/incident severity INC-1 sev1 everybody', { in: 'general' });
  await stage.rest();
  expect(announced()).toContain('was archived');
  await stage.person('dan').unarchive(room);
  await stage.pass(11 * minute);
  expect(lines('SEV3 → SEV1').length).toBe(1);
  expect(announced()).not.toContain('was archived');
  await stage.pass(20 * minute);
  stage.sandbox.faults.clear();
  await stage.rest();

  // Archived once more, and nobody there to bring it back: a new room.
  await stage.person('dan').archive(room);
  await stage.rest();
  await ben.press('Open a new room', { in: 'dm' });
  await sendForm(ben, { Reason: 'archived by mistake' });
  await postsFinish(stage);
  const fresh = `${room}-2`;
  expect(stage.sandbox.channel(fresh).memberNames).toEqual(expect.arrayContaining(['muster', 'ana', 'ben']));
  expect(briefingOf(ben, fresh)).toContain('Lead  @ben');
  // The old announcement leads there, and says nothing that could grow old.
  const [first, second, ...more] = botPosts(ben, 'incidents');
  expect(more).toEqual([]);
  expect(first?.text).toBe(`INC-1 · Checkout returns 500s\nIt goes on in #${fresh}.`);
  expect(first?.buttons).toEqual([]);
  expect(second?.buttons).toContain('Join');
});

test('files for a room of which nobody told that it is gone come privately to who asked', async () => {
  await closed({ waive: true });
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const filesOf = (name: string) =>
    stage
      .person(name)
      .reads('dm')
      .flatMap((message) => message.files.map((file) => file.name));
  const before = filesOf('ana').length;
  // The event is lost, so the answer does not know either.
  stage.sandbox.faults.deliveries({ lose: 1 });
  await ana.archive(room);
  await stage.rest();
  stage.sandbox.faults.clear();
  const answer = await ben.command('/incident export INC-1', { in: 'general' });
  expect(answer.text).toContain('on their way into the room');
  await postsFinish(stage);
  expect(filesOf('ben')).toEqual(expect.arrayContaining(['INC-1-timeline.json', 'INC-1-post-mortem.md']));
  expect(filesOf('ana')).toHaveLength(before);
});

test('files for a room that the bot was taken out of unheard, while people are at work, come privately too', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'dan');
  stage.sandbox.faults.deliveries({ lose: 1 });
  await stage.person('dan').kick(room, 'muster');
  await stage.rest();
  stage.sandbox.faults.clear();
  const ben = stage.person('ben');
  await ben.command('/incident export INC-1', { in: 'general' });
  await postsFinish(stage);
  expect(ben.reads('dm').flatMap((message) => message.files.map((file) => file.name))).toContain('INC-1-timeline.json');
});
