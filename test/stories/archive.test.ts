import { afterEach, expect, test } from '@jest/globals';
import { at, messageWith, openRoom, postsFinish, resolve, room, sendForm } from '../support/in-room.ts';
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
});

test('a room that somebody brings back stays for another fortnight', async () => {
  await closed({ waive: true });
  await passDays(14.1);
  const ana = stage.person('ana');
  await ana.unarchive(room);
  await ana.invite(room, 'muster');
  const uploads = () => stage.sandbox.calls.filter((call) => call.method === 'files.getUploadURLExternal').length;
  const before = uploads();
  await postsFinish(stage);
  await passDays(13);
  expect(archived()).toBe(false);
  expect(uploads()).toBe(before);
});

test('files that Slack does not take hold the archiving up', async () => {
  await closed({ waive: true });
  stage.sandbox.faults.chance('files.completeUploadExternal', 1, { status: 500 });
  await passDays(14.1);
  await stage.pass(10 * minute);
  expect(archived()).toBe(false);
  stage.sandbox.faults.clear();
  await stage.pass(40 * minute);
  expect(archived()).toBe(true);
});
