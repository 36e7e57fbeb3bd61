import { expect, test } from '@jest/globals';
import { betweenMailsMs, cardErrands, cardOf, mailWaitMs } from '../../src/incident/card.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import { rules } from '../../src/rules.ts';
import { ana, at, ben, by, given, resolved, roomOpened, taken } from '../support/given.ts';

const lost = by('muster', { type: 'slack_lost', since: at('10:20') });
const found = by('muster', { type: 'slack_found' });
const mailed = (user: string, isLost = false) =>
  by('muster', { type: 'card_mailed', user, print: 'abc', lost: isLost });
const atWork = () => given(roomOpened(), taken('fixer', ben, '10:10'));
const event = (type: 'slack_lost' | 'update_missed', time = at('10:21')) =>
  ({ type, at: time, by: 'muster', since: at('10:20') }) as IncidentEvent;
const withMail = () => {
  const { incident } = atWork();
  return { ...incident, policy: { ...incident.policy, cardByMail: true } };
};

test('Slack lost and found is on the record once each, and only of what is open', () => {
  const away = atWork()
    .when(lost, at('10:21'))
    .gives({ type: 'slack_lost', since: at('10:20') });
  expect(cardOf(away.incident).lostAt).toBe(at('10:20'));
  away.when(lost, at('10:22')).refuses({ reason: 'nothing_changed' });
  const back = away.when(found, at('10:40')).gives({ type: 'slack_found', since: at('10:20') });
  expect(cardOf(back.incident).lostAt).toBeNull();
  back.when(found, at('10:41')).refuses({ reason: 'nothing_changed' });
  given(roomOpened(), ...resolved('10:15'))
    .when(lost)
    .refuses({ reason: 'nothing_changed' });
  const entry = entryOf(away.incident, event('slack_lost'));
  expect([entry?.kind, entry?.keyEvent]).toEqual(['channel', true]);
  expect(entry?.text).toMatch(/^Slack has not answered since /);
});

test('an incident of an earlier version has no card, and takes one', () => {
  const { card: _, ...older } = atWork().when(lost).after.incident;
  expect(cardOf(older as Incident)).toEqual({ lostAt: null, mailed: {} });
  expect(mailWaitMs(older as Incident, ben, at('10:30'))).toBe(0);
});

test('where no mail is set up, nothing goes out', () => {
  const { incident } = atWork();
  expect(cardErrands(incident, event('slack_lost'))).toEqual([]);
});

test('everybody who holds a role hears what matters, one mail waiting for each; an outage does not wait for it', () => {
  const incident = withMail();
  const surfaces = (one: IncidentEvent) => cardErrands(incident, one).map(({ sort, surface }) => `${sort} ${surface}`);
  expect(surfaces(taken('fixer', ben, '10:10'))).toEqual([`paint card:${ana}`, `paint card:${ben}`]);
  expect(surfaces(event('slack_lost'))).toEqual([`paint card-lost:${ana}`, `paint card-lost:${ben}`]);
  expect(surfaces(event('update_missed'))).toEqual([]);
  expect(
    rules.consequences(incident, taken('fixer', ben, '10:10')).filter(({ task }) => task.kind === 'send_card'),
  ).toHaveLength(2);
});

test('the next mail waits for five minutes; that Slack is away does not, once', () => {
  const once = atWork().when(mailed(ben), at('10:15')).after;
  expect(mailWaitMs(once.incident, ana, at('10:15'))).toBe(0);
  expect(mailWaitMs(once.incident, ben, at('10:16'))).toBe(betweenMailsMs - 60_000);
  expect(mailWaitMs(once.incident, ben, at('10:20'))).toBe(0);
  const away = once.when(lost, at('10:17')).after;
  expect(mailWaitMs(away.incident, ben, at('10:17'))).toBe(0);
  const told = away.when(mailed(ben, true), at('10:17')).after;
  expect(mailWaitMs(told.incident, ben, at('10:18'))).toBe(betweenMailsMs - 60_000);
  // It came back and went again: the same news within minutes is none.
  const again = told.when(found, at('10:18')).after.when(lost, at('10:19')).after;
  expect(mailWaitMs(again.incident, ben, at('10:19'))).toBe(betweenMailsMs - 120_000);
});
