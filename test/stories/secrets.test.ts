import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { samples } from '../secrets/samples.ts';
import { at, messageWith, openRoom, postsFinish, resolve, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Somebody pastes a credential: the record never has it, whichever way it came, and who wrote it hears at once.

let stage: Stage;
const logged: string[] = [];
beforeAll(async () => {
  stage = await openStage({ writeLog: (line) => logged.push(line) });
  await openRoom(stage, 'ben', 'cho');
}, 60_000);
afterAll(() => stage?.close());

const warnings = (name: string) =>
  stage
    .person(name)
    .dm()
    .filter((message) => message.text.includes('looks like'));
const kept = async (ts: string) => {
  const entries = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  return entries.filter((entry) => entry.ts === ts);
};

let taken = 0;
/** The next three credentials, in one text, one of them on a line of its own. */
function some(): string {
  const three = [0, 1, 2].map((next) => samples[(taken + next) % samples.length]?.text ?? '');
  taken += 3;
  return `see ${three.join(' and ')}\n${three[0]}`;
}
const one = (kind: string): string => samples.find((sample) => sample.kind === kind)?.text ?? '';

test('a message is masked before it is kept, and its author is told once, with what to do', async () => {
  const cho = stage.person('cho');
  const said = await cho.say(`the deploy used ${one('GitHub token')} & it <still> works`, at);
  await stage.rest();
  const [entry] = await kept(said.ts);
  expect(entry?.text).toBe('the deploy used [credential removed: GitHub token] &amp; it &lt;still&gt; works');
  const [warning, ...more] = warnings('cho');
  expect(more).toEqual([]);
  expect(warning?.text).toContain('a GitHub token');
  expect(warning?.text).toMatch(/Delete the message/);
  expect(warning?.text).toMatch(/Revoke or change/);
  const post = stage.sandbox.calls.findLast(({ method }) => method === 'chat.postMessage');
  expect(JSON.stringify(post?.args.blocks)).toContain(
    `/archives/${said.channel}/p${said.ts.replace('.', '')}|Your message>`,
  );
  // Still in it after an edit, taken out by the next, sent again by Slack: nobody is told twice.
  await stage.pass(minute);
  await cho.edit(said, `the deploy used ${one('GitHub token')}, and it works`);
  await stage.rest();
  await stage.pass(minute);
  await cho.edit(said, 'the deploy works');
  await stage.rest();
  for (const delivery of stage.sandbox.deliveries.filter(({ kind }) => kind === 'event').slice(-3))
    await stage.sandbox.redeliver(delivery);
  await stage.rest();
  expect(warnings('cho').length).toBe(1);
  const [edited] = await kept(said.ts);
  expect(edited?.text).toBe('the deploy works');
  expect(edited?.revisions.map(({ text }) => text)).toEqual([
    'the deploy used [credential removed: GitHub token] &amp; it &lt;still&gt; works',
    'the deploy used [credential removed: GitHub token], and it works',
  ]);
});

test('a credential that comes with an edit is told of too; with the days the telling is not forgotten', async () => {
  const ben = stage.person('ben');
  const said = await ben.say('the key is in the vault', at);
  await stage.rest();
  expect(warnings('ben')).toEqual([]);
  await stage.pass(minute);
  await ben.edit(said, `the key is ${one('AWS access key')}`);
  await stage.rest();
  expect(warnings('ben').length).toBe(1);
  expect(warnings('ben')[0]?.text).toContain('an AWS access key');
  await stage.clock.advance(100 * 60 * minute);
  await stage.rest();
  await ben.edit(said, `the key is ${one('AWS access key')}!`);
  await stage.rest();
  expect(warnings('ben').length).toBe(1);
});

test('what an app writes is masked; there is nobody to tell', async () => {
  const before = stage.sandbox.calls.length;
  const { db } = stage.muster.store;
  const channel = stage.sandbox.channel(room).id;
  const body = {
    type: 'event_callback',
    team_id: stage.sandbox.teamId,
    event_id: 'EvFROMANAPP',
    event_time: 1,
    event: {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B0CI',
      channel,
      channel_type: 'channel',
      text: `build failed with ${one('Stripe key')}`,
      ts: '1795255300.000100',
      event_ts: '1795255300.000100',
    },
  };
  await stage.sandbox.redeliver({ kind: 'event', body, attempt: 0, status: 'waiting', ackMs: 0 });
  await stage.rest();
  const rows = await db.selectFrom('entry').select('text').where('actor', '=', 'B0CI').execute();
  expect(rows).toEqual([{ text: 'build failed with [credential removed: Stripe key]' }]);
  expect(stage.sandbox.calls.slice(before).filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
});

test('by no way in does a credential reach a table, the log, or anything that the bot says', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  // Every kind, as a message; every third is edited, every fourth deleted.
  for (const [index, { text }] of samples.entries()) {
    const said = await cho.say(`look: ${text}`, at);
    await stage.pass(1_500);
    if (index % 3 === 0) await cho.edit(said, `look again: ${text}`);
    if (index % 4 === 0) await cho.remove(said);
  }
  await stage.rest();
  // Commands, the title and with it the channel's name, words that are none.
  await ana.command(`/incident new sev3 ${one('GitLab token')} leaked`);
  for (const typed of ['note 10:12', 'note', 'title', 'summary', 'severity sev2', 'action', 'time started 09:20'])
    await ana.command(`/incident ${typed} ${some()}`, at);
  await ana.command(`/incident titel ${some()}`, at);
  await ana.command(`/incident ${some()} is down`, at);
  await sendForm(ana, { 'What is happening?': some(), Summary: some() });
  await stage.rest();
  // Forms, files, a topic by hand, and a message that the record had missed.
  await ana.press('Edit', at);
  await sendForm(ana, { Title: some(), Summary: some(), Reason: some() });
  await ana.command('/incident update', at);
  await sendForm(ana, { 'What happened?': some(), 'What is being done?': some() });
  await ben.say('', { ...at, files: [{ name: `${one('npm token')}.txt`, content: 'x' }] });
  await ben.say('in a thread', { ...at, thread: (await ben.say(some(), at)).ts });
  await stage.rest();
  stage.sandbox.requestUrl = 'http://127.0.0.1:9/slack/events';
  const missed = await cho.say(some(), at);
  stage.sandbox.requestUrl = `http://127.0.0.1:${stage.muster.port}/slack/events`;
  await ben.messageShortcut('Add to timeline', { in: room, ts: missed.ts });
  await ben.messageShortcut('Create action item', { in: room, ts: missed.ts });
  await sendForm(ben, { 'What is to be done?': some() });
  // Afterwards: the post-mortem, its thread, what people remember, and the files of all of it.
  await resolve(stage, 'ana');
  await postsFinish(stage);
  await ana.command(`/incident postmortem`, at);
  const head = messageWith(ana, 'Post-mortem INC-1');
  await ana.say(`6 ${some()}`, { ...at, thread: head.ts });
  await ana.say(some(), { ...at, thread: head.ts });
  const part = ana.reads(room).find((message) => message.text.startsWith('6 of 10'));
  await ben.press('Write', { ...at, message: part?.ts ?? '' });
  await sendForm(ben, { 'Five whys': some() });
  await cho.press('Answer (1 min)', { in: 'dm' });
  await sendForm(cho, { 'What did you do that is not written?': some(), 'What surprised you?': some() });
  await ana.command('/incident export', at);
  await ana.command('/incident brief', at);
  await ana.command('/incident timeline', at);
  await ana.home();
  await postsFinish(stage);
  await stage.pass(10 * minute);

  const { sandbox } = stage;
  const uploaded = [...sandbox.world.files.values()].filter(({ owner }) => owner === sandbox.botUserId);
  expect(uploaded.length).toBeGreaterThan(3);
  const places: Readonly<Record<string, string>> = {
    ...(await tables(stage)),
    calls: JSON.stringify(sandbox.calls.map(({ args }) => args)),
    answers: JSON.stringify([...sandbox.world.answers.values()]),
    files: uploaded.map(({ name, content }) => `${name} ${content?.toString()}`).join('\n'),
    channels: sandbox.channelNames.join(),
    log: logged.join(''),
  };
  // The search would find them if they were there: the marks are, and so is what stands beside them.
  expect(places.entry).toContain('look again: [credential removed: ');
  expect(places.seen?.length).toBeGreaterThan(100);
  expect(places.files).toContain('[credential removed: ');
  const leaked = Object.entries(places).flatMap(([place, text]) => {
    const small = text.toLowerCase();
    return samples
      .filter(({ heart }) => small.includes(heart.trim().slice(0, 8).toLowerCase()))
      .map(({ kind }) => `${place}: ${kind}`);
  });
  expect(leaked).toEqual([]);
  // Nor do the words around a credential, or anybody's name, belong into the log.
  expect(places.log).not.toMatch(/look again|leaked|Checkout|"(?:ana|ben|cho)"/);
  for (const { kind } of samples) expect(`${places.entry}`).toContain(`[credential removed: ${kind}]`);
}, 60_000);

test('one that nobody heard is masked when it is read back, its author told once, and it is not found changed', async () => {
  const ben = stage.person('ben');
  const before = warnings('ben').length;
  stage.sandbox.faults.deliveries({ lose: 1 });
  const said = await ben.say(`missed ${one('GitHub token')}`, at);
  stage.sandbox.faults.clear();
  await stage.pass(3000);
  for (const found of ['1 found later', 'nothing missing']) {
    await ben.command('/incident mend', at);
    await stage.rest();
    expect(ben.answers.at(-1)?.text).toContain(found);
  }
  expect(await kept(said.ts)).toMatchObject([{ text: 'missed [credential removed: GitHub token]', found: 'mended' }]);
  expect(warnings('ben')).toHaveLength(before + 1);
});

/** Every table of the database, all its rows as text. */
async function tables(stage: Stage): Promise<Record<string, string>> {
  const { db } = stage.muster.store;
  const found = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db);
  expect(found.rows.length).toBeGreaterThan(7);
  const all: Record<string, string> = {};
  for (const { name } of found.rows) {
    const rows = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t`.execute(db);
    all[name] = rows.rows.map(({ row }) => row).join('\n');
  }
  return all;
}
