import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, openRoom, postsFinish, resolve, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Timeline and post-mortem as files; earlier and deleted texts go to lead and scribe alone.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
  const ben = stage.person('ben');
  const typo = await ben.say('100 of 1000 connections', at);
  const secret = await ben.say('password hunter2', at);
  await stage.rest();
  // Marked, so that timeline and post-mortem would show them.
  await ben.react(typo, 'pushpin');
  await ben.react(secret, 'pushpin');
  await stage.pass(minute);
  await ben.edit(typo, '100 of 100 connections');
  await ben.remove(secret);
  await stage.rest();
  await stage.person('cho').command('/incident note =HYPERLINK("http://evil.example.org")', at);
  await stage.rest();
});
afterAll(() => stage.close());

type Actor = ReturnType<Stage['person']>;
const filesIn = (actor: Actor, channel: string) => actor.reads(channel).flatMap((message) => message.files);
const download = async (actor: Actor, channel: string, ending: string): Promise<string> => {
  const file = filesIn(actor, channel).findLast(({ name }) => name.endsWith(ending));
  if (file === undefined) throw new Error(`no file ${ending} in ${channel}`);
  return actor.download(file);
};

test('the files come into the room, without earlier and deleted texts', async () => {
  const cho = stage.person('cho');
  const answer = await cho.command('/incident export', at);
  expect(answer.text).toContain('into the room');
  await postsFinish(stage);
  const names = filesIn(cho, room).map(({ name }) => name);
  for (const ending of ['json', 'csv', 'md', 'html']) expect(names).toContain(`INC-1-timeline.${ending}`);
  for (const ending of ['.json', '.csv', 'timeline.md', '.html']) {
    const words = await download(cho, room, ending);
    expect(words).toContain('100 of 100 connections');
    expect(words).not.toContain('of 1000');
    expect(words).not.toContain('hunter2');
  }
  expect(filesIn(cho, 'dm')).toEqual([]);
});

test('the JSON has the agreed shape, and a cell of the CSV is no formula', async () => {
  const cho = stage.person('cho');
  const file = JSON.parse(await download(cho, room, '.json'));
  expect(file).toMatchObject({
    version: 1,
    incident: { number: 1, severity: 'sev1', phase: 'identifying', private: false },
  });
  const times = file.entries.map((entry: { at: string }) => entry.at);
  expect(times).toEqual([...times].sort());
  expect(times[0]).toMatch(/^2026-11-21T09:3\d:\d\d(\.\d+)?Z$/);
  const csv = await download(cho, room, '.csv');
  expect(csv.split(/\r?\n/)[0]?.replace('\uFEFF', '')).toBe(
    'at,kind,actor,text,keyEvent,ts,threadTs,permalink,deletedAt',
  );
  expect(csv).not.toMatch(/,"?=HYPERLINK/);
});

test('the timeline in Slack says that something was edited or deleted, not what it was', async () => {
  const cho = stage.person('cho');
  const { text } = await cho.command('/incident timeline', at);
  expect(text).toContain('100 of 100 connections (edited)');
  expect(text).toMatch(/\d\d:\d\d\s+deleted \d\d:\d\d/);
  expect(text).not.toMatch(/of 1000|hunter/);
});

test('lead and scribe get the whole record, privately, and nobody else', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const answer = await ana.command('/incident export', at);
  expect(answer.text).toContain('whole record');
  await postsFinish(stage);
  const whole = await download(ana, 'dm', '.json');
  expect(whole).toContain('100 of 1000 connections');
  expect(whole).toContain('hunter2');
  expect(await download(ana, 'dm', '.html')).toContain('hunter2');
  expect(await download(ana, room, '.json')).not.toContain('hunter2');
  expect(filesIn(ben, 'dm')).toEqual([]);
});

test('when the room is gone the files come privately to who asked', async () => {
  const [ana, cho] = [stage.person('ana'), stage.person('cho')];
  await resolve(stage, 'ana');
  await postsFinish(stage);
  await ana.command('/incident closed', at);
  await sendForm(ana, {});
  await stage.rest();
  await ana.archive(room);
  await stage.rest();
  const answer = await cho.command('/incident export INC-1', { in: 'general' });
  expect(answer.text).toContain('direct message');
  await postsFinish(stage);
  const names = filesIn(cho, 'dm').map(({ name }) => name);
  for (const ending of ['timeline.json', 'timeline.csv', 'timeline.md', 'timeline.html', 'post-mortem.md']) {
    expect(names).toContain(`INC-1-${ending}`);
    expect(await download(cho, 'dm', ending)).not.toMatch(/hunter|of 1000/);
  }
});
