import { describe, expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import { awaited, asked as awaitedByState, missing, type Presence } from '../../src/incident/awaited.ts';
import type { Command } from '../../src/incident/commands.ts';
import { consequences } from '../../src/incident/consequences.ts';
import type { RoleAskEnd, Spoke } from '../../src/incident/crew.ts';
import { decide } from '../../src/incident/decide.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import { findHandOverOffer, handOverOffersOf } from '../../src/incident/hand-over-offers.ts';
import type { Incident, Instant } from '../../src/incident/incident.ts';
import { crewOf, openRoleAsks } from '../../src/incident/role-asks.ts';
import { draftPostmortem } from '../../src/postmortem/draft.ts';
import { announcement } from '../../src/slack/views/announcement.ts';
import { holders } from '../../src/slack/views/holders.ts';
import {
  ana,
  at,
  ben,
  by,
  cancelled,
  cho,
  closed,
  dan,
  declaredIncident,
  given,
  minuteMs,
  on,
  policy,
  resolved,
  roomOpened,
  type Story,
  taken,
} from '../support/given.ts';

const assign = (user: string, role: string, to: string) => by(user, { type: 'assign_role', role, user: to });
const accept = (user: string, id = 1) => by(user, { type: 'answer_role', id, answer: 'accept' });
const cant = (user: string, id = 1) => by(user, { type: 'answer_role', id, answer: 'cant' });
/** Ana asks Ben to be fixer at 10:03. */
const asked = (...past: readonly IncidentEvent[]): Story =>
  given(roomOpened(), ...past).when(assign(ana, 'fixer', ben), at('10:03')).after;
const endOf = ({ incident }: Story, id = 1) => crewOf(incident).asks.find((ask) => ask.id === id)?.ended ?? null;
const alarmAt = ({ incident }: Story, name: string): Instant | null =>
  alarms(incident).find((alarm) => alarm.name === name)?.at ?? null;

/** What Slack is told when `command` is performed: kind, and whom or what it is about. */
function told({ incident }: Story, command: Command, when: Instant): readonly string[] {
  const decision = decide(incident, command, when);
  if ('refused' in decision) throw new Error(decision.refused.reason);
  const after = decision.events.reduce(evolve, incident);
  return decision.events.flatMap((event) =>
    consequences(after, event).map(({ task: { kind, ...rest } }) => [kind, ...Object.values(rest)].join(' ')),
  );
}

describe('asked is not accepted', () => {
  test('whoever looks sees who was asked, and nobody in the role', () => {
    const { incident } = asked();
    expect(holders(incident, 'fixer')).toMatch(/^<@UBEN> \(asked .*10:03.*, no answer\)$/);
    expect(holders(asked(taken('fixer', dan, '10:02')).incident, 'fixer')).toMatch(/^<@UDAN>; <@UBEN> \(asked/);
    const lead = given(roomOpened()).when(assign(ben, 'lead', cho), at('10:03')).after.incident;
    expect(JSON.stringify(announcement(lead).blocks)).toMatch(/for now \(declared it\); <@UCHO> \(asked/);
    expect(incident.roles.map(({ user }) => user)).toEqual([ana]);
  });

  // What happens while Ben has not answered, and what becomes of the ask.
  test.each<[string, Command, Instant, RoleAskEnd | null, string | null]>([
    ['he accepts', accept(ben), at('10:05'), 'accepted', ben],
    ['he takes it on the briefing', by(ben, { type: 'take_role', role: 'fixer' }), at('10:05'), 'accepted', ben],
    ['he can’t', cant(ben), at('10:05'), 'declined', ben],
    ['somebody else takes it', by(cho, { type: 'take_role', role: 'fixer' }), at('10:05'), 'taken', cho],
    ['somebody gives it to himself', assign(dan, 'fixer', dan), at('10:05'), 'taken', dan],
    ['another is asked', assign(cho, 'fixer', dan), at('10:05'), 'replaced', dan],
    ['it is freed', by(cho, { type: 'vacate_role', role: 'fixer', user: null }), at('10:05'), 'freed', cho],
    ['his account goes', by('muster', { type: 'release_holder', user: ben }), at('10:05'), 'gone', 'muster'],
    ['it is resolved', by(ana, { type: 'resolve', impactEndedAt: null, note: '' }), at('10:05'), 'over', ana],
    ['it is cancelled', by(ana, { type: 'cancel', reason: 'a test' }), at('10:05'), 'over', ana],
    ['another role is taken', by(cho, { type: 'take_role', role: 'scribe' }), at('10:05'), null, null],
    ['it is contained', by(ana, { type: 'contain' }), at('10:05'), null, null],
    ['he is asked again', by(cho, { type: 'ask_role_again', id: 1 }), at('10:05'), null, null],
  ])('%s', (_, command, when, how, who) => {
    const after = asked().when(command, when).after;
    expect(endOf(after)).toEqual(how === null ? null : { at: when, how, by: who });
    expect(openRoleAsks(after.incident).filter(({ id }) => id === 1)).toHaveLength(how === null ? 1 : 0);
    // The message is edited exactly when it has ended.
    expect(told(asked(), command, when).includes('paint_role_request 1')).toBe(how !== null);
  });

  test('a holder who steps down leaves the ask as it is; the role is open meanwhile', () => {
    const story = asked(taken('fixer', dan, '10:02'));
    const vacated = story.when(by(dan, { type: 'vacate_role', role: 'fixer', user: dan }), at('10:04')).after;
    expect(endOf(vacated)).toBeNull();
    expect(vacated.incident.vacancies).toHaveProperty('fixer');
    vacated.when(accept(ben), at('10:05')).gives({ type: 'role_taken', role: 'fixer', user: ben, from: null });
  });

  test('of a role for two, one place that is taken leaves the other ask open', () => {
    const two = given(roomOpened())
      .when(assign(ana, 'responder', ben), at('10:03'))
      .after.when(assign(ana, 'responder', cho), at('10:03')).after;
    const one = two.when(by(dan, { type: 'take_role', role: 'responder' }), at('10:04')).after;
    expect([endOf(one, 1), endOf(one, 2)]).toEqual([null, null]);
    const both = one.when(accept(cho, 2), at('10:05')).after;
    expect([endOf(both, 1)?.how, endOf(both, 2)?.how]).toEqual(['taken', 'accepted']);
  });

  test('a late answer is refused and names who has it', () => {
    const byCho = asked().when(by(cho, { type: 'take_role', role: 'fixer' }), at('10:05')).after;
    byCho.when(accept(ben)).refuses({ reason: 'already_held', role: 'fixer', user: cho, since: at('10:05') });
    const byDan = asked().when(assign(ana, 'fixer', dan), at('10:05')).after;
    byDan.when(accept(ben)).refuses({ reason: 'role_ask_over', role: 'fixer', user: dan });
    asked().when(cant(ben)).after.when(accept(ben)).refuses({ reason: 'role_ask_over', role: 'fixer', user: null });
    asked().when(accept(ben)).after.when(accept(ben)).refuses({ reason: 'already_theirs', role: 'fixer', user: ben });
    asked().when(accept(dan)).refuses({ reason: 'not_yours', user: ben });
    asked().when(accept(ben, 7)).refuses({ reason: 'role_ask_over', role: '', user: null });
  });

  test('asked twice, and again within a minute, is refused', () => {
    const since = at('10:03');
    asked()
      .when(assign(cho, 'fixer', ben))
      .refuses({ reason: 'already_asked', role: 'fixer', user: ben, since });
    const again = by(cho, { type: 'ask_role_again', id: 1 });
    asked()
      .when(again, since + 59_000)
      .refuses({ reason: 'already_asked', role: 'fixer', user: ben, since });
    asked()
      .when(again, since + 60_000)
      .gives({ type: 'role_asked_again', id: 1 });
  });

  test('nobody is asked again of whom nothing was asked, or who has answered', () => {
    const again = (id: number) => by(cho, { type: 'ask_role_again', id });
    asked().when(again(7), at('10:09')).refuses({ reason: 'role_ask_over', role: '', user: null });
    const declined = asked().when(cant(ben)).after;
    declined.when(again(1), at('12:00')).refuses({ reason: 'role_ask_over', role: 'fixer', user: null });
    // Who has the place meanwhile is named only where there is none left.
    const two = given(roomOpened())
      .when(assign(ana, 'responder', ben), at('10:03'))
      .after.when(by(ana, { type: 'vacate_role', role: 'responder', user: null }), at('10:04')).after;
    two.when(accept(ben), at('10:05')).refuses({ reason: 'role_ask_over', role: 'responder', user: null });
  });

  test('here is said once, by whom a silence is told; where nobody is watched nobody is found silent', () => {
    const here = (user: string, id: number) => by(user, { type: 'im_here', id });
    asked().when(here(ben, 1)).refuses({ reason: 'nothing_changed' });
    const found: Command = { type: 'holders_found', by: 'muster', spoke: [{ user: cho, lastAt: at('10:20') }] };
    given(roomOpened(), ...resolved('10:30'))
      .when(found)
      .refuses({ reason: 'not_due' });
    const silentAfterMs = 15 * minuteMs;
    const roles = policy.roles.map((role) => ({ ...role, silentAfterMs }));
    const quiet = given(
      declaredIncident({ policy: { ...policy, roles } }),
      roomOpened(),
      taken('fixer', ben, '10:02'),
    ).when(found, at('10:20')).after;
    expect(crewOf(quiet.incident).silences).toHaveLength(1);
    const still = quiet.when(found, at('10:22')).after;
    expect(crewOf(still.incident).silences).toHaveLength(1);
    still.when(here(cho, 1), at('10:23')).refuses({ reason: 'not_yours', user: ben });
    const back = still.when(here(ben, 1), at('10:23')).after;
    back.when(here(ben, 1), at('10:24')).refuses({ reason: 'nothing_changed' });
  });

  test('nobody is asked once it is closed or cancelled', () => {
    const wanted = ['identifying', 'contained', 'resolved'] as const;
    given(roomOpened(), ...resolved('10:30'), closed('10:40'))
      .when(assign(ana, 'fixer', ben))
      .refuses({ reason: 'wrong_phase', phase: 'closed', wanted });
    given(roomOpened(), cancelled('10:30'))
      .when(assign(ana, 'fixer', ben))
      .refuses({ reason: 'wrong_phase', phase: 'cancelled', wanted });
  });

  test('the reminder counts the role as open, and names who was asked', () => {
    const { incident } = asked()
      .when(by('muster', { type: 'remind_unheld' }), at('10:07'))
      .gives({
        type: 'unheld_reminded',
        roles: ['lead', 'fixer', 'communicator'],
        asked: [{ role: 'fixer', user: ben, at: at('10:03') }],
      });
    expect(incident.vacancies).toHaveProperty('fixer');
  });

  test('who is asked after the reminder is waited for as long, and named in one more', () => {
    const remind = by('muster', { type: 'remind_unheld' });
    const late = given(roomOpened())
      .when(remind, at('10:12'))
      .after.when(assign(ana, 'fixer', ben), at('10:20')).after;
    expect(alarmAt(late, 'unheld_role')).toBe(at('10:25'));
    const again = late
      .when(remind, at('10:25'))
      .gives({ type: 'unheld_reminded', roles: ['fixer'], asked: [{ role: 'fixer', user: ben, at: at('10:20') }] });
    expect(alarmAt(again, 'unheld_role')).toBeNull();
    expect(alarmAt(late.when(accept(ben), at('10:21')).after, 'unheld_role')).toBeNull();
  });

  test('Can’t is told to who asked and who leads; replaced, to who is asked no longer', () => {
    expect(told(asked(taken('lead', cho, '10:02')), cant(ben), at('10:05')).filter((one) => /news/.test(one))).toEqual([
      `say_role_news ${ana} 1 declined`,
      `say_role_news ${cho} 1 declined`,
    ]);
    expect(told(asked(), assign(cho, 'fixer', dan), at('10:05')).filter((one) => /news/.test(one))).toEqual([
      `say_role_news ${ben} 1 replaced`,
    ]);
    // A private room is where one has to be to answer.
    const secret = given(declaredIncident({ private: true }), roomOpened());
    expect(told(secret, assign(ana, 'fixer', ben), at('10:03'))).toContain(`invite ${ben}`);
    expect(told(given(roomOpened()), assign(ana, 'fixer', ben), at('10:03'))).not.toContain(`invite ${ben}`);
    expect(told(asked(), accept(ben), at('10:05'))).toContain(`invite ${ben}`);
  });

  test('an incident of an earlier version has no crew, and takes one; what has ended does not stay for ever', () => {
    expect(Object.hasOwn(given(roomOpened()).incident, 'crew')).toBe(false);
    let story: Story = given(roomOpened());
    for (let id = 1; id <= 30; id += 1) {
      story = story.when(assign(ana, 'fixer', ben), at('10:10')).after.when(cant(ben, id), at('10:11')).after;
    }
    expect(crewOf(story.incident).asks.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => i + 19));
  });
});

const expectedMs: Readonly<Record<string, number>> = {
  lead: 15 * minuteMs,
  scribe: 15 * minuteMs,
  fixer: 5 * minuteMs,
};

/** The lead and the scribe are expected every 15 minutes, the fixer every 5; two hours in a role are long. */
const watching = {
  ...policy,
  roles: policy.roles.map((role) => ({
    ...role,
    silentAfterMs: expectedMs[role.name] ?? null,
    handOverAfterMs: role.name === 'responder' ? null : 120 * minuteMs,
  })),
};
const watched = (...past: readonly IncidentEvent[]) =>
  given(declaredIncident({ policy: watching }), roomOpened(), ...past);
const found = (...spoke: readonly Spoke[]): Command => by('muster', { type: 'holders_found', spoke });
const word = (user: string, clock: string): Spoke => ({ user, lastAt: at(clock) });
const silences = ({ incident }: { readonly incident: Incident }) =>
  crewOf(incident).silences.map(({ user, ended }) => `${user} ${ended?.how ?? 'silent'}`);

describe('a holder who says nothing', () => {
  const scribe = () => watched(taken('scribe', cho, '10:05'));

  // When Cho, scribe since 10:05, last spoke; when Ben did; when it is looked: is she silent?
  test.each<[string, readonly Spoke[], string, boolean]>([
    ['nothing at all, while others talk', [word(ben, '10:19')], '10:20', true],
    ['a minute too early', [word(ben, '10:18')], '10:19', false],
    ['nobody else talks either', [], '10:40', false],
    ['the others have stopped as well', [word(ben, '10:10')], '10:40', false],
    ['she spoke in between', [word(cho, '10:06'), word(ben, '10:19')], '10:20', false],
    ['she spoke before she took it', [word(cho, '10:01'), word(ben, '10:19')], '10:20', true],
    ['only she talks', [word(cho, '10:06')], '10:30', false],
  ])('%s', (_, spoke, clock, silent) => {
    expect(silences(scribe().when(found(...spoke), at(clock)).after)).toEqual(silent ? [`${cho} silent`] : []);
  });

  test('once for each silence; a word or a press ends it, and the next one is told again', () => {
    const first = scribe().when(found(word(ben, '10:19')), at('10:20')).after;
    const still = first.when(found(word(ben, '10:24')), at('10:25')).after;
    expect(silences(still)).toEqual([`${cho} silent`]);
    const spoke = still.when(found(word(cho, '10:26'), word(ben, '10:24')), at('10:27')).after;
    expect(silences(spoke)).toEqual([`${cho} heard`]);
    const again = spoke.when(found(word(cho, '10:26'), word(ben, '10:40')), at('10:41')).after;
    expect(silences(again)).toEqual([`${cho} heard`, `${cho} silent`]);
    const pressed = again.when(by(cho, { type: 'im_here', id: 2 }), at('10:42')).after;
    expect(silences(pressed)).toEqual([`${cho} heard`, `${cho} heard`]);
    pressed.when(by(cho, { type: 'im_here', id: 2 })).refuses({ reason: 'nothing_changed' });
    again.when(by(ben, { type: 'im_here', id: 2 })).refuses({ reason: 'not_yours', user: cho });
    // Whatever she does is a word.
    const acted = again.when(by(cho, { type: 'add_note', text: 'x', happenedAt: at('10:42') }), at('10:43')).after;
    expect(silences(acted)).toEqual([`${cho} heard`, `${cho} heard`]);
  });

  test('it is over when somebody else has the role, or the incident has ended', () => {
    const silent = scribe().when(found(word(ben, '10:19')), at('10:20')).after;
    const over = by(ben, { type: 'take_over_role', role: 'scribe', from: cho });
    expect(silences(silent.when(over, at('10:21')).after)).toEqual([`${cho} gone`]);
    expect(told(silent, over, at('10:21'))).toContain('paint_silence 1');
    const end = by(ana, { type: 'resolve', impactEndedAt: null, note: '' });
    expect(silences(silent.when(end, at('10:21')).after)).toEqual([`${cho} over`]);
  });

  test('the shortest time of all their roles counts, and one line names them all', () => {
    const both = watched(taken('scribe', cho, '10:05'), taken('fixer', cho, '10:06'));
    const { incident } = both.when(found(word(ben, '10:10')), at('10:11')).after;
    expect(crewOf(incident).silences).toMatchObject([
      { roles: ['scribe', 'fixer'], ms: 5 * minuteMs, since: at('10:06') },
    ]);
  });

  test('once it is contained, twice the time may pass', () => {
    const calm = scribe().when(by(ben, { type: 'contain' }), at('10:10')).after;
    expect(silences(calm.when(found(word(ben, '10:33')), at('10:34')).after)).toEqual([]);
    expect(silences(calm.when(found(word(ben, '10:34')), at('10:35')).after)).toEqual([`${cho} silent`]);
  });

  test('who leads hears the number; while that is who is silent, who declared does', () => {
    const numbers = (story: Story) =>
      told(story, found(word(ben, '10:19'), word(dan, '10:18')), at('10:21')).filter((one) =>
        one.startsWith('say_silent'),
      );
    expect(numbers(watched(taken('lead', dan, '10:04'), taken('scribe', cho, '10:05')))).toEqual([
      `say_silent_number ${dan} 1`,
    ]);
    expect(numbers(watched(taken('lead', cho, '10:04'), taken('scribe', cho, '10:05')))).toEqual([
      `say_silent_number ${ana} 1`,
    ]);
  });

  test('looked when the first of them is due, each minute while somebody is silent, seldom where nobody talks', () => {
    const story = scribe();
    expect(alarmAt(story, 'silent_holder')).toBe(at('10:20'));
    const look = by('muster', { type: 'look_for_silent' });
    story.when(look, at('10:19')).refuses({ reason: 'not_due' });
    expect(alarmAt(story.when(look, at('10:20')).after, 'silent_holder')).toBe(at('10:21'));
    const next = (...spoke: readonly Spoke[]) =>
      alarmAt(story.when(found(...spoke), at('10:20')).after, 'silent_holder');
    expect(next(word(ben, '10:19'))).toBe(at('10:21'));
    expect(next(word(cho, '10:15'))).toBe(at('10:30'));
    expect(next()).toBe(at('10:25'));
    // A fixer is expected sooner than the scribe was.
    const later = story.when(found(word(cho, '10:19')), at('10:20')).after;
    expect(alarmAt(later, 'silent_holder')).toBe(at('10:34'));
    const fixer = later.when(by(ben, { type: 'take_role', role: 'fixer' }), at('10:21')).after;
    expect(alarmAt(fixer, 'silent_holder')).toBe(at('10:26'));
  });

  test('switched off, for now, or over: nobody looks', () => {
    expect(alarmAt(given(roomOpened(), taken('scribe', cho, '10:05')), 'silent_holder')).toBeNull();
    expect(alarmAt(watched(), 'silent_holder')).toBeNull();
    expect(alarmAt(watched(taken('scribe', cho, '10:05'), ...resolved('10:30')), 'silent_holder')).toBeNull();
  });
});

test('the post-mortem tells how long roles were asked for, and who was not heard; nobody is named', () => {
  const { incident } = watched(taken('scribe', cho, '10:05'))
    .when(assign(ana, 'fixer', ben), at('10:06'))
    .after.when(by(dan, { type: 'take_role', role: 'fixer' }), at('10:09'))
    .after.when(found(word(dan, '10:19')), at('10:20'))
    .after.when(by(cho, { type: 'im_here', id: 1 }), at('10:24')).after;
  const { sections } = draftPostmortem({
    ...{ incident, entries: [], participants: [], memories: [], name: (id: string) => id },
    ...{ permalink: () => null, zone: 'UTC' },
  });
  const analysis = sections.find(({ title }) => title === 'Analysis')?.markdown ?? '';
  expect(analysis).toMatch(
    /Somebody was asked to be fixer at .*10:06.*: no answer; somebody else took it 3 min later\./,
  );
  expect(analysis).toMatch(/Nothing was heard from scribe from .*10:05.* to .*10:24/);
});

describe('two hours in a role', () => {
  const offer = by('muster', { type: 'offer_hand_over' });

  test('offered once to each person for all that they hold, and again two hours later', () => {
    const story = watched(
      taken('scribe', cho, '10:05'),
      taken('fixer', cho, '10:05'),
      taken('responder', ben, '10:05'),
    );
    expect(alarmAt(story, 'long_in_role')).toBe(at('12:02'));
    const first = story.when(offer, at('12:02')).gives({ type: 'hand_over_offered', user: ana, roles: ['lead'] });
    expect(alarmAt(first, 'long_in_role')).toBe(at('12:05'));
    const second = first
      .when(offer, at('12:05'))
      .gives({ type: 'hand_over_offered', user: cho, roles: ['scribe', 'fixer'] });
    expect(alarmAt(second, 'long_in_role')).toBe(at('14:02'));
    second.when(offer, at('14:01')).refuses({ reason: 'not_due' });
    expect(told(story, offer, at('12:02'))).toEqual(['offer_hand_over 1']);
    expect(findHandOverOffer(first.incident, 1)).toMatchObject({ user: ana, roles: ['lead'], ended: null });
  });

  test('what it asked is settled, or asked anew: its message is drawn without buttons; a role of two that goes, too', () => {
    const story = watched(taken('scribe', cho, '10:05'), taken('fixer', cho, '10:05')).when(offer, at('12:05')).after;
    const ended = (past: typeof story) => handOverOffersOf(past.incident).map((one) => one.ended?.how ?? null);
    expect(ended(story)).toEqual([null, null]);
    const one = by(cho, { type: 'vacate_role', role: 'scribe', user: cho });
    const both = by(cho, { type: 'vacate_role', role: 'fixer', user: cho });
    expect(told(story, one, at('12:10'))).toContain('offer_hand_over 2');
    const left = story.when(one, at('12:10')).after;
    expect(ended(left)).toEqual([null, null]);
    expect(told(left, both, at('12:11'))).toContain('offer_hand_over 2');
    expect(ended(left.when(both, at('12:11')).after)).toEqual([null, 'given']);
    expect(told(left, by(ben, { type: 'take_role', role: 'scribe' }), at('12:11'))).not.toContain('offer_hand_over 1');
    const again = story.when(offer, at('14:05')).after;
    expect(ended(again)).toEqual(['renewed', 'renewed', null, null]);
    const over = by(ana, { type: 'resolve', impactEndedAt: null, note: '' });
    expect(told(again, over, at('14:10'))).toEqual(expect.arrayContaining(['offer_hand_over 3', 'offer_hand_over 4']));
    expect(told(again, over, at('14:10'))).not.toContain('offer_hand_over 1');
  });

  test('who takes it over begins anew; an end ends it; without a time nobody is asked', () => {
    const story = watched(taken('scribe', cho, '10:05')).when(offer, at('12:05')).after;
    const over = story.when(by(ben, { type: 'take_over_role', role: 'scribe', from: cho }), at('12:10')).after;
    const back = over.when(by(cho, { type: 'take_over_role', role: 'scribe', from: ben }), at('12:20')).after;
    expect(crewOf(back.incident).offered.map(({ role }) => role)).toEqual(['lead']);
    expect(alarmAt(watched(...resolved('10:30')), 'long_in_role')).toBeNull();
    expect(alarmAt(given(roomOpened()), 'long_in_role')).toBeNull();
  });
});

describe('not here yet', () => {
  const seen = (wordAt: string | null, joinedAt: string | null, leftAt: string | null = null): Presence => {
    const time = (clock: string | null) => (clock === null ? null : at(clock));
    return new Map([[ben, { wordAt: time(wordAt), joinedAt: time(joinedAt), leftAt: time(leftAt) }]]);
  };

  // Ben was asked at 10:03 to be fixer: what the record says of him.
  test.each<[string, Presence, boolean]>([
    ['nothing', new Map(), false],
    ['he came before, long ago, and was never heard', seen(null, '09:40'), false],
    ['he came since', seen(null, '10:04'), true],
    ['he spoke since', seen('10:04', '09:40'), true],
    ['he spoke just before', seen('10:01', '09:40'), true],
    ['he spoke long before', seen('09:40', '09:30'), false],
    ['he came and left', seen(null, '10:04', '10:05'), false],
  ])('%s', (_, presence, here) => {
    expect(missing(asked().incident, presence, at('10:10')).map(({ user }) => user)).toEqual(here ? [] : [ben]);
  });

  test('who was invited and never came; whoever holds a role is here', () => {
    const opened = on('10:02', 'muster', {
      type: 'channel_opened',
      channel: 'C42',
      name: 'x',
      invited: [ana, ben, cho],
    });
    const { incident } = given(opened, taken('scribe', cho, '10:02'));
    expect(awaitedByState(incident)).toEqual([]);
    expect(awaited(incident, at('10:05'))).toEqual([{ user: ben, why: 'invited', at: at('10:02') }]);
    expect(missing(incident, seen(null, '10:02'), at('10:05'))).toEqual([]);
    expect(awaited({ ...incident, phase: 'resolved' }, at('10:05'))).toEqual([]);
  });
});
