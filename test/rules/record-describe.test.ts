import { describe, expect, test } from '@jest/globals';
import type { EventBody, IncidentEvent } from '../../src/incident/events.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { describeEvent } from '../../src/record/describe.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import { plainOf, quoteText } from '../../src/record/slack-text.ts';
import { anIncident, at, people, policy, strange } from './record-sample.ts';

function event(body: EventBody, by = 'U1', when = at('10:31')): IncidentEvent {
  return { at: when, by, ...body };
}

/** As a person in UTC reads it. */
function read(body: EventBody, by = 'U1', incident: Incident = anIncident()): string | null {
  const text = describeEvent(incident, event(body, by));
  return text === null ? null : plainOf(text, (id) => people[id] ?? id);
}

const declared = {
  type: 'declared',
  workspace: 'T1',
  number: 42,
  title: 'Checkout returns 500s',
  summary: '',
  severity: 'sev2',
  severityGiven: false,
  private: false,
  services: [],
  startedAt: at('09:58'),
  detectedAt: null,
  policy,
  replyTo: { via: 'dm' },
} as const satisfies EventBody;

const action = { id: 3, text: 'Alert on 500s', owner: null, dueOn: null, by: 'U1', at: at('10:31'), source: null };
const update = {
  at: at('10:31'),
  by: 'U1',
  happened: 'Payments fail',
  doing: 'Rolling back',
  meanwhile: '',
  nextAt: at('10:51'),
};
const memory = { unwritten: 'x', surprised: '', remember: '', at: at('11:00') };

describe('a line for each event', () => {
  test.each<[EventBody, string, string | null]>([
    [declared, 'U1', '@ana declared INC-42 as SEV2 for now: Checkout returns 500s.'],
    [{ type: 'channel_opened', channel: 'C42', name: 'inc-42', invited: [] }, 'muster', 'The war room is open: #C42.'],
    [{ type: 'role_taken', role: 'fixer', user: 'U2', from: null }, 'U2', '@ben is fixer.'],
    [{ type: 'role_taken', role: 'scribe', user: 'U3', from: 'U4' }, 'U3', '@cho took scribe over from @dan.'],
    [{ type: 'role_taken', role: 'fixer', user: 'U2', from: null }, 'U1', '@ana gave fixer to @ben.'],
    [
      { type: 'role_taken', role: 'fixer', user: 'U2', from: 'U3' },
      'U1',
      '@ana gave fixer to @ben, who takes over from @cho.',
    ],
    [{ type: 'role_taken', role: 'fixer', user: 'U2', from: 'U1' }, 'U1', '@ana handed fixer over to @ben.'],
    [{ type: 'role_taken', role: 'lead', user: 'U1', from: null }, 'U1', '@ana is lead for now (declared it).'],
    [{ type: 'role_vacated', role: 'scribe', user: 'U3' }, 'U3', '@cho stepped down as scribe.'],
    [{ type: 'role_vacated', role: 'scribe', user: 'U3' }, 'U1', '@cho is no longer scribe, by @ana.'],
    [{ type: 'unheld_reminded', roles: ['fixer'] }, 'muster', 'Nobody holds fixer. Who can take it?'],
    [
      { type: 'unheld_reminded', roles: ['lead', 'fixer', 'scribe'] },
      'muster',
      '@ana is lead only for now. Nobody holds fixer and scribe. Who can take them?',
    ],
    [
      { type: 'reminder_snoozed', roles: ['lead', 'fixer'], until: at('10:46') },
      'U2',
      '@ben put off the reminder about lead and fixer until 10:46 UTC.',
    ],
    [
      { type: 'severity_set', from: 'sev2', to: 'sev1', reason: 'EU and US hit' },
      'U1',
      'SEV2 → SEV1, by @ana: EU and US hit.',
    ],
    [{ type: 'severity_set', from: 'sev2', to: 'sev3', reason: '' }, 'U1', 'SEV2 → SEV3, by @ana.'],
    [
      { type: 'title_set', from: 'A', to: 'B <!channel>', reason: '' },
      'U1',
      'Title changed by @ana from “A” to “B <!channel>”.',
    ],
    [
      { type: 'summary_set', from: '', to: 'Payments fail', reason: '' },
      'U1',
      'Summary written by @ana. Payments fail.',
    ],
    [
      { type: 'summary_set', from: 'Old', to: 'New', reason: 'found more' },
      'U1',
      'Summary changed by @ana: found more. New. Before: Old.',
    ],
    [
      { type: 'time_corrected', time: 'started', from: at('09:58'), to: at('09:50'), reason: 'logs say so' },
      'U1',
      'Time started corrected from 21 Nov 2026, 09:58 UTC to 21 Nov 2026, 09:50 UTC by @ana: logs say so.',
    ],
    [
      { type: 'time_corrected', time: 'detected', from: null, to: at('09:59'), reason: '' },
      'U1',
      'Time detected set to 21 Nov 2026, 09:59 UTC by @ana.',
    ],
    [{ type: 'contained', unanswered: [] }, 'U2', 'Contained at 10:31 UTC by @ben.'],
    [
      { type: 'contained', unanswered: ['identifying.1.1', `Second ${'long '.repeat(40)}`, 'third', 'd'] },
      'U2',
      'Contained at 10:31 UTC by @ben. Not checked: 4 of 5 checks (Is an internal monitor alerting; Second long long long long long long long long long long long long long long lo…; third; …).',
    ],
    [
      { type: 'contained', unanswered: Array.from({ length: 5 }, (_, place) => `Check ${place}`) },
      'U2',
      'Contained at 10:31 UTC by @ben. Not checked: none of the 5 checks is answered.',
    ],
    [
      { type: 'resolved', impactEndedAt: at('10:31'), unanswered: [], note: '' },
      'U1',
      'Resolved at 10:31 UTC by @ana, 33 min after it started. The post-mortem draft is in the thread below.',
    ],
    [
      { type: 'resolved', impactEndedAt: at('10:20'), unanswered: ['a'], note: 'Flag stays on' },
      'U1',
      'Resolved at 10:31 UTC by @ana, 33 min after it started. The impact had ended at 10:20 UTC. Flag stays on. Not checked: a. The post-mortem draft is in the thread below.',
    ],
    [{ type: 'closed', unanswered: ['a', 'b'] }, 'U1', 'Closed at 10:31 UTC by @ana. Not checked: a; b.'],
    [
      { type: 'reopened', from: 'resolved', reason: 'it is back', newRoom: true },
      'U1',
      'Reopened by @ana, it was resolved: it is back. The work goes on in a new room.',
    ],
    [{ type: 'cancelled', reason: 'false alarm' }, 'U1', 'Cancelled by @ana: false alarm.'],
    [
      { type: 'marked_duplicate', of: 7, link: '<#C7|inc-7>' },
      'U1',
      'Duplicate of INC-7, by @ana. It goes on in #inc-7.',
    ],
    [
      { type: 'marked_duplicate', of: 7, link: 'https://x.example/C7' },
      'U1',
      'Duplicate of INC-7, by @ana. It goes on in INC-7 (https://x.example/C7).',
    ],
    [{ type: 'marked_duplicate', of: 7, link: null }, 'U1', 'Duplicate of INC-7, by @ana.'],
    [
      { type: 'check_answered', item: 'identifying.2.1', answer: 'yes', note: 'at 09:55' },
      'U2',
      '“Was something deployed shortly before?” Yes, by @ben: at 09:55.',
    ],
    [
      { type: 'check_answered', item: 'identifying.2.1', answer: 'checking', note: '' },
      'U2',
      '@ben is checking “Was something deployed shortly before?”.',
    ],
    [{ type: 'check_answered', item: 'gone', answer: null, note: 'look' }, 'U2', '@ben noted on “gone”: look.'],
    [{ type: 'check_answered', item: 'gone', answer: null, note: '' }, 'U2', '@ben took the answer to “gone” back.'],
    [
      { type: 'update_sent', update },
      'U1',
      'Update by @ana. Payments fail.\nWhat is being done: Rolling back.\nNext update at 10:51 UTC.',
    ],
    [{ type: 'update_missed' }, 'muster', 'The update was due 10:31 UTC, not sent.'],
    [{ type: 'action_added', action }, 'U1', 'Action 3 added by @ana (no owner yet, no date yet): Alert on 500s.'],
    [
      { type: 'action_changed', action: { ...action, owner: 'U2', dueOn: '2026-12-01' } },
      'U1',
      'Action 3 changed by @ana (owner @ben, due 2026-12-01): Alert on 500s.',
    ],
    [
      { type: 'note_added', text: '<@U2> restarted it <!here>', happenedAt: at('10:05') },
      'U3',
      '@ben restarted it <!here>',
    ],
    [
      { type: 'postmortem_settled', state: 'waived', reason: 'a drill' },
      'U1',
      'No post-mortem needed, decided by @ana: a drill.',
    ],
    [
      { type: 'errand_parked', errand: 'invite', why: 'user_is_restricted', what: '<@U4>' },
      'muster',
      'Could not be done: invite @dan (user_is_restricted).',
    ],
    [{ type: 'room_changed', archivedAt: at('10:31') }, 'muster', 'The room was archived.'],
    [{ type: 'surface_posted', surface: { kind: 'briefing' }, message: { channel: 'C', ts: '1' } }, 'muster', null],
    [{ type: 'memories_asked', users: ['U1'] }, 'muster', null],
    [{ type: 'memory_given', memory }, 'U1', null],
    [{ type: 'errand_recovered', errand: 'invite' }, 'muster', null],
    [{ type: 'files_asked' }, 'U1', null],
  ])('%j by %s', (body, by, line) => {
    expect(read(body, by)).toBe(line);
  });

  test('an update that was due earlier is told with the time that was promised', () => {
    const incident = anIncident({ nextUpdateAt: at('10:22') });
    expect(read({ type: 'update_missed' }, 'muster', incident)).toBe('The update was due 10:22 UTC, not sent.');
  });

  test('that the impact ended when it was contained is not said twice', () => {
    const incident = anIncident({ times: { ...anIncident().times, contained: at('10:20') } });
    expect(read({ type: 'resolved', impactEndedAt: at('10:20'), unanswered: [], note: '' }, 'U1', incident)).toBe(
      'Resolved at 10:31 UTC by @ana, 33 min after it started. The post-mortem draft is in the thread below.',
    );
  });

  test('who takes lead by hand is lead, without "for now"', () => {
    const incident = anIncident({ roles: [{ role: 'lead', user: 'U1', since: at('10:31'), forNow: false }] });
    expect(read({ type: 'role_taken', role: 'lead', user: 'U1', from: null }, 'U1', incident)).toBe('@ana is lead.');
  });

  test.each(strange)('%j, wherever it is typed, calls nobody and shouts nothing of ours', (text) => {
    const bodies: EventBody[] = [
      { ...declared, title: text },
      { type: 'severity_set', from: 'sev2', to: 'sev1', reason: text },
      { type: 'title_set', from: text, to: text, reason: text },
      { type: 'summary_set', from: text, to: text, reason: text },
      { type: 'resolved', impactEndedAt: 0, unanswered: [text], note: text },
      { type: 'marked_duplicate', of: 7, link: text },
      { type: 'check_answered', item: text, answer: 'yes', note: text },
      { type: 'update_sent', update: { ...update, happened: text, doing: text, meanwhile: text } },
      { type: 'action_added', action: { ...action, text, dueOn: text } },
      { type: 'note_added', text, happenedAt: 0 },
      { type: 'errand_parked', errand: text, why: text, what: text },
    ];
    for (const body of bodies) {
      const line = describeEvent(anIncident(), event(body)) ?? '';
      expect(quoteText(line)).toBe(line);
      expect(line).not.toMatch(/<!(?!date\^)/);
    }
  });
});

describe('the entry of an event', () => {
  test('a note stands at the time it speaks of, and is a key event', () => {
    const body: EventBody = { type: 'note_added', text: 'Deployed 1.2', happenedAt: at('09:55') };
    expect(entryOf(anIncident(), event(body, 'U3'))).toEqual({
      at: at('09:55'),
      kind: 'note',
      actor: 'U3',
      text: 'Deployed 1.2',
      keyEvent: true,
    });
  });

  test('a correction is told at the time it was made', () => {
    const body: EventBody = { type: 'time_corrected', time: 'started', from: null, to: at('09:50'), reason: '' };
    expect(entryOf(anIncident(), event(body))).toMatchObject({ at: at('10:31'), kind: 'time', keyEvent: true });
  });

  test.each<[EventBody, string, boolean]>([
    [declared, 'phase', true],
    [{ type: 'severity_set', from: 'sev2', to: 'sev1', reason: '' }, 'severity', true],
    [{ type: 'closed', unanswered: [] }, 'phase', true],
    [{ type: 'reopened', from: 'contained', reason: 'x', newRoom: false }, 'phase', true],
    [{ type: 'update_sent', update }, 'update', true],
    [{ type: 'update_missed' }, 'update', false],
    [{ type: 'role_taken', role: 'fixer', user: 'U2', from: null }, 'role', false],
    [{ type: 'check_answered', item: 'x', answer: 'no', note: '' }, 'check', false],
    [{ type: 'title_set', from: 'a', to: 'b', reason: '' }, 'title', false],
    [{ type: 'action_added', action }, 'action', false],
  ])('%j', (body, kind, keyEvent) => {
    expect(entryOf(anIncident(), event(body))).toMatchObject({ kind, keyEvent });
  });

  test('what people remembered in private, and bookkeeping, is not on the record', () => {
    expect(entryOf(anIncident(), event({ type: 'memory_given', memory }))).toBeNull();
    expect(
      entryOf(anIncident(), event({ type: 'section_written', section: 6, fields: { 'root_cause.whys': 'x' } })),
    ).toBeNull();
    expect(entryOf(anIncident(), event({ type: 'archive_due' }, 'muster'))).toBeNull();
  });
});
