import { expect, test } from '@jest/globals';
import { defaults } from '../../src/config/defaults.ts';
import { type ChangeState, changesInPlace, pendingOffers } from '../../src/incident/changes.ts';
import { readsLikeChange } from '../../src/incident/reads-like-change.ts';
import { describeEvent } from '../../src/record/describe.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  closed,
  declaredIncident,
  given,
  on,
  reopened,
  resolved,
  type Story,
} from '../support/given.ts';

const did = (text: string, clock = '10:10', who = ben) =>
  by(who, { type: 'log_change', text, who, happenedAt: at(clock), source: null });
const settle = (id: number, state: ChangeState) => by(ana, { type: 'settle_change', id, state });
const offered = (ts: string, text = 'Restarted the workers') =>
  by('muster', { type: 'offer_change', offer: { channel: 'C42', ts, text, by: ben, at: at('10:08') } });
const answered = (ts: string, log: boolean) => by(cho, { type: 'settle_offer', ts, log });
const inPlace = (story: Story) => changesInPlace(story.incident).map(({ text, state }) => `${text}: ${state}`);

test('a change is in place until it is undone; kept, it is still in place; a press too early has a way back', () => {
  const story = given().when(did('rolled back to 4.11', '10:20')).after.when(did('flag checkout off', '10:15')).after;
  expect(inPlace(story)).toEqual(['flag checkout off: in_place', 'rolled back to 4.11: in_place']);
  const settled = story.when(settle(2, 'undone')).after.when(settle(1, 'kept')).after;
  expect(inPlace(settled)).toEqual(['rolled back to 4.11: kept']);
  settled.when(settle(1, 'kept')).refuses({ reason: 'nothing_changed' });
  expect(inPlace(settled.when(settle(2, 'in_place')).after)).toHaveLength(2);
  story.when(settle(3, 'kept')).refuses({ reason: 'unknown_change', id: 3 });
});

test('what cannot be logged', () => {
  given().when(did(' ')).refuses({ reason: 'empty', what: 'text' });
  given().when(did('x', '11:01'), at('11:00')).refuses({ reason: 'time_ahead', time: 'change' });
  given(...resolved('10:30'), closed('10:40'))
    .when(did('x'))
    .refuses({ reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained', 'resolved'] });
  let story = given();
  for (let id = 1; id <= 100; id += 1) story = story.when(did(`change ${id}`)).after;
  story.when(did('one more')).refuses({ reason: 'too_many', what: 'changes', most: 100 });
  for (let id = 1; id <= 100; id += 1) story = story.when(settle(id, 'undone')).after;
  expect(story.incident.changes).toHaveLength(20);
  expect(story.when(did('one more')).after.incident.changes?.at(-1)?.id).toBe(101);
});

test('the record has it at its time, whole', () => {
  const long = 'x'.repeat(500);
  const { incident } = given().when(did(long, '10:10'), at('10:20')).after;
  expect(incident.changes?.[0]?.text).toHaveLength(300);
  const change = incident.changes?.[0];
  if (change === undefined) throw new Error('nothing was logged');
  const entry = entryOf(incident, { type: 'change_logged', change, whole: long, at: at('10:20'), by: ben });
  expect(entry).toMatchObject({ at: at('10:10'), kind: 'change', actor: ben, keyEvent: true });
  expect(entry?.text).toContain(long);
});

test('containing, resolving and closing say what is still in place; with nothing in place they say nothing of it', () => {
  const story = given()
    .when(did('rolled back to 4.11'))
    .after.when(did('cache off', '10:12'))
    .after.when(settle(1, 'kept')).after;
  const words = ['rolled back to 4.11 (kept)', 'cache off'];
  const contained = story.when(by(ana, { type: 'contain' })).after;
  for (const [from, body] of [
    [story, { type: 'contain' }],
    [contained, { type: 'resolve', impactEndedAt: null, note: '' }],
    [contained.when(by(ana, { type: 'resolve', impactEndedAt: null, note: '' })).after, { type: 'close' }],
  ] as const) {
    const event = { ...on('11:00', ana, { type: 'contained', unanswered: [], inPlace: words }) };
    const asked = from.when(by(ana, body));
    expect(asked.after.incident.phase).not.toBe(from.incident.phase);
    expect(describeEvent(asked.after.incident, event)).toContain(
      'Still in place: rolled back to 4.11 (kept), cache off.',
    );
  }
  given()
    .when(by(ana, { type: 'contain' }))
    .gives({
      type: 'contained',
      unanswered: ['Is an internal monitor alerting?', 'Was something deployed shortly before?'],
    });
  story.when(by(ana, { type: 'contain' })).gives({
    ...{ type: 'contained', inPlace: words },
    unanswered: ['Is an internal monitor alerting?', 'Was something deployed shortly before?'],
  });
});

test('an offer is made once for a message; one press logs it at its time by who wrote it, or lets it go', () => {
  const story = given().when(offered('1.1')).after.when(offered('1.2', 'Scaled to 8')).after;
  story.when(offered('1.1')).refuses({ reason: 'nothing_changed' });
  const logged = story.when(answered('1.1', true)).after;
  expect(logged.incident.changes).toMatchObject([
    {
      text: 'Restarted the workers',
      who: ben,
      by: cho,
      happenedAt: at('10:08'),
      source: { channel: 'C42', ts: '1.1' },
    },
  ]);
  logged.when(offered('1.1')).refuses({ reason: 'nothing_changed' });
  logged.when(answered('1.1', true)).refuses({ reason: 'nothing_changed' });
  const none = logged.when(answered('1.2', false)).gives({ type: 'offer_settled', ts: '1.2' });
  expect(pendingOffers(none.incident)).toEqual([]);
  expect(none.incident.changes).toHaveLength(1);
});

test('logged by hand from its menu, the message waits no more', () => {
  const source = { channel: 'C42', ts: '1.1' };
  const command = by(ana, { type: 'log_change', text: 'x', who: ben, happenedAt: at('10:08'), source });
  expect(pendingOffers(given().when(offered('1.1')).after.when(command).after.incident)).toEqual([]);
});

test('offers go on in the message that waits, and begin a new one where none does; twenty at most', () => {
  const shown = {
    ...on('10:12', 'muster', {
      type: 'surface_posted',
      surface: { kind: 'offers', user: ana },
      message: { channel: 'D1', ts: '5.1' },
    }),
  };
  const one = on('10:11', 'muster', {
    type: 'change_offered',
    offer: { channel: 'C42', ts: '1.1', text: 'x', by: ben, at: at('10:11') },
  });
  const waiting = given(one, shown);
  expect(waiting.when(offered('1.2')).after.incident.offers?.shown?.ts).toBe('5.1');
  expect(waiting.when(answered('1.1', false)).after.when(offered('1.2')).after.incident.offers?.shown).toBeNull();
  let story = waiting;
  for (let n = 2; n <= 30; n += 1) story = story.when(offered(`1.${n}`)).after;
  expect(pendingOffers(story.incident)).toHaveLength(20);
});

test('nobody is offered anything when nobody keeps the record, or it is over', () => {
  given(declaredIncident({ by: 'muster' }))
    .when(offered('1.1'))
    .refuses({ reason: 'not_due' });
  given(...resolved('10:30'))
    .when(offered('1.1'))
    .refuses({ reason: 'not_due' });
  expect(
    given(...resolved('10:30'), reopened('10:40')).when(offered('1.1')).after.incident.offers?.pending,
  ).toHaveLength(1);
});

test('a button that was there too long logs nothing into what is closed; letting go is always possible', () => {
  const story = given()
    .when(offered('1.1'))
    .after.when(by(ana, { type: 'cancel', reason: 'A test' })).after;
  const wanted = ['identifying', 'contained', 'resolved'] as const;
  story.when(answered('1.1', true)).refuses({ reason: 'wrong_phase', phase: 'cancelled', wanted });
  story.when(answered('1.1', false)).gives({ type: 'offer_settled', ts: '1.1' });
});

const reads = readsLikeChange(defaults.changeWords ?? []);

test.each([
  'Rolled back to 4.11.3',
  'ok, I restarted the workers on eu-1',
  'rolled checkout back',
  'rolled everything in EU back',
  'turned the flag off',
  'the flag for cards is off: flag cards-v2 off',
  'Scaled checkout-api from 4 to 12.',
  'db failed over to replica 2',
  "Restarted the pods, can't see errors any more",
  'Not sure it helps. Restarted it anyway.',
  'ben rolled back, should be fine now',
  'Disabled the nightly export until tomorrow',
  'RESTARTED',
])('“%s” reads like a change', (text) => {
  expect(reads(text)).toBe(true);
});

test.each([
  'should we restart?',
  'Has anybody restarted it?',
  'has anybody restarted it',
  'ben, did you restart or have you rolled back',
  'Rolled back?',
  'Restarted the workers, is it better?',
  "I haven't restarted anything",
  'not rolled back yet',
  'If it is restarted we lose the cache',
  'please keep it disabled',
  'we could have it scaled by noon',
  'It was fine until somebody restarted it',
  'Nobody restarted it',
  "let's get it rolled back",
  'to be rolled back',
  '> Restarted the workers',
  '```restarted: 4```',
  'the log says `restarted`',
  'unrestarted things, autoscaled',
  'The error rate is 38 %',
  'rolling back now',
  '',
])('“%s” does not', (text) => {
  expect(reads(text)).toBe(false);
});

test('words are those of the configuration, in any language; without words nothing is read', () => {
  const german = readsLikeChange(['zurückgerollt', 'neu gestartet', '再起動した']);
  expect(german('Habe 4.11 zurückgerollt')).toBe(true);
  expect(german('Die Worker neu und sauber gestartet.')).toBe(true);
  expect(german('Neu gestartet?')).toBe(false);
  expect(readsLikeChange([])('Restarted it')).toBe(false);
  expect(readsLikeChange(['c++ (x'])('we c++ (x now')).toBe(true);
});
