import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, botPosts, briefingOf, messageWith, openRoom, room, roomText } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Somebody has written for hours and goes to bed. Whoever takes over must know how things stand; often nobody answers.

const config = (id: (name: string) => string) => `
people:
  ana: { slack: ${id('ana')} }
  dan: { slack: ${id('dan')} }
teams:
  payments:
    rota: { people: [ ana, dan ], turn: daily, starts: 2026-11-02, hand_over: "09:00", zone: Europe/London }
`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ config });
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const dm = { in: 'dm' };
const dmWith = (name: string, words: string) =>
  stage
    .person(name)
    .dm()
    .filter((message) => message.text.includes(words));
const incident = async (number = 1) => {
  const found = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number });
  if (found === null) throw new Error(`no incident ${number}`);
  return found;
};
const holder = async (role: string, number = 1) => {
  const user = (await incident(number)).roles.find((held) => held.role === role)?.user;
  return ['ana', 'ben', 'cho', 'dan'].find((name) => stage.person(name).profile.id === user);
};

/** Presses `Hand over`, and sends the form; `text`: added to how things stand. */
async function offer(from: string, to: string, text = ''): Promise<string> {
  const form = await stage.person(from).formOpens();
  const drawn = form.text();
  await form.choose('To whom?', to);
  if (text !== '') await form.fill('How do things stand?', text);
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  return drawn;
}

test('filled in from the record; nobody answers: who leaves hears it, holds the role still, and can ask again', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  await cho.command('/incident role scribe @cho', at);
  await ana.command('/incident note 09:20 payments fell', at);
  await ben.command('/incident did rolled back to 4.11', at);
  await ana.command('/incident ask @ben watch the EU graphs', at);
  await ana.command('/incident decide keep 4.11 until Monday', at);
  await stage.rest();
  const posts = botPosts(ana).length;
  await cho.press('Hand over', dm);
  const drawn = await offer('cho', 'dan');
  for (const words of [
    'SEV1, not contained',
    'Checkout returns 500s',
    '@ben: watch the EU graphs (no answer)',
    'rolled back to 4.11 (@ben)',
    'keep 4.11 until Monday',
    'payments fell',
    'Next update due',
    'Times: Asia/Seoul.',
  ]) {
    expect(drawn).toContain(words);
  }
  const [asked] = dmWith('dan', 'would hand scribe over to you');
  expect(asked?.buttons).toEqual(['Accept', "Can't"]);
  // Who is named stays a mention: shared copies of the record name roles.
  expect(asked?.text).toContain('• @ben: watch the EU graphs');
  const [entry] = (await stage.muster.engine.entries(await incident(), 'key')).filter(({ text }) =>
    text.includes('offers scribe to'),
  );
  expect(entry?.text).toContain(`<@${ben.profile.id}>: watch the EU graphs`);
  expect(briefingOf(ana)).toContain('Scribe  @cho (offers it to @dan)');
  expect(stage.sandbox.channel(room).memberNames).not.toContain('dan');

  await stage.pass(4 * minute);
  expect(dmWith('cho', 'has not answered')).toHaveLength(0);
  await stage.pass(minute + 1000);
  expect(dmWith('cho', 'has not answered').map(({ buttons }) => buttons)).toEqual([['Ask again', 'Choose another']]);
  await stage.pass(60 * minute);
  expect(dmWith('cho', 'has not answered')).toHaveLength(1);
  await cho.press('Ask again', dm);
  await stage.rest();
  expect(dmWith('dan', 'asks again')).toHaveLength(1);
  await stage.pass(6 * minute);
  expect(dmWith('cho', 'has not answered')).toHaveLength(2);
  expect(await holder('scribe')).toBe('cho');
  // Reminders about roles and the missed update are all that the room read in that hour.
  expect(botPosts(ana).length - posts).toBeLessThanOrEqual(2);
});

test('another is chosen, with what was written; the first hears that it is not theirs, and cannot accept any more', async () => {
  const [ana, cho, dan] = [stage.person('ana'), stage.person('cho'), stage.person('dan')];
  await cho.press('Choose another', dm);
  await offer('cho', 'ben', 'The rollback runs. @dan watches the EU graphs.');
  expect(dmWith('dan', 'it is offered to somebody else')).toHaveLength(2);
  // The second message still has its button.
  const again = dmWith('dan', 'asks again').at(-1);
  await dan.press('Accept', { in: 'dm', message: again?.ts ?? '' });
  await stage.rest();
  expect(roomText(ana)).not.toContain('took scribe');
  expect(dan.dm().at(-1)?.text).toContain('The offer stands no more');
  await stage.person('ben').press("Can't", dm);
  await stage.rest();
  expect(dmWith('cho', "@ben can't take scribe over").map(({ buttons }) => buttons)).toEqual([['Choose another']]);
  expect(await holder('scribe')).toBe('cho');
});

test('accepted: one line in the room, who was not in it is asked in, and the briefing knows', async () => {
  const [ana, cho, dan] = [stage.person('ana'), stage.person('cho'), stage.person('dan')];
  await cho.command('/incident', at);
  await cho.press('Hand over', at);
  const form = await cho.formOpens();
  // What was written a moment ago is not lost.
  expect(form.text()).toContain('The rollback runs. @dan watches the EU graphs.');
  await form.choose('To whom?', 'gus');
  expect(JSON.stringify(await form.submit())).toContain('guests and apps cannot hold one');
  await form.choose('To whom?', 'cho');
  expect(JSON.stringify(await form.submit())).toContain('That is you');
  await form.choose('To whom?', 'dan');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  const posts = botPosts(ana).length;
  await dan.press('Accept', dm);
  await stage.rest();
  expect(messageWith(ana, 'took scribe over').text).toBe(
    '@dan took scribe over from @cho. What stands: The rollback runs. @dan watches the EU graphs.',
  );
  expect(botPosts(ana)).toHaveLength(posts + 1);
  expect(briefingOf(ana)).toMatch(/Scribe +@dan(?! \()/);
  expect(stage.sandbox.channel(room).memberNames).toContain('dan');
  expect(dmWith('dan', 'would hand scribe over').at(-1)?.buttons).toEqual([]);
  expect(dmWith('dan', 'would hand scribe over').at(-1)?.text).toContain('it is yours');
  expect(dmWith('dan', 'You are scribe of INC-1')).toHaveLength(1);
  const kept = (await stage.muster.engine.entries(await incident(), 'key')).filter(({ kind }) => kind === 'role');
  expect(kept.slice(-3).map(({ text }) => text.replace(/<@\w+>/g, '@'))).toEqual([
    expect.stringContaining('@ offers scribe to @. What stands: The rollback runs. @ watches'),
    expect.stringContaining('@ accepted scribe from @'),
    expect.stringContaining('@ took scribe over from @.'),
  ]);
});

test('the lead hands over to the next shift; of several roles the form asks which; somebody else is quicker', async () => {
  const [ana, ben, dan] = [stage.person('ana'), stage.person('ben'), stage.person('dan')];
  await ana.command('/incident role communicator @ana', at);
  await ana.command('/incident', at);
  await ana.press('Hand over', at);
  const form = await ana.formOpens();
  expect(form.text()).toContain('On call for payments now.');
  expect(form.text()).toContain('@dan');
  await form.choose('Which role?', 'lead');
  await form.fill('How do things stand?', 'Waiting for the vendor.');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  expect(dmWith('dan', 'would hand lead over to you')).toHaveLength(1);
  await ben.command('/incident role lead @ben', at);
  await dan.press('Accept', dm);
  await stage.rest();
  expect(await holder('lead')).toBe('ben');
  expect(dmWith('ana', 'somebody else took the role over')).toHaveLength(1);
  expect(dmWith('dan', 'somebody else took the role over').length).toBeGreaterThanOrEqual(1);
  // Handed over as any other role, once it is hers.
  await ana.command('/incident', at);
  await ana.press('Hand over', at);
  expect((await ana.formOpens()).text()).not.toContain('Which role?');
  await (await ana.formOpens()).cancel();
});

test('the incident ends first: both hear it; a button pressed too late says so', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await ana.command('/incident', at);
  await ana.press('Hand over', at);
  await offer('ana', 'cho');
  await stage.person('ben').command('/incident cancel a test alert', at);
  await stage.rest();
  expect(dmWith('ana', 'the incident is over').at(-1)?.text).toContain('You offered communicator to @cho');
  expect(dmWith('cho', 'the incident is over').at(-1)?.text).toContain('@ana offered you communicator');
  await stage.pass(60 * minute);
  expect(dmWith('ana', '@cho has not answered')).toHaveLength(0);
  await dan.press('Hand over', dm);
  await stage.rest();
  expect(dan.modal).toBeNull();
  expect(dan.dm().at(-1)?.text).toContain('It is cancelled');
});

test('of a private incident: who is not in its room yet can accept, and is asked in', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Somebody reads our mail');
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  const secret = stage.sandbox.channelNames.find((name) => name.startsWith('inc-2-')) ?? '';
  await ana.command('/incident', { in: secret });
  await ana.press('Hand over', { in: secret });
  await offer('ana', 'dan', 'The provider is called.');
  await dan.press('Accept', dm);
  await stage.rest();
  expect(await holder('lead', 2)).toBe('dan');
  expect(stage.sandbox.channel(secret).memberNames).toContain('dan');
  expect(ana.transcript('incidents')).not.toContain('reads our mail');
});
