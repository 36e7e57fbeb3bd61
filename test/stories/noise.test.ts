import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, postsFinish, room, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// How much Muster says in ninety minutes of a sev1 with twelve people. People talk as they do; what is counted is the
// bot's own posts in the room and the lines that Slack puts there because of what the bot does, what a leader who
// follows gets, and what somebody without a role gets.

const names = ['ana', 'ben', 'cho', 'dan', 'eli', 'fay', 'gil', 'hal', 'ida', 'jon', 'kim', 'leo'];
const leaders = ['max', 'nia'];
/** Who holds a role speaks more often. */
const speakers = [
  'ben',
  'fay',
  'dan',
  'gil',
  'cho',
  'hal',
  'ana',
  'ben',
  'ida',
  'dan',
  'jon',
  'cho',
  'kim',
  'ana',
  'leo',
  'eli',
];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    sandbox: {
      people: [...names, ...leaders].map((name) => ({ name, zone: 'Europe/London' })),
      channels: [
        { name: 'general', members: [...names, ...leaders] },
        { name: 'incidents', members: leaders },
      ],
    },
    config: (id) => `severities: { sev1: { invite: [${['ben', 'cho', 'dan', 'eli'].map(id).join(', ')}] } }`,
  });
  await ninetyMinutes();
}, 120_000);
afterAll(() => stage?.close());

const person = (name: string) => stage.person(name);
async function types(name: string, line: string): Promise<void> {
  await person(name).command(`/incident ${line}`, at);
  await stage.rest();
}
async function presses(name: string, label: string, where: { in: string }): Promise<void> {
  await person(name).press(label, where);
  await stage.rest();
}
/** Every two minutes somebody says something. */
async function talk(minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 2) {
    said += 1;
    await person(speakers[said % speakers.length] ?? 'ana').say(`What I see (${said}) is the same.`, at);
    await stage.pass(2 * minute);
  }
}
let said = 0;
async function update(happened: string): Promise<void> {
  await types('dan', 'update');
  await sendForm(person('dan'), { 'What happened?': happened });
  await stage.rest();
}
async function check(name: string, item: string, answer: string): Promise<void> {
  await person(name).choose(item, answer, at);
  await stage.rest();
}

/** Declared at 09:30 as sev2, sev1 at 09:34, contained at 10:16, resolved at 10:50, with everything in between. */
async function ninetyMinutes(): Promise<void> {
  await person('ana').command('/incident new sev2 Checkout returns 500s');
  await stage.rest();
  await presses('max', 'Follow', { in: 'incidents' });
  await presses('ana', 'Take lead', at);
  await stage.pass(2 * minute);
  for (const name of ['ben', 'fay', 'gil', 'hal']) await person(name).join(room);
  await stage.rest();
  await presses('ben', 'Take fixer', at);
  await talk(2);
  await types('ana', 'severity sev1 EU and US hit');
  await presses('cho', 'Take scribe', at);
  await types('ana', 'role communicator @dan');
  await presses('dan', 'Accept', { in: 'dm' });
  await update('Card payments fail in the EU and the US.');
  for (const name of ['ida', 'jon', 'kim', 'leo']) await person(name).join(room);
  await stage.rest();
  await presses('nia', 'Follow', { in: 'incidents' });
  await check('gil', 'Is an internal monitor alerting?', 'Yes');
  await check('gil', 'Do the logs show errors that are not usual?', 'Yes');
  await check('hal', 'Was something deployed shortly before?', 'Yes');
  await check('hal', 'Does a vendor or our cloud report trouble?', 'No');
  await talk(10);
  await types('ana', 'ask @fay look at the US graphs by 10:00');
  await presses('fay', 'On it', { in: 'dm' });
  await talk(8);
  await update('A deployment at 09:25 is suspected.');
  await types('ben', 'did rolled back checkout to 4.11');
  await presses('fay', 'Done', { in: 'dm' });
  await talk(10);
  await types('ana', 'decide drain the EU because the rollback does not help there');
  await types('ana', 'ask @gil drain the EU by 10:20');
  await presses('gil', 'On it', { in: 'dm' });
  await types('cho', 'note 10:00 vendor confirms trouble in the EU');
  await talk(8);
  await update('The EU is being drained. Payments in the US work.');
  await types('gil', 'did drained the EU');
  await presses('gil', 'Done', { in: 'dm' });
  await talk(6);
  await presses('ben', 'Contained', at);
  await talk(14);
  await update('Payments work for everybody; the EU comes back step by step.');
  await types('ben', 'action add a limit to the retry queue');
  await talk(20);
  await types('ana', 'resolved');
  await sendForm(person('ana'), {});
  await stage.rest();
  await postsFinish(stage);
  await talk(10);
}

/** What stands in the room because of Muster, by kind: replies in threads and what only one person sees apart. */
function inTheRoom(): readonly string[] {
  const all = stage.sandbox.messages(room) as unknown as readonly Message[];
  const bot = all.find(({ subtype }) => subtype === 'channel_join')?.user;
  const told = all.filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
  const own = told.filter(({ user }) => user === bot);
  const invited = told.filter(({ subtype, inviter }) => subtype === 'channel_join' && inviter === bot);
  const done = (method: string) =>
    stage.sandbox.calls.filter((call) => call.method === method && call.response.ok === true).map(() => method);
  return [
    ...own.map(({ subtype, text }) => `${subtype ?? 'post'}: ${text.slice(0, 60)}`),
    // Those whom one call asks in are one line.
    ...[...new Set(invited.map(({ ts }) => ts.split('.')[0]))].map(() => 'channel_join: asked in'),
    // Slack puts a line into the room for each of these; the look-alike does not.
    ...done('pins.add'),
    ...done('conversations.rename'),
    ...done('conversations.kick'),
  ];
}

interface Message {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly subtype?: string;
  readonly inviter?: string;
  readonly text: string;
}

/** Direct messages, and what only they saw. */
function toldTo(name: string): readonly string[] {
  const places = ['general', 'incidents', room].filter((place) =>
    stage.sandbox.channel(place).memberNames.includes(name),
  );
  const alone = places.flatMap((place) =>
    person(name)
      .reads(place)
      .filter(({ ephemeral }) => ephemeral),
  );
  return [...person(name).dm(), ...alone].map(({ text }) => text.slice(0, 70));
}

/** Fails with what there was. */
function atMost(most: number, told: readonly string[]): void {
  expect(told.length > most ? [`${told.length}, at most ${most}`, ...told] : []).toEqual([]);
}

test('the story is told to its end', () => {
  const messages = stage.sandbox.messages(room) as unknown as readonly Message[];
  expect(messages.filter(({ text }) => text.startsWith('What I see')).length).toBeGreaterThan(40);
  expect(person('ana').transcript(room)).toContain('10 of 10');
  for (const words of ['4 of 10', 'is fixer', 'Update by @dan', 'Undone', 'Contained at', 'Resolved at']) {
    expect(person('ana').transcript(room)).toContain(words);
  }
});

test('roles taken in the first minutes are one line; updates stand below the briefing', () => {
  const seen = person('ana').reads(room);
  const roles = seen.filter(({ text }) => /is lead|is fixer|is scribe|is communicator/.test(text));
  expect(roles.map(({ text }) => text)).toEqual([
    '@ana is lead.\n@ben is fixer.\n@cho is scribe.\n@dan is communicator.',
  ]);
  const briefing = seen.find(({ pinned }) => pinned);
  const updates = seen.filter(({ text }) => text.startsWith('Update by @dan'));
  expect(updates.map(({ threadTs }) => threadTs)).toEqual(Array.from({ length: 4 }, () => briefing?.ts));
});

test('in the room: at most twenty, its own posts and the lines of Slack that it causes', () => {
  atMost(20, inTheRoom());
});

test('a leader who follows gets at most four, and something at each turn', () => {
  for (const name of leaders) atMost(4, toldTo(name));
  const told = person('max')
    .dm()
    .map(({ text }) => text);
  for (const words of ['INC-1 · SEV2', 'INC-1 · SEV1', 'Contained at', 'Resolved at']) {
    expect(told.some((text) => text.includes(words))).toBe(true);
  }
});

test('a responder without a role gets at most five', () => {
  for (const name of names.filter((one) => !['ana', 'ben', 'cho', 'dan'].includes(one))) {
    atMost(
      5,
      toldTo(name).map((text) => `${name}: ${text}`),
    );
  }
});
