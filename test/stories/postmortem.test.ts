import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, briefingOf, messageWith, openRoom, postsFinish, resolve, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// The draft stands in a thread at resolve; people write what only they know, and nothing of it is lost.

const headings = [
  '1 of 10 · Executive summary',
  '2 of 10 · Stats',
  '3 of 10 · Timeline of events',
  '4 of 10 · Client impact',
  '5 of 10 · Analysis',
  '6 of 10 · Root cause',
  '7 of 10 · Resolution',
  '8 of 10 · Lessons learned',
  '9 of 10 · Action items',
  '10 of 10 · Still missing',
];

let stage: Stage;
const marked: { ts: string; channel: string; text: string }[] = [];
beforeAll(async () => {
  const names = ['ana', 'ben', 'cho', 'dan', 'eve'];
  stage = await openStage({ sandbox: { people: names.map((name) => ({ name, zone: 'Europe/London' })) } });
  // Dan and Eve come in; Dan only reads.
  await openRoom(stage, 'ben', 'cho', 'dan', 'eve');
  const [ben, cho] = [stage.person('ben'), stage.person('cho')];
  await ben.press('Take fixer', at);
  await ben.say('Pool is at its limit', at);
  for (const text of ['Meant for elsewhere', '100 of 1000 connections']) {
    const said = await ben.say(text, at);
    await ben.react(said, 'pushpin');
    marked.push({ ...said, text });
  }
  await cho.command('/incident note rollback started', at);
  await ben.command('/incident action Test the pool under load', at);
  await stage.person('eve').press('Checklist', at);
  await stage.person('eve').say('The pool is dry', at);
  await cho.command('/incident action Ask @ben for the old limits', at);
  await ben.command('/incident severity sev2 @ben sees only the EU', at);
  await cho.command('/incident note graph at https://graphs.example.org/pool?a=1&b=2', at);
  await stage.pass(30 * minute);
  stage.sandbox.deactivate('eve');
  await resolve(stage, 'ben');
  await postsFinish(stage);
});
afterAll(() => stage.close());

const head = () => messageWith(stage.person('ana'), 'Post-mortem INC-1');
function thread() {
  const { ts } = head();
  return stage
    .person('ana')
    .reads(room)
    .filter((message) => message.threadTs === ts && message.ts !== ts);
}
const sections = () => thread().filter((message) => /^\d+ of 10 · /.test(message.text));
const section = (number: number) => sections().find((message) => message.text.startsWith(`${number} of 10`));

/** Ben has opened the form of section 5, and Ana after him. */
async function bothWrite() {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const five = { ...at, message: section(5)?.ts ?? '' };
  await ben.press('Write', five);
  const late = await ben.formOpens();
  await ana.press('Write', five);
  return { ana, late };
}

test('ten sections stand in the thread, in order, with the file', () => {
  expect(head().raw.startsWith('INC-1:') || head().text.startsWith('Post-mortem INC-1')).toBe(true);
  expect(sections().map((message) => message.text.split('\n')[0])).toEqual(headings);
  expect(thread().flatMap((message) => message.files.map((file) => file.name))).toContain('INC-1-post-mortem.md');
});

test('what the record knows is filled in, with what is missing', () => {
  expect(section(2)?.text).toMatch(/Impact: 30 min/);
  expect(section(2)?.text).toContain('Participants: 4, with 4 messages');
  expect(section(3)?.text).toContain('rollback started');
  expect(section(7)?.text).not.toContain('Said when resolving');
  expect(section(9)?.text).toContain('Test the pool under load');
  expect(section(10)?.text).toMatch(/root cause|five whys/i);
});

test('whom an action or a reason names is a role in the shared copy; an address is an address', () => {
  expect(section(9)?.text).toContain('Ask the fixer for the old limits');
  expect(section(3)?.text).toContain('the fixer sees only the EU');
  expect(section(5)?.text).toContain('the fixer sees only the EU');
  expect(section(3)?.text).not.toContain('<https');
  expect(section(3)?.text).toContain('graph at https://graphs.example.org/pool?a=1&b=2');
  for (const one of sections()) expect(one.text).not.toContain('@ben');
});

test('Write fills a section, and the form opens again with it', async () => {
  const ben = stage.person('ben');
  await ben.press('Write', { ...at, message: section(6)?.ts ?? '' });
  expect(await sendForm(ben, { 'Five whys': 'The pool ran dry. <b> & so on.' })).toBe('closed');
  await stage.rest();
  await postsFinish(stage);
  expect(section(6)?.text).toContain('The pool ran dry. <b> & so on.');
  await ben.press('Write', { ...at, message: section(6)?.ts ?? '' });
  const form = await ben.formOpens();
  expect(form.text()).toContain('The pool ran dry.');
  await form.cancel();
});

test('two write one section at once: neither form puts back what the other changed', async () => {
  const { ana, late } = await bothWrite();
  expect(await sendForm(ana, { 'Lead-up': 'The pool <had> no alarm.' })).toBe('closed');
  await late.fill('Fault', 'A sale began.');
  expect(await late.submit()).toBe('closed');
  await stage.rest();
  await postsFinish(stage);
  expect(section(5)?.text).toContain('The pool <had> no alarm.');
  expect(section(5)?.text).toContain('A sale began.');
});

test('the same field of both: who comes second reads what stands there, and nothing of theirs is lost', async () => {
  const { ana, late } = await bothWrite();
  expect(await sendForm(ana, { Response: 'Two were new.', Fault: 'A sale of <all> began.' })).toBe('closed');
  await late.fill('Response', 'Nobody had slept.');
  expect(await late.submit()).toBe('updated');
  await stage.rest();
  await postsFinish(stage);
  expect(section(5)?.text).toContain('Two were new.');
  expect(late.text()).toContain('Two were new.');
  expect(late.text()).toContain('Nobody had slept.');
  await late.fill('Response', 'Two were new, and nobody had slept.');
  expect(await late.submit()).toBe('closed');
  await stage.rest();
  await postsFinish(stage);
  expect(section(5)?.text).toContain('Two were new, and nobody had slept.');
  // Ben left that alone, although his form still holds the words of before.
  expect(section(5)?.text).toContain('A sale of <all> began.');
});

test('what is longer than a form takes is not in it, and saving the rest leaves it whole', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  for (const word of ['first', 'second']) {
    await ana.say(`7 ${`The ${word} rollback. `.repeat(90)}`, { ...at, thread: head().ts });
    await stage.rest();
  }
  await ben.press('Write', { ...at, message: section(7)?.ts ?? '' });
  expect((await ben.formOpens()).text()).toContain('more than a form takes. They stay.');
  expect(await sendForm(ben, { 'Long term': 'Measure the pool.' })).toBe('closed');
  await stage.rest();
  await postsFinish(stage);
  const kept = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  const text = kept?.postmortem.writings['resolution.short_term']?.text ?? '';
  expect(text.split('The first rollback.')).toHaveLength(91);
  expect(text.split('The second rollback.')).toHaveLength(91);
  expect(section(7)?.text).toContain('Measure the pool.');
});

test('a reply that begins with a number goes to its section, another stays a comment', async () => {
  const ana = stage.person('ana');
  await ana.say('8 Support had the same words.', { ...at, thread: head().ts });
  await ana.say('I was not there for the first half.', { ...at, thread: head().ts });
  await stage.rest();
  await postsFinish(stage);
  expect(section(8)?.text).toContain('Support had the same words.');
  expect(sections().filter((message) => message.text.includes('I was not there')).length).toBe(0);
  const kept = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  expect(kept.filter((entry) => entry.text === 'I was not there for the first half.').length).toBe(1);
});

test('a time or a figure at the beginning is no section: the reply stays a comment, whole', async () => {
  const ana = stage.person('ana');
  const said = ['10:42 the cache was flushed by hand', '9:55 the deploy went out', '6.5 million requests failed'];
  for (const text of said) await ana.say(text, { ...at, thread: head().ts });
  for (const text of ['7. Restarts are one command now.', '7) Nobody restarts by hand.', '7:\nAlerts name the cache.'])
    await ana.say(text, { ...at, thread: head().ts });
  await stage.rest();
  await postsFinish(stage);
  const incident = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  expect(incident?.postmortem.comments.map(({ text }) => text)).toEqual(expect.arrayContaining(said));
  const written = Object.values(incident?.postmortem.writings ?? {}).map(({ text }) => text);
  expect(written.join('\n')).not.toMatch(/the cache was flushed|the deploy went|million requests/);
  for (const words of ['Restarts are one command now.', 'Nobody restarts by hand.', 'Alerts name the cache.'])
    expect(written.join('\n').split('\n')).toContain(words);
});

test('who edits or deletes a reply changes the post-mortem with it', async () => {
  const ana = stage.person('ana');
  const inThread = { ...at, thread: head().ts };
  const written = await ana.say('9 zyzzyva one', inThread);
  const gone = await ana.say('9 zyzzyva two', inThread);
  const comment = await ana.say('zyzzyva three', inThread);
  const withdrawn = await ana.say('zyzzyva four', inThread);
  await stage.rest();
  await postsFinish(stage);
  const words = async () =>
    JSON.stringify((await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 }))?.postmortem);
  expect((await words()).match(/zyzzyva \w+/g)).toHaveLength(4);
  await ana.edit(comment, 'a better comment');
  await ana.remove(withdrawn);
  await ana.edit(written, '8 better words');
  await ana.remove(gone);
  await stage.rest();
  await postsFinish(stage);
  expect(await words()).not.toContain('zyzzyva');
  for (const left of ['a better comment', 'better words']) expect(await words()).toContain(left);
  expect(
    thread()
      .map((message) => message.text)
      .join(),
  ).not.toContain('zyzzyva');
});

test('the bot was away: what was replied, changed and taken back meanwhile is where it belongs, once', async () => {
  const ana = stage.person('ana');
  const inThread = { ...at, thread: head().ts };
  const changed = await ana.say('8 quokka before', inThread);
  const gone = await ana.say('8 quokka withdrawn', inThread);
  const moved = await ana.say('quokka is a comment', inThread);
  await stage.rest();
  stage.sandbox.faults.deliveries({ lose: 1 });
  await ana.edit(changed, '8 quokka after');
  await ana.remove(gone);
  await ana.edit(moved, 'quokka in better words');
  const missed = await ana.say('8 quokka nobody heard', inThread);
  await ana.say('quokka unheard comment', inThread);
  const fleeting = await ana.say('8 quokka never mind', inThread);
  await ana.remove(fleeting);
  await stage.rest();
  stage.sandbox.faults.clear();
  const late = stage.sandbox.deliveries.findLast(
    ({ body }) => (body.event as { readonly ts?: string } | undefined)?.ts === missed.ts,
  );
  await stage.restart();
  await stage.pass(5000);
  // Slack gives the event after all: it says nothing new.
  if (late === undefined) throw new Error('the reply was never on its way');
  await stage.sandbox.redeliver(late);
  await ana.command('/incident mend', at);
  await stage.rest();
  await postsFinish(stage);
  const incident = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  const { writings, comments = [] } = incident?.postmortem ?? {};
  const lines = Object.values(writings ?? {}).flatMap(({ text }) => text.split('\n'));
  expect(lines.filter((line) => line.includes('quokka'))).toEqual(['quokka after', 'quokka nobody heard']);
  expect(comments.map(({ text }) => text).filter((text) => text.includes('quokka'))).toEqual([
    'quokka in better words',
    'quokka unheard comment',
  ]);
  expect(section(8)?.text).toContain('quokka nobody heard');
});

test('a key event that is edited or deleted later no longer stands in the thread as it was', async () => {
  const ben = stage.person('ben');
  for (const { text } of marked) expect(section(3)?.text).toContain(text);
  const [slip, typo] = marked;
  if (slip === undefined || typo === undefined) throw new Error('nothing was marked');
  await ben.remove(slip);
  await ben.edit(typo, '100 of 100 connections');
  await stage.rest();
  await postsFinish(stage);
  expect(section(3)?.text).not.toContain(slip.text);
  expect(section(3)?.text).not.toContain(typo.text);
  expect(section(3)?.text).toContain('100 of 100 connections');
});

test('a key event marked, taken back or noted after the draft stands in the thread as it is now', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const words = 'the standby had no certificate';
  const late = await ben.say(words, at);
  await ana.react(late, 'pushpin');
  await ana.command('/incident note 10:05 the certificate ran out', at);
  await stage.rest();
  await postsFinish(stage);
  expect(section(3)?.text).toContain(words);
  expect(section(3)?.text).toContain('the certificate ran out');
  await ana.unreact(late, 'pushpin');
  await stage.rest();
  await postsFinish(stage);
  expect(section(3)?.text).not.toContain(words);
});

test('who took part is asked once, by direct message; the answer goes to the draft without the name', async () => {
  const asked = (name: string) =>
    stage
      .person(name)
      .dm()
      .filter((message) => message.buttons.includes('Answer (1 min)'));
  for (const name of ['ben', 'cho']) expect(asked(name).length).toBe(1);
  // Who only came in took no part; who has left Slack meanwhile is no problem of the room.
  expect(asked('dan')).toEqual([]);
  expect(briefingOf(stage.person('ana'))).not.toContain('Could not be done');
  const cho = stage.person('cho');
  await cho.press('Answer (1 min)', { in: 'dm' });
  const words = 'I called the processor first.';
  expect(await sendForm(cho, { 'What did you do that is not written?': words })).toBe('closed');
  await stage.rest();
  await postsFinish(stage);
  const told = sections().filter((message) => message.text.includes(words));
  expect(told.length).toBeGreaterThan(0);
  expect(told.map((message) => message.text).join()).not.toContain('@cho');
});

test('making it again reads the newest record, posts no section twice and loses nothing', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident note the queue was drained', at);
  const place = await ana.command('/incident postmortem', at);
  expect(place.text).toContain('in this thread');
  await ana.press('Make again', { ...at, message: head().ts });
  await stage.rest();
  await postsFinish(stage);
  expect(sections().map((message) => message.text.split('\n')[0])).toEqual(headings);
  expect(section(3)?.text).toContain('the queue was drained');
  expect(section(6)?.text).toContain('The pool ran dry.');
  expect(section(8)?.text).toContain('Support had the same words.');
  // A comment stands in the thread already; no section repeats it, however often it is painted.
  expect(sections().filter((message) => message.text.includes('I was not there')).length).toBe(0);
});

test('what is corrected afterwards stands in the sections at once, and what people wrote stays', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident time started 09:20 the first alert', at);
  await ana.command('/incident time detected 09:25 an alert, read back later', at);
  await postsFinish(stage);
  expect(section(2)?.text).toContain('Detected: 2026-11-21 09:25');
  expect(section(4)?.text).toContain('40 min');
  expect(section(5)?.text).not.toContain('When it was detected is not on the record');
  expect(section(10)?.text).not.toContain('When was it detected?');
  await ana.command('/incident title Checkout and basket return 500s', at);
  await ana.command('/incident summary Payments failed in the EU', at);
  await postsFinish(stage);
  expect(section(1)?.text).toContain('Checkout and basket return 500s');
  expect(section(1)?.text).toContain('Payments failed in the EU');
  expect(head().text).toContain('Checkout and basket return 500s');
  expect(section(6)?.text).toContain('The pool ran dry.');
});

test('reopened and resolved again: the same thread, and nobody is asked a second time', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const before = ben.dm().filter((message) => message.buttons.includes('Answer (1 min)')).length;
  await ana.command('/incident reopen it is back', at);
  await postsFinish(stage);
  await resolve(stage, 'ana');
  await postsFinish(stage);
  const heads = ana.reads(room).filter((message) => message.text.startsWith('Post-mortem INC-1'));
  expect(heads.length).toBe(1);
  expect(sections().length).toBe(10);
  expect(section(6)?.text).toContain('The pool ran dry.');
  expect(ben.dm().filter((message) => message.buttons.includes('Answer (1 min)')).length).toBe(before);
});

test('it is waived with a reason, or published', async () => {
  const ana = stage.person('ana');
  await ana.press('No post-mortem needed', { ...at, message: head().ts });
  expect(await sendForm(ana, { Reason: 'same as INC-0' })).toBe('closed');
  await postsFinish(stage);
  expect(head().text).toContain('No post-mortem needed. Why: same as INC-0');
  await ana.press('Make again', { ...at, message: head().ts });
  await postsFinish(stage);
  expect(head().text).toContain('No post-mortem needed. Why: same as INC-0');
  const kept = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  expect(kept.filter((entry) => entry.text.includes('same as INC-0')).length).toBe(1);
  expect(head().buttons).toContain('Mark as published');
  await ana.press('Mark as published', { ...at, message: head().ts });
  await postsFinish(stage);
  expect(head().text).toMatch(/Published/);
});
