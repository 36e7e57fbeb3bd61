import { afterEach, expect, test } from '@jest/globals';
import { at, botPosts, briefingOf, openRoom, postsFinish, resolve, room, roomText, title } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Slack has a bad day: the incident goes on, nothing is posted twice, and the briefing says what could not be done.

let stage: Stage;
afterEach(() => stage.close());

const once = (words: string, channel = room) =>
  botPosts(stage.person('ana'), channel).filter((message) => message.text.includes(words)).length;

async function declared(): Promise<void> {
  await openRoom(stage);
  await stage.pass(3 * minute);
}

/** The room is whole: one briefing, pinned; one checklist; one announcement. */
function whole(): void {
  expect(briefingOf(stage.person('ana'))).toContain(`INC-1 · SEV1 · ${title}`);
  expect(once('INC-1 · SEV1')).toBe(1);
  expect(once('Was something deployed shortly before?')).toBe(1);
  expect(once('INC-1 · SEV1', 'incidents')).toBe(1);
  expect(stage.sandbox.channelNames.filter((name) => name.startsWith('inc-'))).toEqual([room]);
}

const opening = [
  'conversations.create',
  'conversations.invite',
  'chat.postMessage',
  'pins.add',
  'conversations.setTopic',
];

test.each([
  ['asks to wait', { rateLimit: 20 }],
  ['answers 500', { status: 500 }],
  ['loses its replies', { loseReply: true }],
  ['says internal_error', { error: 'internal_error' }],
])('Slack %s while the room opens', async (_words, fault) => {
  stage = await openStage();
  for (const method of opening) stage.sandbox.faults.next(method, fault);
  await declared();
  whole();
});

test('a reply is lost, and hundreds of messages are said before it can be looked for: the line stands once', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  let isOut = true;
  stage.sandbox.faults.next('chat.postMessage', { loseReply: true });
  stage.sandbox.faults.next('conversations.history', { status: 503 }, { times: 100, when: () => isOut });
  await ben.command('/incident contained', at);
  await stage.pass(minute);
  for (let one = 1; one <= 210; one += 1) await ben.say(`Still looking, ${one}`, at);
  isOut = false;
  await stage.pass(10 * minute);
  expect(once('Contained at')).toBe(1);
  expect(stage.sandbox.calls.filter(({ method }) => method === 'conversations.history').length).toBeGreaterThan(1);
});

test('the reply to every post is lost once: each line stands once', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  stage.sandbox.faults.next('chat.postMessage', { loseReply: true }, { times: 2 });
  await ben.press('Take fixer', at);
  await ben.command('/incident contained', at);
  await stage.rest();
  await stage.pass(3 * minute);
  expect(once('@ben is fixer.')).toBe(1);
  expect(once('Contained at')).toBe(1);
  whole();
});

test('an announcement that is refused for good holds nothing up, and is said on the briefing', async () => {
  stage = await openStage();
  const announced = (args: Record<string, unknown>) => String(args.channel).includes('incidents');
  stage.sandbox.faults.chance('chat.postMessage', 1, { error: 'restricted_action' }, { when: announced });
  await declared();
  const briefing = briefingOf(stage.person('ana'));
  expect(briefing).toMatch(/announce/i);
  expect(briefing).toContain('restricted_action');
  await stage.person('ana').press('Take lead', at);
  await stage.rest();
  expect(roomText(stage.person('ana'))).toContain('@ana is lead.');
});

test('a room that Slack does not allow is tried again on reopen, once that is put right', async () => {
  stage = await openStage();
  const ana = stage.person('ana');
  stage.sandbox.faults.chance('conversations.create', 1, { error: 'restricted_action' });
  await ana.command(`/incident new sev1 ${title}`);
  await stage.pass(minute);
  const told = ana.reads('general').filter(({ text }) => text.includes('it has no room yet'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('/incident reopen INC-1 REASON');
  stage.sandbox.faults.clear();
  const { text } = await ana.command('/incident reopen INC-1 the app may open channels now', { in: 'general' });
  expect(text).toBe('INC-1: done.');
  await stage.pass(3 * minute);
  whole();
  expect(stage.sandbox.channel(room).memberNames).toContain('ana');
  expect(briefingOf(ana)).not.toContain('Could not be done');
  const record = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  expect(record.filter(({ text }) => text.includes('the app may open channels now'))).toHaveLength(1);
  const again = await ana.command('/incident reopen INC-1 once more', { in: 'general' });
  expect(again.text).not.toContain('done');
});

test('the announcements channel is renamed and archived: a new one is made, and stays the one', async () => {
  stage = await openStage();
  await declared();
  const dan = stage.person('dan');
  await dan.rename('incidents', 'incidents-old');
  await dan.archive('incidents-old');
  for (const words of ['Search finds nothing', 'Mails are late']) {
    await dan.command(`/incident new sev3 ${words}`);
    await stage.pass(minute);
  }
  expect(stage.sandbox.channel('incidents').memberNames).toContain('muster');
  const announced = stage.person('ana').reads('incidents');
  expect(announced.filter(({ buttons }) => buttons.includes('Join')).map(({ text }) => text.split('\n')[0])).toEqual([
    'INC-2 · SEV3 · Search finds nothing',
    'INC-3 · SEV3 · Mails are late',
  ]);
  for (const name of ['inc-2-search-finds-nothing', 'inc-3-mails-are-late']) {
    expect(briefingOf(dan, name)).not.toContain('Could not be done');
  }
});

test('a pin that is refused for good is said on the briefing', async () => {
  stage = await openStage();
  stage.sandbox.faults.chance('pins.add', 1, { error: 'not_pinnable' });
  await declared();
  const briefing = stage
    .person('ana')
    .reads(room)
    .find((message) => message.text.startsWith('INC-1 · SEV1'));
  expect(briefing?.pinned).toBe(false);
  expect(briefing?.text).toMatch(/not_pinnable/);
});

test('somebody who cannot be invited does not keep the others out', async () => {
  stage = await openStage({ config: 'severities:\n  sev1:\n    invite: [ "U0NOBODYHERE" ]\n' });
  await declared();
  expect(stage.sandbox.channel(room).memberNames).toContain('ana');
  whole();
  expect(briefingOf(stage.person('ana'))).toMatch(/U0NOBODYHERE|user_not_found|could not/i);
});

test('Slack is away for ten minutes: what was done meanwhile arrives afterwards, once', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  stage.sandbox.faults.chance('*', 1, { status: 503 });
  await stage.person('ben').press('Take fixer', at);
  await stage.pass(10 * minute);
  expect(once('@ben is fixer.')).toBe(0);
  stage.sandbox.faults.clear();
  await stage.pass(20 * minute);
  expect(once('@ben is fixer.')).toBe(1);
  expect(briefingOf(stage.person('ana'))).toMatch(/Fixer +@ben/);
  whole();
});

test('Slack asks to wait with posts into one channel: everything else goes on, and it is asked no more often than it says', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const id = stage.sandbox.channel(room).id;
  stage.sandbox.faults.chance('chat.postMessage', 1, { rateLimit: 30 }, { when: ({ channel }) => channel === id });
  const before = stage.sandbox.calls.length;
  const ben = stage.person('ben');
  await ben.press('Take fixer', at);
  await stage.rest();
  expect(briefingOf(ben)).toMatch(/Fixer +@ben/);
  expect(ben.dm().filter(({ text }) => text.includes('fixer'))).toHaveLength(1);
  await stage.pass(5 * minute);
  const tries = stage.sandbox.calls.slice(before).filter(({ args }) => args.channel === id && 'metadata' in args);
  expect(tries.length).toBeGreaterThan(2);
  expect(tries.length).toBeLessThan(12);
  stage.sandbox.faults.clear();
  await stage.pass(minute);
  expect(once('@ben is fixer.')).toBe(1);
  whole();
});

test('Slack does not answer in time, once without and once with effect: each line stands once', async () => {
  stage = await openStage({ slackTimeoutMs: 300 });
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  const slow = (words: string, fault: { readonly status?: number }) =>
    stage.sandbox.faults.next(
      'chat.postMessage',
      { hangMs: 600, ...fault },
      { when: ({ text }) => String(text).includes(words) },
    );
  slow('is fixer', { status: 504 });
  slow('Contained at', {});
  await ben.press('Take fixer', at);
  await ben.command('/incident contained', at);
  await stage.rest();
  // What Slack does late it has done before it is asked again.
  while (stage.sandbox.calls.some(({ endedAt }) => endedAt === 0)) await new Promise((soon) => setTimeout(soon, 5));
  await stage.pass(2 * minute);
  expect(once('@ben is fixer.')).toBe(1);
  expect(once('Contained at')).toBe(1);
  whole();
});

test('the line that says Resolved is slow: the draft begins after it, and links it', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  stage.sandbox.faults.next(
    'chat.postMessage',
    { hangMs: 400 },
    { when: ({ text }) => String(text).includes('Resolved at') },
  );
  await resolve(stage, 'ben');
  await postsFinish(stage);
  const read = stage.person('ana').reads(room);
  const table = read.find((message) => message.text.startsWith('3 of 10'));
  expect(table?.text).toMatch(/\| Resolved at .* \| source \|$/m);
});

test('the token is taken back: it is loud, Slack is left alone, and all that waited is done with a new one', async () => {
  const log: string[] = [];
  stage = await openStage({ writeLog: (line) => log.push(line) });
  await openRoom(stage, 'ben');
  const page = async (path: string) => (await fetch(`http://127.0.0.1:${stage.muster.port}${path}`)).text();
  const ben = stage.person('ben');
  expect(await page('/readyz')).toContain('ok  slack');
  stage.sandbox.uninstall();
  await stage.rest();
  // Nobody had to ask anything of it.
  expect(await page('/readyz')).toContain('not ready  slack');
  expect(await page('/metrics')).toMatch(/^muster_token_refused 1$/m);
  const before = stage.sandbox.calls.length;
  await ben.press('Take fixer', at);
  expect((await ben.command('/incident contained', at)).text).toBe('');
  await stage.pass(10 * minute);
  const calls = stage.sandbox.calls.slice(before);
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.length).toBeLessThan(12);
  expect(calls.filter(({ response }) => response.error !== 'token_revoked')).toEqual([]);
  expect(await page('/metrics')).toMatch(/^muster_errands\{state="waiting"\} [1-9]/m);
  const loud = log.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith('Slack refuses the bot token'));
  expect(loud).toMatchObject([{ level: 'error', 'slack.error': 'token_revoked' }]);
  expect(log.join('').includes(stage.sandbox.botToken)).toBe(false);

  stage.sandbox.reinstall();
  await stage.restart();
  await stage.pass(3 * minute);
  expect(once('@ben is fixer.')).toBe(1);
  expect(once('Contained at')).toBe(1);
  expect(briefingOf(ben)).toMatch(/Fixer +@ben/);
  expect(briefingOf(ben)).not.toContain('Could not be done');
  expect(await page('/readyz')).toContain('ok  slack');
  expect(await page('/metrics')).toMatch(/^muster_token_refused 0$/m);
});
