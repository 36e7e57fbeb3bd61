import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, botPosts, briefingOf, messageWith, openRoom, room, roomText, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Somebody is asked to do something by a time: one message to them, one line in the room, and nothing is forgotten.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const dmWith = (name: string, words: string) =>
  stage
    .person(name)
    .dm()
    .filter((message) => message.text.includes(words));
const asksOf = async () =>
  (await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 }))?.asks ?? [];

test('nobody answers: one line, one message, one reminder; then the lead is told, once', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const before = botPosts(ana).length;
  // 09:30 in London, 10:30 in Berlin: the time is of who types it.
  const answer = await ana.command('/incident ask @ben restart the workers by 10:50', at);
  expect(answer.text).toContain('@ben is asked');
  await stage.rest();
  const line = messageWith(ana, '@ana asks @ben: restart the workers');
  expect(line.text).toContain('by 10:50. No answer yet.');
  expect(dmWith('ben', 'restart the workers').map(({ buttons }) => buttons)).toEqual([['On it', 'Done', "Can't"]]);
  expect(briefingOf(ben)).toMatch(/Asked +@ben restart the workers, by 09:50 \(no answer\)/);
  await stage.pass(14 * minute);
  expect(dmWith('ben', 'restart the workers')).toHaveLength(1);
  await stage.pass(2 * minute);
  expect(dmWith('ben', 'a reminder')).toHaveLength(1);
  expect(dmWith('ana', 'restart the workers')).toHaveLength(0);
  await stage.pass(60 * minute);
  expect(dmWith('ben', 'a reminder')).toHaveLength(1);
  expect(dmWith('ana', 'restart the workers').map(({ text }) => text)).toEqual([
    expect.stringContaining('Was due 10:50'),
  ]);
  expect(messageWith(ana, 'asks @ben: restart').text).toContain('No answer yet. Was due 10:50.');
  expect(briefingOf(ana)).toContain('(no answer, time passed)');
  // The reminder about roles is the only other line in that hour.
  expect(botPosts(ana).length - before).toBeLessThanOrEqual(2);
});

test('On it and Done on the message; the line is edited, not said again', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const posts = botPosts(ana).length;
  await ben.press('On it', { in: 'dm' });
  await stage.rest();
  const line = messageWith(ana, 'asks @ben: restart');
  expect(line.text).toContain('On it since');
  await ben.press('Done', { in: 'dm' });
  await stage.rest();
  expect(messageWith(ana, 'asks @ben: restart').text).toMatch(/Done \d\d:\d\d\.$/);
  expect(dmWith('ben', 'asks you').at(-1)?.buttons).toEqual([]);
  expect(botPosts(ana)).toHaveLength(posts);
  expect(briefingOf(ana)).not.toContain('Asked');
  const kept = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  const asks = kept.filter((entry) => entry.kind === 'ask');
  expect(asks.map(({ actor }) => actor)).toEqual([ana.profile.id, 'muster', ben.profile.id, ben.profile.id]);
  expect(asks[0]).toMatchObject({ ts: line.ts, channel: expect.any(String) });
});

test('Can’t asks a word why, and who asked hears it', async () => {
  const [ana, cho] = [stage.person('ana'), stage.person('cho')];
  await ana.command('/incident ask @cho call the vendor', at);
  await stage.rest();
  await cho.press("Can't", { in: 'dm' });
  await sendForm(cho, { 'Why not?': 'no phone here' });
  await stage.rest();
  expect(messageWith(ana, 'call the vendor').text).toContain("Can't,");
  expect(dmWith('ana', 'cannot do what you asked').at(-1)?.text).toContain('no phone here');
});

test('who is not in the room is asked in; a reply below the line and a checkmark on it count', async () => {
  const [ana, ben, dan] = [stage.person('ana'), stage.person('ben'), stage.person('dan')];
  expect(stage.sandbox.channel(room).memberNames).not.toContain('dan');
  await ana.command('/incident ask @dan look at the US graphs', at);
  await stage.rest();
  expect(stage.sandbox.channel(room).memberNames).toContain('dan');
  const line = messageWith(ana, 'look at the US graphs');
  await ben.say('done', { ...at, thread: line.ts });
  await dan.say('which ones?', { ...at, thread: line.ts });
  await stage.rest();
  expect((await asksOf()).at(-1)?.state).toBe('open');
  await dan.say('looking now', { ...at, thread: line.ts });
  await stage.rest();
  expect((await asksOf()).at(-1)?.state).toBe('taken');
  const where = { channel: room, ts: line.ts };
  await ben.react(where, 'white_check_mark');
  await dan.react(where, 'eyes');
  await stage.rest();
  expect((await asksOf()).at(-1)?.state).toBe('taken');
  await dan.react(where, 'white_check_mark');
  await stage.rest();
  expect(messageWith(ana, 'look at the US graphs').text).toMatch(/Done \d\d:\d\d\./);
});

test('Ask someone on a message; the list shows what is open, with what one can say about it', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  const said = await cho.say('The nightly export still runs', at);
  await stage.rest();
  await cho.messageShortcut('Ask someone', { in: room, ts: said.ts });
  const form = await cho.formOpens();
  expect(form.text()).toContain('The nightly export still runs');
  await form.fill('What?', 'Stop the nightly export');
  await form.choose('Who?', 'gus');
  expect(JSON.stringify(await form.submit())).toContain('A guest can change nothing here');
  await form.choose('Who?', 'ben');
  await form.choose('By when?', 'in 10 min');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  expect(messageWith(ana, 'Stop the nightly export').text).toContain('about this');
  const list = await ben.command('/incident asks', at);
  expect(list.text).toContain('1 open ask');
  expect(list.text).toContain('Stop the nightly export');
  await stage.rest();
  await ben.press('On it', at);
  await stage.rest();
  expect((await asksOf()).at(-1)).toMatchObject({ state: 'taken', by: cho.profile.id });
  // Others see it in the panel's list, without buttons that are not theirs.
  await ana.command('/incident', at);
  await ana.press('Asks', at);
  await stage.rest();
  expect(ana.reads(room).at(-1)?.buttons).toEqual(['Done', 'Ask someone']);
  await ana.press('Ask someone', at);
  await (await ana.formOpens()).cancel();
});

test.each([
  ['@gus restart it', 'A guest can change nothing here'],
  ['restart it', 'Say whom with @'],
  ['@ben by 10:20', 'Say what you ask for'],
])('/incident ask %s is answered with what is wrong', async (typed, words) => {
  const before = (await asksOf()).length;
  const answer = await stage.person('ana').command(`/incident ask ${typed}`, at);
  expect(answer.text).toContain(words);
  expect(await asksOf()).toHaveLength(before);
});

test('alone it opens the form; what is open is said when it is resolved, and nobody is reminded afterwards', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ana.command('/incident ask', at);
  await (await ana.formOpens()).cancel();
  await ana.command('/incident resolved', at);
  const form = await ana.formOpens();
  expect(form.text()).toContain('Stop the nightly export');
  await form.submit();
  await stage.rest();
  const messages = ben.dm().length;
  await stage.pass(20 * minute);
  expect(ben.dm().length - messages).toBeLessThanOrEqual(1);
  expect(dmWith('ben', 'a reminder: @cho')).toHaveLength(0);
  expect(roomText(ana)).not.toContain('Could not be done');
});
