import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { botPosts, briefingOf, messageWith } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Is there a problem at all? Somebody reports, somebody looks, and it is an incident or it is not.

let stage: Stage;
let off: Stage;
beforeAll(async () => {
  stage = await openStage({
    sandbox: {
      people: [
        { name: 'ana', zone: 'Europe/Berlin' },
        { name: 'ben', zone: 'Europe/London' },
        { name: 'cho', zone: 'Asia/Seoul' },
        { name: 'gus', zone: 'Europe/London', guest: true },
      ],
      channels: [
        { name: 'general', members: ['ana', 'ben', 'cho', 'gus'] },
        { name: 'support', members: ['ana', 'ben', 'cho'] },
        { name: 'incidents', members: ['cho'] },
        { name: 'board', members: ['ana', 'ben'], private: true },
      ],
    },
  });
  off = await openStage({ config: 'triage: off' });
});
afterAll(async () => {
  await stage.close();
  await off.close();
});

const inGeneral = { in: 'general' };
const stateOf = async (number: number) => {
  const incident = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number });
  if (incident === null) throw new Error(`no INC-${number}`);
  return incident;
};
const report = async (typed: string, where = inGeneral, name = 'ana') => {
  const answer = await stage.person(name).command(`/incident triage ${typed}`.trim(), where);
  await stage.rest();
  return answer.text;
};
/** What everybody sees there. */
const shownIn = (words: string, channel = 'general') => {
  const all = stage.person('ben').reads(channel);
  const found = all.findLast(({ text, ephemeral }) => !ephemeral && text.includes(words));
  if (found === undefined) throw new Error(`nothing says "${words}"`);
  return found;
};
const inGeneralText = (words: string) => shownIn(words).text;
const dmWith = (name: string, words: string) =>
  stage
    .person(name)
    .dm()
    .filter((message) => message.text.includes(words));
const rooms = () => stage.sandbox.channelNames.filter((name) => name.startsWith('inc-'));
const dms = () => ['ana', 'ben', 'cho'].map((name) => stage.person(name).dm().length);

test('nobody answers anything: who reported is told once, then it is an incident by itself, and that is all', async () => {
  expect(await report('Logins may be slow')).toContain('INC-1: to be looked at. The first checks are in #general');
  const posts = botPosts(stage.person('cho'), 'general');
  expect(posts).toHaveLength(1);
  expect(posts[0]?.text).toMatch(/INC-1 · Triage · Logins may be slow\s+Reported by @ana at .*Nobody looks yet\./);
  expect(posts[0]?.text).toContain('Is an internal monitor alerting?');
  expect(posts[0]?.text).not.toContain('Was something deployed');
  expect(posts[0]?.text).toContain('If nobody answers by 18:45, it escalates.');
  expect(posts[0]?.buttons).toEqual(["I'll look", 'Declare', 'No problem']);
  // A look is announced nowhere, and has no room.
  expect([rooms(), botPosts(stage.person('cho'), 'incidents')]).toEqual([[], []]);
  await stage.pass(14 * minute);
  expect(dms()).toEqual([0, 0, 0]);
  await stage.pass(2 * minute);
  expect(dmWith('ana', 'Nothing has been done for 15 min')).toHaveLength(1);
  expect(dmWith('ana', 'Nothing has been done')[0]?.buttons).toEqual(["I'll look", 'Declare', 'No problem']);
  expect(inGeneralText('INC-1 ·')).toContain('at 10:00 it is declared as SEV3 by itself');
  await stage.pass(15 * minute);
  expect(rooms()).toEqual(['inc-1-logins-may-be-slow']);
  const words = inGeneralText('INC-1 ·');
  expect(words).toMatch(/Declared as INC-1, SEV3, by Muster at .* Room: #inc-1-logins-may-be-slow/);
  expect(messageWith(stage.person('cho'), 'INC-1 ·', 'general').buttons).toEqual([]);
  expect(dmWith('ana', 'Nobody answered the first checks')).toHaveLength(1);
  expect(stage.sandbox.channel('inc-1-logins-may-be-slow').memberNames).toContain('ana');
  expect(briefingOf(stage.person('ana'), 'inc-1-logins-may-be-slow')).toContain('SEV3 for now');
  await stage.pass(60 * minute);
  expect(dmWith('ana', 'Nothing has been done')).toHaveLength(1);
  expect(botPosts(stage.person('cho'), 'general')).toHaveLength(1);
});

test('somebody looks, finds nothing, and who reported agrees: it is closed, and no incident', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  await report('Search returns nothing');
  await ben.press('No problem', inGeneral);
  await stage.rest();
  expect(ben.answers.at(-1)?.text).toContain('Nobody has answered a first check yet');
  await ben.press("I'll look", inGeneral);
  await ben.choose('Is an internal monitor alerting?', 'No', inGeneral);
  await cho.choose('Do the logs show errors that are not usual?', 'Add note', inGeneral);
  const form = await cho.formOpens();
  await form.fill('Note', 'the key is xoxb-123456789012-1234567890123-abcdefABCDEF123456abcdef');
  await form.submit();
  await stage.rest();
  const seen = inGeneralText('INC-2 ·');
  expect(seen).toContain('@ben looks.');
  expect(seen).toMatch(/alerting\?.*\n.*No — @ben/);
  expect(seen).toContain('Note — @cho');
  expect(seen).not.toContain('abcdefABCDEF');
  expect((await cho.command('/incident list', inGeneral)).text).toContain(
    'Looked at, no incident yet: INC-2 Search returns nothing (@ben looks).',
  );
  await cho.home();
  await stage.rest();
  expect(cho.homeView).toContain('Search returns nothing (@ben looks)');
  const brief = await cho.command('/incident brief INC-2', inGeneral);
  expect(brief.text).toContain('It is no incident (yet).');
  const twice = await ana.command('/incident duplicate INC-2', { in: 'inc-1-logins-may-be-slow' });
  expect(twice.text).toContain('It is no incident (yet).');
  await ben.press('No problem', { ...inGeneral, message: shownIn('INC-2 ·').ts });
  await stage.rest();
  expect(inGeneralText('INC-2 ·')).toContain(
    'No problem found by @ben. Does who reported it agree to close? @ana is asked.',
  );
  expect(dmWith('ana', 'Do you, who reported it, agree to close?').map(({ buttons }) => buttons)).toEqual([
    ['Agreed', 'Still broken'],
  ]);
  await cho.press('Agreed', inGeneral);
  await stage.rest();
  expect(cho.answers.at(-1)?.text).toContain('Only @ana can say that');
  await ana.press('Agreed', { in: 'dm' });
  await stage.rest();
  expect(inGeneralText('INC-2 ·')).toMatch(/No problem found by @ben; @ana agrees, closed at/);
  expect(dmWith('ana', '@ana agrees').map(({ buttons }) => buttons)).toEqual([[]]);
  expect((await cho.command('/incident list', inGeneral)).text).not.toContain('Search returns nothing');
  const before = dms();
  await stage.pass(60 * minute);
  expect(dms()).toEqual(before);
  expect(rooms()).toHaveLength(1);
  const recent = await stage.muster.engine.recentIncidents(stage.sandbox.teamId, 9);
  expect(recent.map(({ number }) => number)).toEqual([1]);
});

test('still broken: an incident at once, with what the checks found, since when, and where it was talked about', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await report('Refunds fail');
  await stage.pass(5 * minute);
  await ben.choose('Is an internal monitor alerting?', 'No', inGeneral);
  await stage.rest();
  await ben.press('No problem', inGeneral);
  await stage.rest();
  await ana.press('Still broken', { in: 'dm' });
  await stage.rest();
  const room = 'inc-3-refunds-fail';
  const briefing = briefingOf(ben, room);
  expect(briefing).toContain('SEV2 for now');
  expect(briefing).toMatch(/Is there a problem\? +.*Ruled out: Is an internal monitor alerting.* · Open: 4/);
  expect(briefing).toContain('Reported by @ana; first looked at in this thread');
  expect(messageWith(ben, 'Is an internal monitor alerting?', room).text).toMatch(/alerting\?.*\n.*No — @ben/);
  expect(messageWith(ben, 'Declared as INC-3', 'general').text).toContain(`Room: #${room}`);
  const { times, declaredBy } = await stateOf(3);
  expect([times.declared - times.started, declaredBy]).toEqual([5 * minute, ana.profile.id]);
  const entries = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 3 }, 'key');
  expect(entries.filter(({ keyEvent }) => keyEvent).map(({ text }) => text.replaceAll(/<@\w+>/g, '@'))).toEqual([
    'Reported by @, to see first whether there is a problem: Refunds fail.',
    'Still broken, says @.',
    '@ declared INC-3 as SEV2 for now (reported by @): Refunds fail.',
  ]);
  expect(entries[0]?.ts).toBe(messageWith(ben, 'Declared as INC-3', 'general').ts);
});

test('declared by two at once: one incident, and the second hears of it', async () => {
  const [ben, cho] = [stage.person('ben'), stage.person('cho')];
  await report('Mail is late');
  await Promise.all([ben.press('Declare', inGeneral), cho.press('Declare', inGeneral)]);
  await stage.rest();
  expect(rooms().filter((name) => name.includes('mail'))).toEqual(['inc-4-mail-is-late']);
  const answers = [ben, cho].map(({ answers }) => answers.at(-1)?.text ?? '').sort();
  expect(answers).toEqual([expect.stringContaining('INC-4'), expect.stringContaining('It is declared already')]);
});

test('who reported it keeps silent: reminded once, then closed; Still broken makes it an incident later', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await report('@ana Exports hang', inGeneral, 'ben');
  expect(inGeneralText('Exports hang')).toContain('Reported by @ana');
  await ben.choose('Has traffic dropped or jumped?', 'N/A', inGeneral);
  await stage.rest();
  await ben.press('No problem', inGeneral);
  await stage.pass(16 * minute);
  expect(dmWith('ana', 'A reminder: no problem was found')).toHaveLength(1);
  await stage.pass(15 * minute);
  expect(inGeneralText('Exports hang')).toMatch(/@ana did not answer, closed at/);
  await stage.pass(60 * minute);
  expect(dmWith('ana', 'A reminder: no problem was found')).toHaveLength(1);
  expect(rooms().some((name) => name.includes('exports'))).toBe(false);
  await ana.press('Still broken', inGeneral);
  await stage.rest();
  expect(rooms()).toContain('inc-5-exports-hang');
});

test('a guest reports and answers, but does not decide', async () => {
  const [gus, ben] = [stage.person('gus'), stage.person('ben')];
  await report('Our shop shows old prices', inGeneral, 'gus');
  await gus.press('Declare', inGeneral);
  await stage.rest();
  expect(gus.answers.at(-1)?.text).toContain('You are a guest here');
  await ben.choose('Does a check from outside fail?', 'No', inGeneral);
  await stage.rest();
  await ben.press('No problem', inGeneral);
  await stage.rest();
  await gus.press('Still broken', { in: 'dm' });
  await stage.rest();
  expect((await stateOf(6)).phase).toBe('triage');
  // What is known of others is for members.
  expect(await report('INC-6', inGeneral, 'gus')).toContain('Say what there may be');
  expect(dmWith('ben', 'Still broken, says @gus')).toHaveLength(1);
  await ben.press('Declare', { in: 'dm' });
  await stage.rest();
  expect(stage.sandbox.channel('inc-6-our-shop-shows-old-prices').memberNames).not.toContain('gus');
});

test('its post answered into the void: it stands there once', async () => {
  const posts = botPosts(stage.person('cho'), 'support').length;
  const { id } = stage.sandbox.channel('support');
  const here = { when: (args: Record<string, unknown>) => args.channel === id };
  stage.sandbox.faults.next('chat.postMessage', { loseReply: true }, here);
  await report('Pages load slowly', { in: 'support' });
  await stage.pass(minute);
  expect(botPosts(stage.person('cho'), 'support')).toHaveLength(posts + 1);
  await stage.person('ben').press('Declare', { in: 'support' });
  await stage.rest();
});

test.each([
  ['', 'Say what there may be'],
  ['@ana', 'Say what there may be'],
  ['@muster it hangs', 'An app cannot say'],
])('/incident triage %s is answered with what is wrong', async (typed, words) => {
  const posts = botPosts(stage.person('cho'), 'general').length;
  expect(await report(typed)).toContain(words);
  expect(botPosts(stage.person('cho'), 'general')).toHaveLength(posts);
});

test('3,000 characters, markup and a credential; deleted by hand it comes again with the next change', async () => {
  const [ben] = [stage.person('ben')];
  await report(`<!channel> *Old* ${'very '.repeat(590)}slow xoxb-123456789012-1234567890123-abcdefABCDEF123456abcdef`);
  const { title, summary } = await stateOf(8);
  expect([title.length <= 150, summary.length > 2900, summary.includes('abcdefABCDEF')]).toEqual([true, true, false]);
  const shown = shownIn('INC-8 ·');
  // As a header's plain text it calls nobody.
  expect(shown.raw).toContain('&lt;!channel&gt;');
  expect(shown.raw).not.toContain('<!channel>');
  const { message } = (await stateOf(8)).triage ?? {};
  expect(message?.ts).toBe(shown.ts);
  const { apiUrl, botToken } = stage.sandbox;
  await fetch(`${apiUrl}chat.delete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  expect(stage.sandbox.messages('general').some(({ ts }) => ts === shown.ts)).toBe(false);
  // The clock is what changes it next: it escalates, and is seen again.
  await stage.pass(16 * minute);
  expect(shownIn('INC-8 ·').text).toContain('Nobody has answered.');
  await ben.press('Declare', inGeneral);
  await stage.rest();
});

test('where it is shown: not in a direct message, not outside a private channel, and where Slack allows it', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  expect(await report('Typed to the bot', { in: 'dm' })).toContain('#incidents');
  expect(messageWith(cho, 'Typed to the bot', 'incidents').text).toContain('Triage');
  expect(await report('A secret', { in: 'board' })).toContain('I am not in this private channel');
  await ana.invite('board', 'muster');
  await report('A secret', { in: 'board' });
  expect(messageWith(ana, 'A secret', 'board').buttons).toContain('Declare');
  expect((await cho.command('/incident list', inGeneral)).text).not.toContain('A secret');
  expect((await ana.command('/incident list', inGeneral)).text).toContain('A secret');
  await ben.press('Declare', { in: 'board' });
  await stage.rest();
  expect(stage.sandbox.channel('inc-10-a-secret').isPrivate).toBe(true);
  expect(messageWith(ana, 'A secret', 'board').text).toContain('Declared as INC-10');
  const { id } = stage.sandbox.channel('support');
  stage.sandbox.faults.chance(
    'chat.postMessage',
    1,
    { error: 'restricted_action' },
    { when: (args) => args.channel === id },
  );
  await report('Only some may post', { in: 'support' });
  expect(messageWith(cho, 'Only some may post', 'incidents').text).toContain('INC-11 · Triage');
  // What is private goes nowhere else; whoever opened it hears that nobody sees it.
  const board = stage.sandbox.channel('board').id;
  const inBoard = { when: (args: Record<string, unknown>) => args.channel === board };
  stage.sandbox.faults.chance('chat.postMessage', 1, { error: 'restricted_action' }, inBoard);
  await report('Another secret', { in: 'board' });
  expect(cho.transcript('incidents')).not.toContain('Another secret');
  expect(dmWith('ana', 'Slack lets me show “Another secret” nowhere')[0]?.buttons).toContain('Declare');
});

test('switched off it leaves no trace', async () => {
  const ana = off.person('ana');
  expect((await ana.command('/incident triage Something', inGeneral)).text).toContain('is switched off here');
  await off.rest();
  expect(botPosts(ana, 'general')).toEqual([]);
  expect((await ana.command('/incident help', inGeneral)).text).not.toContain('triage');
  expect((await stage.person('ana').command('/incident help', inGeneral)).text).toContain('/incident triage');
});
