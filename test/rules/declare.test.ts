import { describe, expect, test } from '@jest/globals';
import { decideDeclare, titleLengthMax } from '../../src/incident/declare.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { ana, at, declareCommand, policy } from '../support/given.ts';

type Changes = Parameters<typeof declareCommand>[0];

function declared(changes: Changes = {}): Incident {
  const decision = decideDeclare(declareCommand(changes), 42, at('10:02'));
  if ('refused' in decision) throw new Error(JSON.stringify(decision.refused));
  return decision.events.reduce<Incident | null>(evolve, null) as Incident;
}

test('a title is enough: sev2 for now, started now, who declared is lead for now', () => {
  expect(declared()).toEqual({
    workspace: 'T1',
    number: 42,
    title: 'Checkout returns 500s',
    summary: '',
    severity: 'sev2',
    severityGiven: false,
    phase: 'identifying',
    private: false,
    services: [],
    declaredBy: ana,
    replyTo: { via: 'dm' },
    times: {
      started: at('10:02'),
      detected: null,
      declared: at('10:02'),
      acknowledged: null,
      contained: null,
      resolved: null,
      closed: null,
    },
    impact: [{ from: at('10:02'), to: null }],
    roles: [{ role: 'lead', user: ana, since: at('10:02'), forNow: true }],
    pastRoles: [],
    vacancies: Object.fromEntries(
      ['lead', 'fixer', 'communicator', 'scribe', 'responder'].map((role) => [
        role,
        { since: at('10:02'), remindedAt: null, snoozedUntil: null },
      ]),
    ),
    checks: {},
    actions: [],
    updates: [],
    nextUpdateAt: at('10:12'),
    updateMissed: false,
    duplicateOf: null,
    reason: '',
    room: {
      channel: null,
      name: '',
      adopted: false,
      archivedAt: null,
      archiving: false,
      invited: [],
      briefing: null,
      checklists: {},
      announcement: null,
    },
    postmortem: { state: 'none', thread: null, sections: {}, writings: {}, comments: [], asked: [], memories: {} },
    problems: [],
    policy,
    version: 1,
  });
});

test('everything that was said is kept; services that nobody configured are not', () => {
  const incident = declared({
    severity: 'sev1',
    summary: ' Cards fail in the EU. ',
    startedAt: at('09:40'),
    services: ['checkout', 'toString', 'billing'],
    private: true,
  });
  expect(incident).toMatchObject({
    severity: 'sev1',
    severityGiven: true,
    summary: 'Cards fail in the EU.',
    services: ['checkout'],
    private: true,
    times: { started: at('09:40'), declared: at('10:02') },
    impact: [{ from: at('09:40'), to: null }],
    nextUpdateAt: at('10:07'),
  });
});

test('an alert that declares leads nothing: every role is unclaimed', () => {
  expect(declared({ by: 'muster' }).roles).toEqual([]);
});

test.each([
  ['no title', { title: '' }, { reason: 'empty', what: 'title' }],
  ['a title of blanks and line breaks', { title: ' \n\t\u2028\u00a0' }, { reason: 'empty', what: 'title' }],
  ['a title of direction marks alone', { title: '\u202e\u2066\u200b' }, { reason: 'empty', what: 'title' }],
  ['a start that is yet to come', { startedAt: at('10:03') }, { reason: 'time_ahead', time: 'started' }],
] as const)('%s is refused', (_, changes, refusal) => {
  expect(decideDeclare(declareCommand(changes), 42, at('10:02'))).toEqual({ refused: refusal });
});

describe('titles', () => {
  test.each([
    ['plain', 'Checkout returns 500s', 'Checkout returns 500s'],
    ['blanks and line breaks', '  Checkout\r\n\treturns   500s\u0000 ', 'Checkout returns 500s'],
    ['a mention of everybody is only text', 'Down <!channel> & out', 'Down <!channel> & out'],
    ['right-to-left override', 'Invoice \u202egpj.exe\u202c fails', 'Invoice gpj.exe fails'],
    ['isolates', '\u2066Pay\u2069 fails', 'Pay fails'],
    ['half an emoji', 'Pay \ud83d fails', 'Pay \ufffd fails'],
    ['Chinese', '结账返回 500 错误', '结账返回 500 错误'],
    ['Arabic keeps its own direction', 'تعذر الدفع', 'تعذر الدفع'],
    ['a family of emoji', '👨‍👩‍👧‍👦 cannot pay', '👨‍👩‍👧‍👦 cannot pay'],
    ['exactly 150 characters', 'x'.repeat(150), 'x'.repeat(150)],
  ])('%s', (_, typed, kept) => {
    const incident = declared({ title: typed });
    expect(incident.title).toBe(kept);
    expect(incident.summary).toBe('');
  });

  test.each([
    ['151 characters', 'x'.repeat(151)],
    ['3,000 characters', 'Checkout returns errors. '.repeat(120).trim()],
    ['emoji, none of which is cut in two', '👨‍👩‍👧‍👦'.repeat(100)],
    ['flags', '🇩🇪'.repeat(100)],
    ['Chinese', '结账返回错误'.repeat(100)],
    ['letters with many accents', `${'e\u0301\u0302\u0303'.repeat(100)}`],
    ['one letter with 500 accents', `e${'\u0301'.repeat(500)}`],
  ])('too long: %s', (_, typed) => {
    const { title, summary } = declared({ title: typed, summary: 'EU only' });
    expect(title.length).toBeLessThanOrEqual(titleLengthMax);
    expect(title.endsWith('…')).toBe(true);
    expect(summary).toBe(`${typed}\n\nEU only`);
    const graphemes = (text: string) => [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);
    const kept = graphemes(title.slice(0, -1));
    expect(graphemes(typed).slice(0, kept.length)).toEqual(kept);
    expect(title.isWellFormed()).toBe(true);
  });
});
