import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { Incident } from '../../src/incident/incident.ts';
import type { Policy } from '../../src/incident/policy.ts';
import { draftPostmortem } from '../../src/postmortem/draft.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  contained,
  dan,
  declaredIncident,
  given,
  minuteMs,
  on,
  policy as plain,
  resolved,
  roomOpened,
  taken,
} from '../support/given.ts';

/** Fixer after ten more minutes, and lead too; sev1 fetches the team of the services. */
const policy: Policy = {
  ...plain,
  severities: { ...plain.severities, sev2: { ...plain.severities.sev2, pageServices: true } },
  pageable: ['payments'],
  roles: plain.roles.map((role) =>
    ['lead', 'fixer'].includes(role.name) ? { ...role, escalateUnheldMs: 10 * minuteMs } : role,
  ),
};
const escalate = by('muster', { type: 'escalate_unheld' });
const reminded = (roles: readonly string[] = ['fixer'], clock = '10:07') =>
  on(clock, 'muster', { type: 'unheld_reminded', roles });
const lead = taken('lead', ana, '10:03');
const declared = (changes: Parameters<typeof declaredIncident>[0] = {}) => declaredIncident({ policy, ...changes });
const escalateAt = (incident: Incident) => alarms(incident).find(({ name }) => name === 'untaken_role')?.at ?? null;
const steps = [ben, cho, dan].map((user) => ({ user, reason: 'tree' as const, forMs: 10 * minuteMs }));
const page = (more: readonly IncidentEvent[]): readonly IncidentEvent[] => [
  declared({ services: ['checkout'] }),
  roomOpened(),
  lead,
  on('10:03', 'muster', { type: 'paged', page: 1, whom: 'payments', text: '', steps, pager: null, waitMs: minuteMs }),
  on('10:03', 'muster', { type: 'page_asked', page: 1, user: ben, from: null }),
  ...more,
  reminded(),
];
const free = [{ role: 'fixer', since: at('10:02') }];
const escalated = (more: object, clock = '10:17', roles = free) =>
  ({
    type: 'unheld_escalated',
    escalation: { at: at(clock), roles, asked: [], teams: [], told: [], ...more },
  }) as const;

test('ten minutes after the reminder, once: nobody can be fetched, so who declared and who holds a role is told', () => {
  const story = given(declared(), taken('lead', ben, '10:03'), reminded());
  expect(escalateAt(story.incident)).toBe(at('10:17'));
  const after = story
    .when(escalate, at('10:16'))
    .refuses({ reason: 'not_due' })
    .when(escalate, at('10:17'))
    .gives(escalated({ told: [ana, ben] }));
  expect(escalateAt(after.incident)).toBeNull();
  after.when(escalate, at('12:00')).refuses({ reason: 'not_due' });
});

test('a lead only for now is not held, and both at once are one', () => {
  given(declared(), reminded(['lead', 'fixer']))
    .when(escalate, at('10:17'))
    .gives(escalated({ told: [ana] }, '10:17', [{ role: 'lead', since: at('10:02') }, ...free]));
});

test('asked and not accepted counts for nobody: the reminder comes again, and the time from there', () => {
  const story = given(declared(), lead, reminded());
  const asked = story.when(by(ana, { type: 'assign_role', role: 'fixer', user: ben }), at('10:10')).after;
  expect(escalateAt(asked.incident)).toBeNull();
  const again = asked.when(by('muster', { type: 'remind_unheld' }), at('10:15')).after;
  expect(escalateAt(again.incident)).toBe(at('10:25'));
  again.when(escalate, at('10:25')).gives(escalated({ told: [ana] }, '10:25'));
});

test('the next in the call tree is asked, whoever asked the team; told is nobody', () => {
  const story = given(...page([on('10:13', 'muster', { type: 'page_asked', page: 1, user: cho, from: ben })]));
  story
    .when(escalate, at('10:17'))
    .gives(escalated({ asked: [dan] }), { type: 'page_asked', page: 1, user: dan, from: cho });
});

test('their turn had come in the same minute anyway: nobody more is woken, whichever comes first', () => {
  const asked = on('10:17', 'muster', { type: 'page_asked', page: 1, user: dan, from: cho });
  given(...page([]), asked)
    .when(escalate, at('10:17'))
    .gives(escalated({ asked: [dan] }));
  given(...page([]))
    .when(escalate, at('10:17'))
    .after.when(by('muster', { type: 'page_next', page: null }), at('10:17'))
    .refuses({ reason: 'not_due' });
});

test.each<[string, readonly IncidentEvent[], readonly string[]]>([
  ['nobody is left', [on('10:06', 'muster', { type: 'page_unanswered', page: 1 })], [ana]],
  ['somebody is coming', [on('10:06', ben, { type: 'page_answered', page: 1, answer: 'coming' })], [ana, ben]],
])('paged already, and %s: it is told', (_, more, told) => {
  given(...page(more))
    .when(escalate, at('10:17'))
    .gives(escalated({ told }));
});

test('a team that was never paged is paged, unless that was in vain', () => {
  const story = given(declared({ services: ['checkout'] }), lead, reminded());
  story.when(escalate, at('10:17')).gives(escalated({ teams: ['payments'] }));
  story
    .when(
      by('muster', { type: 'errand_parked', errand: 'page_by_itself', why: 'nobody_to_page', what: 'payments' }),
      at('10:08'),
    )
    .after.when(escalate, at('10:17'))
    .gives(escalated({ told: [ana] }));
});

test('a snooze holds it off; after its end the room is reminded, and the time counts from there', () => {
  const snoozed = given(declared(), lead, reminded()).when(
    by(ben, { type: 'snooze_reminder', roles: ['fixer'], forMs: 15 * minuteMs }),
    at('10:10'),
  ).after;
  expect(escalateAt(snoozed.incident)).toBeNull();
  snoozed.when(escalate, at('10:17')).refuses({ reason: 'not_due' });
  const again = snoozed.when(by('muster', { type: 'remind_unheld' }), at('10:25')).after;
  expect(escalateAt(again.incident)).toBe(at('10:35'));
});

test('taken, it is over; free again, it is due anew', () => {
  const story = given(declared(), lead, reminded(), taken('fixer', ben, '10:16'));
  expect(escalateAt(story.incident)).toBeNull();
  // Also when it was escalated the time before.
  const before = given(declared(), lead, reminded()).when(escalate, at('10:17')).after;
  const again = before
    .when(by(ben, { type: 'take_role', role: 'fixer' }), at('10:20'))
    .after.when(by(ben, { type: 'vacate_role', role: 'fixer', user: ben }), at('10:30'))
    .after.when(by('muster', { type: 'remind_unheld' }), at('10:35')).after;
  expect(escalateAt(again.incident)).toBe(at('10:45'));
});

test.each<[string, readonly IncidentEvent[]]>([
  ['switched off, or of an earlier version', [declaredIncident(), lead, reminded()]],
  ['of a light severity', [declared({ severity: 'sev3' }), lead, reminded()]],
  ['not reminded of yet', [declared(), lead]],
  ['over', [declared(), lead, reminded(), ...resolved('10:08')]],
  ['for roles without a time', [declared(), lead, reminded(['communicator'])]],
])('never: %s', (_, past) => {
  expect(escalateAt(given(...past).incident)).toBeNull();
  given(...past)
    .when(escalate, at('11:00'))
    .refuses({ reason: 'not_due' });
});

test('contained is still open; a worse severity later counts from the reminder', () => {
  expect(escalateAt(given(declared(), lead, reminded(), contained('10:08')).incident)).toBe(at('10:17'));
  const light = given(declared({ severity: 'sev3' }), lead, reminded());
  const worse = light.when(by(ana, { type: 'set_severity', severity: 'sev2', reason: '' }), at('10:40')).after;
  expect(escalateAt(worse.incident)).toBe(at('10:17'));
});

test('the post-mortem tells it under Response, and names nobody; an entry of the record says to whom', () => {
  const analysis = (past: readonly IncidentEvent[]) => {
    const story = given(...past).when(escalate, at('10:17')).after;
    const { sections } = draftPostmortem({
      ...{ incident: story.incident, entries: [], participants: [], memories: [] },
      ...{ name: (id: string) => id, permalink: () => null, zone: 'UTC' },
    });
    return sections.find(({ title }) => title === 'Analysis')?.markdown ?? '';
  };
  expect(analysis([declared(), lead, reminded()])).toMatch(
    /- Nobody held fixer for 15 min, and it was escalated at .*10:17.*: nobody could be fetched, one was told by direct message\./,
  );
  expect(analysis(page([]))).toMatch(/escalated at .*10:17.*: one was asked to come\./);
  expect(analysis([declared({ services: ['checkout'] }), lead, reminded()])).toMatch(/: payments was paged\./);
  const { incident } = given(declared(), lead, reminded());
  const entry = entryOf(incident, { ...escalated({ told: [ana, ben] }), at: at('10:17'), by: 'muster' });
  expect(entry).toMatchObject({
    kind: 'role',
    actor: 'muster',
    text: 'INC-42 has no fixer for 15 min. Escalated: by direct message to <@UANA> and <@UBEN>.',
  });
});
