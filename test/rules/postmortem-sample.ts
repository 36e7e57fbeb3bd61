import type { Incident } from '../../src/incident/incident.ts';
import type { DraftFrom } from '../../src/postmortem/draft.ts';
import { sections } from '../../src/postmortem/sections.ts';
import type { Entry } from '../../src/record/entry.ts';
import { anEntry, anIncident, at, options } from './record-sample.ts';

/** Nobody did anything, nothing was recorded. */
export const untouched: DraftFrom = {
  incident: anIncident(),
  entries: [],
  participants: [],
  memories: [],
  name: options.name,
  permalink: options.permalink,
  zone: 'UTC',
};

/** A person's answer to every field. */
export function allWritten(): Incident['postmortem']['writings'] {
  const fields = sections.flatMap((section) => section.fields);
  return Object.fromEntries(fields.map(({ key }) => [key, { text: `Answer to ${key}`, by: 'U1', at: at('12:00') }]));
}

/** Contained, came back, resolved; the fixer handed over, the checklist answered, actions added. */
export function anOutage(changes: Partial<Incident> = {}): DraftFrom {
  const incident = anIncident({
    phase: 'resolved',
    summary: 'Card payments fail in the EU.',
    times: {
      started: at('09:58'),
      detected: at('10:00'),
      declared: at('10:02'),
      acknowledged: at('10:04'),
      contained: at('10:31'),
      resolved: at('11:52'),
      closed: null,
    },
    impact: [
      { from: at('09:58'), to: at('10:31') },
      { from: at('11:20'), to: at('11:52') },
    ],
    roles: [
      { role: 'lead', user: 'U1', since: at('10:02'), forNow: true },
      { role: 'fixer', user: 'U3', since: at('10:20'), forNow: false },
    ],
    pastRoles: [{ role: 'fixer', user: 'U2', from: at('10:04'), to: at('10:20') }],
    checks: {
      'identifying.2.1': { answer: 'yes', by: 'U2', at: at('10:07'), note: '1.2 at 09:55' },
      'identifying.2.2': { answer: 'no', by: 'U4', at: at('10:08'), note: '' },
    },
    actions: [
      { id: 1, text: 'Alert on 500s', owner: 'U2', dueOn: '2026-12-01', by: 'U1', at: at('11:00'), source: null },
      {
        id: 2,
        text: 'Test restores | all',
        owner: null,
        dueOn: null,
        by: 'U1',
        at: at('11:01'),
        source: { channel: 'C42', ts: '1.2' },
      },
    ],
    updates: [
      {
        at: at('10:12'),
        by: 'U1',
        happened: 'Payments fail',
        doing: 'Rolling back',
        meanwhile: '',
        nextAt: at('10:32'),
      },
    ],
    ...changes,
  });
  const entries: Entry[] = [
    anEntry({
      id: 1,
      at: at('10:02'),
      kind: 'phase',
      text: '<@U1> declared INC-42 as SEV1: Checkout returns 500s.',
      keyEvent: true,
    }),
    anEntry({ id: 2, at: at('10:04'), kind: 'role', actor: 'U2', text: '<@U2> is fixer.' }),
    anEntry({
      id: 3,
      at: at('10:07'),
      kind: 'check',
      actor: 'U2',
      text: '“Was something deployed shortly before?” Yes, by <@U2>.',
      // Nothing is posted for an answer: the checklist's message is drawn anew.
      ts: null,
      channel: null,
    }),
    anEntry({ id: 4, at: at('10:10'), actor: 'U2', text: '<@U4> saw | *errors* in `a|b`', keyEvent: true }),
    anEntry({ id: 5, at: at('10:20'), kind: 'role', actor: 'U3', text: '<@U3> took fixer over from <@U2>.' }),
    anEntry({
      id: 6,
      at: at('10:25'),
      kind: 'severity',
      actor: 'U1',
      text: 'SEV2 → SEV1, by <@U1>: EU hit.',
      keyEvent: true,
    }),
    anEntry({
      id: 7,
      at: at('10:31'),
      kind: 'phase',
      actor: 'U3',
      text: 'Contained at 10:31 by <@U3>.',
      keyEvent: true,
    }),
    anEntry({
      id: 8,
      at: at('10:32'),
      kind: 'update',
      actor: 'muster',
      text: 'The update was due 10:32, not sent.',
      ts: null,
      channel: null,
    }),
    anEntry({ id: 9, at: at('10:35'), actor: 'U4', text: 'a deleted secret', keyEvent: true, deletedAt: at('10:36') }),
    anEntry({
      id: 10,
      at: at('11:20'),
      kind: 'phase',
      text: 'Reopened by <@U1>, it was contained: it came back.',
      keyEvent: true,
    }),
    anEntry({ id: 11, at: at('11:52'), kind: 'phase', text: 'Resolved at 11:52 by <@U1>.', keyEvent: true }),
  ];
  return {
    ...untouched,
    incident,
    entries,
    participants: ['U1', 'U2', 'U3', 'U4'].map((user) => ({ user, messages: 2, acts: 1, firstAt: at('10:02') })),
    memories: [
      {
        unwritten: 'I restarted <@U3>’s pods',
        surprised: '',
        remember: 'The flag is still on\n# really',
        at: at('12:10'),
      },
      { unwritten: '', surprised: 'No alert fired', remember: '', at: at('12:11') },
    ],
    zone: 'Europe/Berlin',
  };
}
