import { describe, expect, test } from '@jest/globals';
import { briefOf } from '../../src/record/brief.ts';
import { summarize } from '../../src/record/checklist-summary.ts';
import { impactMs, sayDuration, sayFigure, timesTo } from '../../src/record/durations.ts';
import { anEntry, anIncident, at, policy } from './record-sample.ts';

const minute = 60_000;

describe('durations', () => {
  test.each([
    [-5, '0 s'],
    [999, '0 s'],
    [40_000, '40 s'],
    [59_999, '59 s'],
    [54 * minute, '54 min'],
    [60 * minute, '1 h'],
    [125 * minute, '2 h 5 min'],
    [24 * 60 * minute - 1, '23 h 59 min'],
    [24 * 60 * minute, '1 d'],
    [(3 * 24 + 4) * 60 * minute + 59 * minute, '3 d 4 h'],
  ])('%d ms is %s; in a sentence a minute is the least', (ms, figure) => {
    expect(sayFigure(ms)).toBe(figure);
    expect(sayDuration(ms)).toBe(ms < minute ? 'under a minute' : figure);
  });

  test('impact is the sum of its spans, the open one up to now', () => {
    const impact = [
      { from: at('09:00'), to: at('09:30') },
      { from: at('11:00'), to: at('11:05') },
      { from: at('12:00'), to: null },
    ];
    expect(impactMs({ impact }, at('12:10'))).toBe(45 * minute);
    expect(impactMs({ impact: [] }, at('12:10'))).toBe(0);
  });

  test('to acknowledge counts from the detection where it is known, else from declaring, and says which', () => {
    const { times } = anIncident();
    const later = { ...times, acknowledged: at('10:05'), contained: at('10:31'), resolved: at('10:52') };
    expect(timesTo({ times: later })).toEqual({
      detect: null,
      acknowledge: { ms: 3 * minute, from: 'declared' },
      contain: { ms: 33 * minute, from: 'started' },
      resolve: { ms: 54 * minute, from: 'started' },
    });
    expect(timesTo({ times: { ...later, detected: at('10:00') } })).toMatchObject({
      detect: { ms: 2 * minute, from: 'started' },
      acknowledge: { ms: 5 * minute, from: 'detected' },
    });
    expect(timesTo({ times: { ...later, detected: at('10:06') } }).acknowledge).toBeNull();
  });
});

describe('the checklist in one line', () => {
  const check = (answer: 'yes' | 'no' | 'na' | 'checking' | null, note = '') => ({
    answer,
    by: 'U1',
    at: at('10:07'),
    note,
  });

  test('yes is suspected, no is ruled out, checking is open, not applicable is neither', () => {
    const incident = anIncident({
      checks: {
        'identifying.1.1': check('na'),
        'identifying.1.2': check('checking'),
        'identifying.2.1': check('yes', 'at 09:55'),
        'identifying.2.2': check('no'),
        'identifying.2.3': check(null, 'who knows?'),
      },
    });
    expect(summarize(incident, 'identifying')).toEqual([
      {
        title: 'Is there a problem?',
        yes: 'Suspected',
        no: 'Ruled out',
        suspected: [],
        ruledOut: [],
        checking: ['Do customers see it?'],
        open: 1,
      },
      {
        title: 'The usual causes',
        yes: 'Suspected',
        no: 'Ruled out',
        suspected: ['Was something deployed shortly before? (at 09:55)'],
        ruledOut: ['Is a vendor down?'],
        checking: [],
        open: 1,
      },
    ]);
  });

  test('a phase without a checklist has nothing to say', () => {
    expect(summarize(anIncident(), 'resolved')).toEqual([]);
  });
});

describe('the brief', () => {
  test('of an incident that nobody touched', () => {
    const brief = briefOf(anIncident(), [], at('10:20'));
    expect(brief).toMatchObject({
      name: 'INC-42',
      phase: 'identifying',
      phaseSince: at('10:02'),
      impactMs: 22 * minute,
      keyEvents: [],
      lastUpdate: null,
      nextUpdateAt: null,
      nextUpdateOverdue: false,
      checklists: [{ open: 2 }, { open: 3 }],
    });
    expect(brief.roles.map(({ role, holders }) => [role, holders.map((holding) => holding.user)])).toEqual([
      ['lead', ['U1']],
      ['fixer', []],
      ['communicator', []],
      ['scribe', []],
    ]);
  });

  test('has the newest five key events, oldest first, without deleted ones and plain acts', () => {
    const entries = [1, 2, 3, 4, 5, 6, 7, 8].map((id) =>
      anEntry({ id, keyEvent: id !== 8, deletedAt: id === 7 ? 1 : null }),
    );
    expect(briefOf(anIncident(), entries, at('10:20')).keyEvents.map(({ id }) => id)).toEqual([2, 3, 4, 5, 6]);
  });

  test('says that an update is overdue, only while the incident is open', () => {
    const due = { nextUpdateAt: at('10:22') };
    expect(briefOf(anIncident(due), [], at('10:22')).nextUpdateOverdue).toBe(false);
    expect(briefOf(anIncident(due), [], at('10:23')).nextUpdateOverdue).toBe(true);
    expect(briefOf(anIncident({ ...due, phase: 'resolved' }), [], at('10:23'))).toMatchObject({
      nextUpdateAt: null,
      nextUpdateOverdue: false,
    });
  });

  test('after it came back, it is identified since then', () => {
    const impact = [
      { from: at('09:58'), to: at('10:31') },
      { from: at('10:40'), to: null },
    ];
    expect(briefOf(anIncident({ impact }), [], at('11:00')).phaseSince).toBe(at('10:40'));
  });

  test('shows a role that is held although the policy does not name it', () => {
    const incident = anIncident({
      policy: { ...policy, roles: [] },
      roles: [{ role: 'liaison', user: 'U2', since: 1, forNow: false }],
    });
    expect(briefOf(incident, [], at('11:00')).roles.map(({ role }) => role)).toEqual(['liaison']);
  });
});
