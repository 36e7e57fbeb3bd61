import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { changeChannelId } from '../../src/store/change-channel-id.ts';
import { openStore } from '../../src/store/open-store.ts';
import { at, botPosts, briefingOf, messageWith, openRoom, room } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// What people do to a room, and to the bot in it, while others are at work: each sees what it means and what to do.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho', 'dan');
  await stage.person('ben').press('Take lead', at);
  await stage.rest();
}, 60_000);
afterAll(() => stage?.close());

const ref = () => ({ workspace: stage.sandbox.teamId, number: 1 });
const incident = async () => {
  const found = await stage.muster.engine.incident(ref());
  if (found === null) throw new Error('there is no INC-1');
  return found;
};
/** The record without the ids of people. */
const record = async (): Promise<readonly string[]> =>
  (await stage.muster.engine.entries(ref(), 'all')).map(({ text }) => text.replace(/<@\w+>/g, '@'));
/** The tables that still know a channel by this id; the one that says which id it has now left out. */
const placesOf = async (channel: string): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const tables = ['entry', 'mark', 'thread', 'mending', 'incident'];
  const counts = tables.map((table) => `select '${table}' as place from ${table} where channel = $1`);
  const { rows } = await client.query(
    `${counts.join(' union ')} union select 'errand' from errand
    where strpos(errand::text, $1) > 0 union select 'state' from incident where strpos(state::text, $1) > 0`,
    [channel],
  );
  await client.end();
  return rows.map(({ place }) => place);
};
const linesWith = (words: string, name = 'ana') =>
  botPosts(stage.person(name)).filter(({ text }) => text.includes(words)).length;
const announced = () => messageWith(stage.person('dan'), 'INC-1 · SEV', 'incidents').text;

test('the bot is taken out of the room: lead and declarer learn it, what it has to say waits and is said when it is back', async () => {
  const [ana, ben, dan] = [stage.person('ana'), stage.person('ben'), stage.person('dan')];
  await dan.kick(room, 'muster');
  await stage.rest();
  for (const person of [ana, ben]) {
    const told = person.dm().filter(({ text }) => text.includes('@dan took me out of its room'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('/invite @muster');
    expect(told[0]?.buttons).toEqual(['Open a new room']);
  }
  expect(announced()).toContain('goes on without me');
  await ana.say('Nobody records this.', at);
  await ana.command('/incident severity INC-1 sev3 only the EU', { in: 'general' });
  await ben.command('/incident contained INC-1', { in: 'general' });
  await stage.pass(25 * minute);
  expect(linesWith('SEV1 → SEV3')).toBe(0);
  expect((await incident()).problems).toEqual([]);
  expect(announced()).toContain('SEV3');
  // The bot can ask nobody in; following goes on.
  expect(messageWith(dan, 'INC-1 · SEV', 'incidents').buttons).toEqual(['Follow']);

  await ana.invite(room, 'muster');
  await stage.rest();
  expect(linesWith('SEV1 → SEV3')).toBe(1);
  expect(linesWith('Contained at')).toBe(1);
  expect(linesWith('Muster is in the room again, asked in by @ana.')).toBe(1);
  expect(briefingOf(ana)).toContain('Contained since');
  expect(announced()).not.toContain('without me');
  expect(await record()).toEqual(
    expect.arrayContaining([
      '@ took Muster out of the room: what is said there now is not heard.',
      expect.stringMatching(/^Muster is in the room again, asked in by @\. From .* to .* it heard nothing there: /),
    ]),
  );
  // Read back by now, as far as Slack's history has it.
  const missed = (await stage.muster.engine.entries(ref(), 'all')).find(({ text }) => text === 'Nobody records this.');
  expect(missed?.found).toBe('mended');
});

test('taken out without a word from Slack: an errand that meets a no asks, and one that waits finds that it is back', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  stage.sandbox.faults.deliveries({ delayMs: 40 * minute });
  await dan.kick(room, 'muster');
  await ana.command('/incident severity INC-1 sev2 more than the EU', { in: 'general' });
  await stage.rest();
  await ana.command('/incident severity INC-1 sev1 everybody', { in: 'general' });
  await stage.rest();
  expect((await incident()).room.leftAt).not.toBeNull();
  await dan.invite(room, 'muster');
  await stage.pass(11 * minute);
  expect((await incident()).room.leftAt).toBeNull();
  expect(linesWith('SEV2 → SEV1')).toBe(1);
  await stage.pass(45 * minute);
  stage.sandbox.faults.clear();
  await stage.rest();
  expect((await incident()).room.leftAt).toBeNull();
  expect(linesWith('SEV2 → SEV1')).toBe(1);
  // What Slack told late was over.
  expect(linesWith('Muster is in the room again')).toBe(2);
  for (const name of ['ana', 'ben']) {
    const told = stage
      .person(name)
      .dm()
      .filter(({ text }) => text.includes('room #'));
    expect(told).toHaveLength(2);
  }
});

test('a key event is confirmed when the bot is back, and so is what it was told no for while it came back', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  const hasMemo = (ts: string) =>
    ana.reads(room).some((one) => one.ts === ts && one.reactions.some(({ name }) => name === 'memo'));
  const said = await ana.say('The pool is full.', at);
  stage.sandbox.faults.next('reactions.add', { status: 503 });
  await dan.react(said, 'pushpin');
  await stage.rest();
  await dan.kick(room, 'muster');
  await stage.pass(2 * minute);
  expect(hasMemo(said.ts)).toBe(false);
  await dan.invite(room, 'muster');
  await stage.pass(11 * minute);
  expect(hasMemo(said.ts)).toBe(true);
  const later = await ana.say('It drains.', at);
  stage.sandbox.faults.next('reactions.add', { error: 'not_in_channel' });
  await dan.react(later, 'pushpin');
  await stage.pass(minute);
  expect(hasMemo(later.ts)).toBe(true);
  // Given up for good, or left in a room whose incident was over: comparing the record finds it.
  const last = await ana.say('Payments recover.', at);
  stage.sandbox.faults.next('reactions.add', { error: 'not_reactable' });
  await dan.react(last, 'pushpin');
  await stage.pass(minute);
  expect(hasMemo(last.ts)).toBe(false);
  await ana.command('/incident mend', at);
  await stage.pass(minute);
  expect(hasMemo(last.ts)).toBe(true);
  stage.sandbox.faults.next('reactions.remove', { error: 'not_reactable' });
  await dan.unreact(last, 'pushpin');
  await stage.pass(minute);
  expect(hasMemo(last.ts)).toBe(true);
  await ana.command('/incident mend', at);
  await stage.pass(minute);
  expect(hasMemo(last.ts)).toBe(false);
  expect((await incident()).problems).toEqual([]);
});

test('the room is renamed by hand: the record has it, and it is still the room', async () => {
  const ana = stage.person('ana');
  await ana.rename(room, 'checkout-down');
  await stage.rest();
  expect((await incident()).room.name).toBe('checkout-down');
  expect((await record()).filter((text) => text.includes('to "checkout-down"'))).toHaveLength(1);
  const { text } = await stage.person('dan').command('/incident list', { in: 'general' });
  expect(text).toContain('#checkout-down');
  await ana.rename('checkout-down', room);
  await stage.rest();
});

test('the room is made private by hand: so is the incident, everywhere', async () => {
  const [ana, dan, ben] = [stage.person('ana'), stage.person('dan'), stage.person('ben')];
  await dan.leave(room);
  await stage.rest();
  expect(
    dan.reads('incidents').filter(({ author, subtype }) => author === 'muster' && subtype === undefined).length,
  ).toBeGreaterThan(1);
  await ana.makePrivate(room);
  await stage.rest();
  expect(linesWith('The room is private now, made so by @ana: only its members see this incident')).toBe(1);
  expect(briefingOf(ana)).toContain('Private: only members of this channel see it.');
  expect(dan.reads('incidents').filter(({ author, subtype }) => author === 'muster' && subtype === undefined)).toEqual(
    [],
  );
  expect((await dan.command('/incident list', { in: 'general' })).text).not.toContain('INC-1');
  expect((await ben.command('/incident list', { in: 'general' })).text).toContain('INC-1');
  await dan.home();
  await stage.rest();
  expect(dan.homeView).not.toContain('INC-1');
  await ana.command('/incident title Checkout is down', at);
  await ana.command('/incident severity sev2 half of them', at);
  await stage.rest();
  expect(dan.reads('incidents').filter(({ author, subtype }) => author === 'muster' && subtype === undefined)).toEqual(
    [],
  );
});

test('the private room is shared with another organization, which changes its id: all goes on in it, and is one record', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const before = await ben.say('The vendor asks for the trace.', at);
  await ben.react(before, 'pushpin');
  await ana.say(`It is 2 GB, said in #${room}.`, { ...at, thread: before.ts });
  // Such a mark stands nowhere in Slack.
  const marked = await ana.say('The trace is on the bucket.', at);
  await ana.messageShortcut('Add to timeline', { in: room, ts: marked.ts });
  await stage.pass(minute);
  await ana.command('/incident mend', at);
  await stage.pass(minute);
  await stage.rest();
  const old = (await incident()).room.channel ?? '';
  // Told after the change, by the old id; history shows the last words alone.
  stage.sandbox.faults.deliveries({ delayMs: 9 * minute });
  await ben.edit(before, 'The vendor asks for a trace.');
  await ben.edit(before, 'The vendor wants a trace.');
  // What is said before Slack tells of it, and what is under way to the old one.
  stage.sandbox.faults.deliveries({ delayMs: 5 * minute });
  await ana.shareOutside(room);
  await ben.say('Are they in?', at);
  await ana.command('/incident severity INC-1 sev1 the vendor says so', { in: 'general' });
  await stage.pass(minute);
  stage.sandbox.faults.clear();
  await stage.pass(11 * minute);
  const now = await incident();
  expect(now.room.channel).toBe(stage.sandbox.channel(room).id);
  expect(JSON.stringify(now)).not.toContain(old);
  expect(linesWith('another id in Slack, as one gets that is shared with another organization')).toBe(1);
  expect(linesWith('SEV2 → SEV1')).toBe(2);
  expect(briefingOf(ana)).toContain('SEV1');
  expect(now.problems).toEqual([]);
  const here = now.room.channel ?? '';
  const moved = { ...before, channel: here };
  await ben.edit(moved, 'The vendor has the trace.');
  await ana.say('They are in.', at);
  await stage.rest();
  const entries = await stage.muster.engine.entries(ref(), 'all');
  const said = entries
    .filter(({ kind }) => kind === 'message')
    .map(({ text, channel, found }) => [text, channel, found]);
  expect(said.slice(-5)).toEqual([
    ['The vendor has the trace.', here, 'mended'],
    [`It is 2 GB, said in <#${old}>.`, here, 'live'],
    ['The trace is on the bucket.', here, 'live'],
    ['Are they in?', here, 'mended'],
    ['They are in.', here, 'live'],
  ]);
  // What was written stays as it was written: Slack does not change it either.
  expect(entries.filter(({ text, revisions }) => text.includes('2 GB') && revisions.length > 0)).toEqual([]);
  const edited = entries.find(({ kind, ts }) => kind === 'message' && ts === before.ts);
  expect(edited?.revisions.map(({ text }) => text)).toEqual([
    'The vendor asks for the trace.',
    'The vendor asks for a trace.',
    'The vendor wants a trace.',
  ]);
  const memo = ana
    .reads(room)
    .find(({ ts }) => ts === before.ts)
    ?.reactions.map(({ name }) => name);
  expect(memo).toContain('memo');
  expect(await stage.muster.engine.isKeyEvent(stage.sandbox.teamId, { channel: here, ts: marked.ts })).toBe(true);
  expect(await placesOf(old)).toEqual([]);
  await ben.unreact(moved, 'pushpin');
  await stage.rest();
  expect(await stage.muster.engine.isKeyEvent(stage.sandbox.teamId, moved)).toBe(false);
});

test('somebody with roles is deactivated: the roles are open again, said once in the room', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.press('Take scribe', at);
  await stage.person('cho').press('Take fixer', at);
  await stage.rest();
  expect(briefingOf(ana)).toMatch(/Lead +@ben/);
  stage.sandbox.deactivate('ben');
  await stage.pass(12 * minute);
  for (const role of ['lead', 'scribe']) {
    expect(linesWith(`@ben has no account here any more: ${role} is open again.`)).toBe(1);
  }
  expect(briefingOf(ana)).toMatch(/Lead +unclaimed/);
  expect(briefingOf(ana)).toMatch(/Fixer +@cho/);
  expect((await incident()).problems).toEqual([]);
  await ana.press('Take lead', at);
  await stage.rest();
  expect(briefingOf(ana)).toMatch(/Lead +@ana/);
});

test('what was done to a room while nobody listened is found when its history is read', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await dan.command('/incident new sev3 Mails are late');
  await stage.rest();
  const second = { workspace: stage.sandbox.teamId, number: 2 };
  const now = async () => stage.muster.engine.incident(second);
  const unheard = async (run: () => Promise<void>) => {
    stage.sandbox.faults.deliveries({ lose: 1 });
    await run();
    await stage.rest();
    stage.sandbox.faults.clear();
    await stage.pass(6 * minute);
  };
  const told = () => dan.dm().filter(({ text }) => text.includes('I am no longer in its room')).length;
  await unheard(async () => {
    await dan.rename('inc-2-mails-are-late', 'mails');
    await dan.kick('mails', 'muster');
  });
  expect(await now()).toMatchObject({ private: false, room: { name: 'mails', leftAt: expect.any(Number) } });
  expect(told()).toBe(1);
  expect(ana.transcript('incidents')).toContain('INC-2');
  await unheard(async () => {
    await dan.invite('mails', 'muster');
    await dan.makePrivate('mails');
  });
  expect(await now()).toMatchObject({ private: true, room: { leftAt: null } });
  expect(ana.transcript('incidents')).not.toContain('INC-2');
  await unheard(() => dan.kick('mails', 'muster'));
  expect(told()).toBe(2);
});

test('Slack never told that a room has another id: it is found by its briefing, and nobody is told that it is lost', async () => {
  const dan = stage.person('dan');
  await dan.command('/incident new sev3 Search is slow');
  await stage.rest();
  await dan.makePrivate('inc-3-search-is-slow');
  await stage.rest();
  const third = { workspace: stage.sandbox.teamId, number: 3 };
  stage.sandbox.faults.deliveries({ lose: 1 });
  await dan.shareOutside('inc-3-search-is-slow');
  await dan.rename('inc-3-search-is-slow', 'search');
  await dan.say('The vendor looks at the index.', { in: 'search' });
  await stage.rest();
  stage.sandbox.faults.clear();
  await dan.command('/incident severity INC-3 sev2 everybody', { in: 'general' });
  await stage.pass(6 * minute);
  await dan.say('It was the index.', { in: 'search' });
  await stage.rest();
  const now = await stage.muster.engine.incident(third);
  expect(now).toMatchObject({ problems: [], room: { name: 'search', channel: stage.sandbox.channel('search').id } });
  expect(now?.room.leftAt ?? null).toBeNull();
  expect(dan.dm().filter(({ text }) => text.includes('INC-3') && text.includes('no longer in its room'))).toEqual([]);
  expect(dan.transcript('search')).toContain('SEV3 → SEV2');
  const said = (await stage.muster.engine.entries(third, 'all')).filter(({ kind }) => kind === 'message');
  expect(said.map(({ text, found }) => [text, found])).toEqual([
    ['The vendor looks at the index.', 'mended'],
    ['It was the index.', 'live'],
  ]);
});

test('killed between what is kept of the room and its incident: told again, it goes on', async () => {
  const dan = stage.person('dan');
  const third = { workspace: stage.sandbox.teamId, number: 3 };
  const from = stage.sandbox.channel('search').id;
  stage.sandbox.faults.deliveries({ delayMs: minute });
  await dan.shareOutside('search');
  const to = stage.sandbox.channel('search').id;
  const store = await openStore({ databaseUrl: stage.databaseUrl, dataDir: '', poolSize: 1 });
  await store.db.transaction().execute((trx) => changeChannelId(trx, third.workspace, { from, to }));
  await store.close();
  expect((await stage.muster.engine.incident(third))?.room.channel).toBe(from);
  stage.sandbox.faults.clear();
  await stage.pass(2 * minute);
  await dan.say('It is over.', { in: 'search' });
  await stage.rest();
  expect((await stage.muster.engine.incident(third))?.room.channel).toBe(to);
  expect(await placesOf(from)).toEqual([]);
  const said = (await stage.muster.engine.entries(third, 'all')).filter(({ kind }) => kind === 'message');
  expect(said.map(({ text, channel }) => [text, channel])).toEqual([
    ['The vendor looks at the index.', to],
    ['It was the index.', to],
    ['It is over.', to],
  ]);
});
