import { expect, test } from '@jest/globals';
import type { Command } from '../../src/incident/commands.ts';
import { decide } from '../../src/incident/decide.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { seenIn } from '../../src/incident/meant.ts';
import type { RefusalReason } from '../../src/incident/refusals.ts';
import {
  ana,
  asked,
  at,
  ben,
  by,
  cancelled,
  cho,
  contained,
  dan,
  declaredIncident,
  given,
  offered,
  on,
  policy,
  resolved,
  taken,
} from '../support/given.ts';

const pageBen = {
  type: 'page',
  whom: 'payments',
  text: '',
  steps: [{ user: ben, reason: 'on_call', forMs: 300_000 }],
  pager: null,
  waitMs: 300_000,
} as const;
const pagedBen = (clock: string) => on(clock, ana, { ...pageBen, type: 'paged', page: 1 });

const inTriage = on('10:00', ana, {
  ...{ type: 'triage_opened', workspace: 'T1', number: 42, title: 'x', summary: '', private: false },
  ...{
    policy: { ...policy, triage: { afterMs: null, checks: ['Is there a problem?'] } },
    reportedBy: ana,
    guest: false,
    channel: null,
  },
});

interface Example {
  readonly past?: readonly IncidentEvent[];
  readonly command: Command;
  readonly other?: Incident;
}

const askedBen = on('10:03', ana, {
  type: 'role_asked',
  ask: {
    ...{ id: 1, role: 'fixer', user: ben, by: ana, at: at('10:03'), againAt: null, from: null, request: null },
    ended: null,
  },
  instead: null,
});
const followed = { type: 'follow', inRoom: false, leaving: false } as const;
const item = { text: 'Alert on 500s', owner: null, dueOn: null, source: null };

/**
 * One way to hear each reason; the type checker asks for a line here when a reason is added. Only declaring hears
 * `war_room_already`: see declare.test.ts.
 */
const examples: Readonly<Record<Exclude<RefusalReason, 'war_room_already'>, Example>> = {
  already_yours: { past: [taken('fixer', ben, '10:05')], command: by(ben, { type: 'take_role', role: 'fixer' }) },
  already_theirs: {
    past: [taken('fixer', ben, '10:05')],
    command: by(ana, { type: 'assign_role', role: 'fixer', user: ben }),
  },
  already_held: { past: [taken('fixer', ben, '10:05')], command: by(ana, { type: 'take_role', role: 'fixer' }) },
  already_asked: { past: [askedBen], command: by(ana, { type: 'assign_role', role: 'fixer', user: ben }) },
  role_ask_over: { command: by(ben, { type: 'answer_role', id: 1, answer: 'accept' }) },
  not_yours: { past: [askedBen], command: by(cho, { type: 'answer_role', id: 1, answer: 'accept' }) },
  not_held: { command: by(ben, { type: 'vacate_role', role: 'fixer', user: ben }) },
  unknown_role: { command: by(ben, { type: 'take_role', role: 'pilot' }) },
  wrong_phase: { command: by(ben, { type: 'close' }) },
  already_in_phase: { past: [contained('10:20')], command: by(ben, { type: 'contain' }) },
  same_severity: { command: by(ben, { type: 'set_severity', severity: 'sev2', reason: '' }) },
  form_overtaken: {
    past: [on('10:30', ana, { type: 'title_set', from: 'Checkout returns 500s', to: 'x', reason: '' })],
    command: by(ben, {
      ...{ type: 'edit', title: 'y', summary: null, severity: 'sev2', reason: 'z' },
      seen: seenIn({ title: 'Checkout returns 500s' }),
    }),
  },
  nothing_changed: { command: by(ben, { type: 'set_summary', summary: '', reason: '' }) },
  empty: { command: by(ben, { type: 'set_title', title: ' ', reason: '' }) },
  time_ahead: { command: by(ben, { type: 'add_note', text: 'x', happenedAt: at('11:01') }) },
  time_out_of_order: {
    command: by(ben, { type: 'resolve', impactEndedAt: at('09:00'), note: '' }),
  },
  time_unset: { command: by(ben, { type: 'correct_time', time: 'closed', to: at('10:30'), reason: 'x' }) },
  unknown_item: { command: by(ben, { type: 'answer_check', item: 'x', answer: 'no' }) },
  unknown_action: { command: by(ben, { type: 'change_action', id: 1, text: 'x', owner: null, dueOn: null }) },
  action_there: {
    past: [on('10:30', ana, { type: 'action_added', action: { id: 1, ...item, by: ana, at: at('10:30') } })],
    command: by(ben, { type: 'add_action', ...item }),
  },
  unknown_ask: { command: by(ben, { type: 'answer_ask', id: 1, answer: 'done', why: '' }) },
  not_your_ask: { past: [asked], command: by(ben, { type: 'answer_ask', id: 1, answer: 'taken', why: '' }) },
  unknown_change: { command: by(ben, { type: 'settle_change', id: 1, state: 'undone' }) },
  ask_due_past: {
    command: by(ben, { type: 'make_ask', who: ana, text: 'x', dueAt: at('10:59'), source: null }),
  },
  too_many: {
    past: Array.from({ length: 100 }, (_, index) => ({ ...asked, ask: { ...asked.ask, id: index + 1 } })),
    command: by(ben, { type: 'make_ask', who: ana, text: 'x', dueAt: null, source: null }),
  },
  handover_to_yourself: { command: by(ana, { type: 'hand_over', role: 'lead', to: ana, text: 'x' }) },
  unknown_handover: { command: by(ben, { type: 'accept_handover', id: 1 }) },
  not_your_handover: {
    past: [taken('scribe', cho, '10:05'), offered],
    command: by(ben, { type: 'accept_handover', id: 1 }),
  },
  handover_settled: {
    past: [taken('scribe', cho, '10:05'), offered, on('10:21', dan, { type: 'handover_declined', id: 1 })],
    command: by(dan, { type: 'accept_handover', id: 1 }),
  },
  undo_overtaken: { command: by(ana, { type: 'undo', what: 'phase', id: 1 }) },
  undone_already: {
    past: [contained('10:58'), on('10:59', ana, { type: 'undone', what: 'phase', act: 'contained' })],
    command: by(ben, { type: 'undo', what: 'phase', id: 1 }),
  },
  undo_too_late: { past: [contained('10:54')], command: by(ben, { type: 'undo', what: 'phase', id: 1 }) },
  next_update_past: {
    command: by(ben, { type: 'send_update', happened: 'x', doing: '', meanwhile: '', nextAt: at('10:59') }),
  },
  not_speaker: {
    past: [taken('communicator', cho, '10:05')],
    command: by(ben, { type: 'send_update', happened: 'x', doing: '', meanwhile: '', nextAt: null }),
  },
  other_over: {
    command: by(ben, { type: 'mark_duplicate', of: 7, link: null }),
    other: given(declaredIncident({ number: 7 }), cancelled('10:20')).incident,
  },
  duplicate_of_itself: { command: by(ben, { type: 'mark_duplicate', of: 42, link: null }) },
  no_draft: { command: by(ben, { type: 'comment_postmortem', text: 'x', ts: '1.1' }) },
  nobody_to_page: { command: by(ana, { type: 'page', whom: 'payments', text: '', steps: [], pager: null, waitMs: 1 }) },
  already_paged: { past: [pagedBen('10:03')], command: by(ana, pageBen) },
  not_asked: { command: by(ben, { type: 'answer_page', page: 1, answer: 'coming' }) },
  only_triage: { past: [inTriage], command: by(ben, { type: 'contain' }) },
  triage_closed: {
    past: [inTriage, on('10:10', ana, { type: 'triage_ended', agreed: true })],
    command: by(ben, { type: 'end_triage' }),
  },
  declared_already: { command: by(ben, { type: 'look_into_triage' }) },
  checks_unanswered: { past: [inTriage], command: by(ben, { type: 'end_triage' }) },
  not_reporter: { past: [inTriage], command: by(ben, { type: 'answer_triage', answer: 'agreed' }) },
  not_followed: { past: [declaredIncident({ private: true })], command: by(ben, followed) },
  already_following: { past: [on('10:10', ben, { type: 'followed', leaving: false })], command: by(ben, followed) },
  not_following: { command: by(ben, { type: 'end_follow', user: ben, why: 'asked', before: null }) },
  in_the_room: { command: by(ben, { ...followed, inRoom: true }) },
  holds_roles: { command: by(ana, { ...followed, inRoom: true, leaving: true }) },
  too_many_followers: {
    past: Array.from({ length: 300 }, (_, index) => on('10:10', `U${index}`, { type: 'followed', leaving: false })),
    command: by(ben, followed),
  },
  not_due: { past: resolved('10:30'), command: by('muster', { type: 'remind_unheld' }) },
};

test.each(Object.entries(examples))('%s is heard', (reason, { past = [], command, other }) => {
  expect(decide(given(...past).incident, command, at('11:00'), other)).toMatchObject({ refused: { reason } });
});
