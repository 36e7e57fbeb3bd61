import { describe, expect, test } from '@jest/globals';
import type { Rota } from '../../src/incident/directory.ts';
import { inTurnOrder, offHours, onCallAt } from '../../src/slack/on-call.ts';

/** `2026-11-02T09:00Z` → `lou until 2026-11-09T09:00Z, then kim` */
function who(rota: Rota, at: string): string {
  const found = onCallAt(rota, Date.parse(at));
  if (found === null) return 'nobody';
  const until = new Date(found.until).toISOString().replace(/:00\.000Z$/, 'Z');
  return `${found.who}${found.override ? ' (stands in)' : ''} until ${until}, then ${found.next}`;
}

const weekly: Rota = {
  people: ['lou', 'kim', 'sam'],
  turnDays: 7,
  starts: '2026-10-12',
  handOver: '09:00',
  zone: 'Europe/London',
  overrides: [],
};

describe('a weekly rota in London, handed over on Mondays at nine', () => {
  test.each([
    ['its first minute', '2026-10-12T08:00Z', 'lou until 2026-10-19T08:00Z, then kim'],
    ['the minute before', '2026-10-12T07:59Z', 'sam until 2026-10-12T08:00Z, then lou'],
    ['the last minute of a turn', '2026-10-19T07:59Z', 'lou until 2026-10-19T08:00Z, then kim'],
    // Clocks go back on 25 October at 02:00: this turn is an hour longer.
    ['over the clock change', '2026-10-25T12:00Z', 'kim until 2026-10-26T09:00Z, then sam'],
    ['an hour that is still of the old turn', '2026-10-26T08:30Z', 'kim until 2026-10-26T09:00Z, then sam'],
    ['and the next', '2026-10-26T09:00Z', 'sam until 2026-11-02T09:00Z, then lou'],
    ['round again', '2026-11-02T09:00Z', 'lou until 2026-11-09T09:00Z, then kim'],
    ['a year later', '2027-10-18T08:00Z', 'sam until 2027-10-25T08:00Z, then lou'],
    ['long before it began', '2026-10-01T12:00Z', 'kim until 2026-10-05T08:00Z, then sam'],
  ])('%s', (_, at, expected) => {
    expect(who(weekly, at)).toBe(expected);
  });

  test('the order in which turns come begins with whose turn it is', () => {
    expect(inTurnOrder(weekly, Date.parse('2026-10-20T12:00Z'))).toEqual(['kim', 'sam', 'lou']);
    const twice = { ...weekly, people: ['lou', 'kim', 'lou'] };
    expect(inTurnOrder(twice, Date.parse('2026-10-12T12:00Z'))).toEqual(['lou', 'kim']);
  });
});

describe('a daily rota with the hand-over in the hour that spring leaves out', () => {
  const daily: Rota = { ...weekly, turnDays: 1, starts: '2026-03-28', handOver: '02:30', zone: 'Europe/Berlin' };
  test.each([
    ['the day before', '2026-03-28T12:00Z', 'lou until 2026-03-29T01:30Z, then kim'],
    // 02:30 does not exist on 29 March: the clock shows 03:30 then.
    ['just before', '2026-03-29T01:29Z', 'lou until 2026-03-29T01:30Z, then kim'],
    ['just after', '2026-03-29T01:30Z', 'kim until 2026-03-30T00:30Z, then sam'],
  ])('%s', (_, at, expected) => {
    expect(who(daily, at)).toBe(expected);
  });
});

describe('somebody stands in', () => {
  const rota: Rota = {
    ...weekly,
    overrides: [
      { who: 'sam', from: '2026-10-13 18:00', to: '2026-10-14 09:00' },
      { who: 'kim', from: '2026-10-14 00:00', to: '2026-10-14 03:00' },
    ],
  };
  test.each([
    ['before', '2026-10-13T16:00Z', 'lou until 2026-10-13T17:00Z, then sam'],
    ['from its first minute', '2026-10-13T17:00Z', 'sam (stands in) until 2026-10-13T23:00Z, then kim'],
    ['the later in the list wins', '2026-10-13T23:00Z', 'kim (stands in) until 2026-10-14T02:00Z, then sam'],
    ['then the earlier goes on', '2026-10-14T02:00Z', 'sam (stands in) until 2026-10-14T08:00Z, then lou'],
    ['and it is over', '2026-10-14T08:00Z', 'lou until 2026-10-19T08:00Z, then kim'],
  ])('%s', (_, at, expected) => {
    expect(who(rota, at)).toBe(expected);
  });
});

describe('working hours', () => {
  const hours = { from: '09:00', to: '17:30', days: [1, 2, 3, 4, 5] };
  const night = { from: '22:00', to: '06:00', days: [5] };
  test.each([
    ['a Monday morning in Berlin', hours, 'Europe/Berlin', '2026-11-23T08:00Z', null],
    ['an hour earlier', hours, 'Europe/Berlin', '2026-11-23T07:59Z', '08:59'],
    ['the last minute', hours, 'Europe/Berlin', '2026-11-23T16:29Z', null],
    ['the end', hours, 'Europe/Berlin', '2026-11-23T16:30Z', '17:30'],
    ['a Saturday', hours, 'Europe/Berlin', '2026-11-21T10:00Z', '11:00'],
    ['a Friday night', night, 'UTC', '2026-11-20T23:00Z', null],
    ['which ends on Saturday', night, 'UTC', '2026-11-21T05:59Z', null],
    ['at six', night, 'UTC', '2026-11-21T06:00Z', '06:00'],
    ['a Saturday night', night, 'UTC', '2026-11-21T23:00Z', '23:00'],
    ['nobody said', null, 'UTC', '2026-11-21T23:00Z', null],
  ])('%s', (_, some, zone, at, expected) => {
    expect(offHours(some, zone, Date.parse(at))).toBe(expected);
  });
});
