import { describe, expect, test } from '@jest/globals';
import { consequences } from '../../src/incident/consequences.ts';
import type { Errand } from '../../src/incident/errands.ts';
import type { EventBody, IncidentEvent } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import {
  ana,
  asked,
  at,
  ben,
  cancelled,
  changed,
  cho,
  closed,
  contained,
  dan,
  declaredIncident,
  given,
  on,
  reopened,
  resolved,
  roomOpened,
  taken,
} from '../support/given.ts';

/** `say lines: say_line`, or with its particulars `do invite: invite UANA`. */
function told(past: readonly IncidentEvent[], event: IncidentEvent): readonly string[] {
  const before = event.type === 'declared' ? null : given(...past).incident;
  return consequences(evolve(before, event), event).map(print);
}

function print({ sort, surface, task }: Errand): string {
  const particulars = Object.entries(task)
    .filter(([key]) => key !== 'kind' && key !== 'event')
    .map(([, value]) => ` ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return `${sort} ${surface}: ${task.kind}${particulars.join('')}`;
}

const line = 'say lines: say_line';
const briefing = 'paint briefing: paint_briefing';
const announcement = 'paint announcement: paint_announcement';
const news = 'say announcement-thread: say_in_announcement';
const topic = 'paint topic: paint_topic';
const compared = 'do record: check_record';
const undo = (user: string, set = 1, what = 'phase') => `say undo:${user}: offer_undo ${user} ${what} ${set}`;
const home = (user: string) => `paint home:${user}: paint_home ${user}`;
const muster = (body: EventBody) => on('10:45', 'muster', body);
const posted = (body: Extract<EventBody, { type: 'surface_posted' }>['surface'], ts = '1.1') =>
  muster({ type: 'surface_posted', surface: body, message: { channel: 'C42', ts } });
const thread = [...resolved('10:30'), posted({ kind: 'postmortem' }), posted({ kind: 'section', section: 9 })];
const unanswered: readonly string[] = [];

const found = { missing: 1, changed: 0, vanished: 0, marks: 0 };

const table: readonly (readonly [string, readonly IncidentEvent[], IncidentEvent, readonly string[]])[] = [
  ['declared: the channel, before all else', [], declaredIncident(), ['do channel: open_channel', home(ana)]],
  ['declared by an alert', [], declaredIncident({ by: 'muster' }), ['do channel: open_channel']],
  [
    'the channel is there: everything that makes it usable, side by side',
    [],
    roomOpened(),
    ['do invite: invite ["UANA"]', briefing, announcement, topic],
  ],
  [
    'the briefing stands: pin, bookmarks, the link to who declared, and the checklist below it',
    [roomOpened()],
    posted({ kind: 'briefing' }),
    [
      'do pin: pin_briefing',
      'do bookmarks: add_bookmarks',
      `say link: send_link ${ana}`,
      'paint checklist:identifying: paint_checklist identifying',
    ],
  ],
  ['a checklist stands', [roomOpened()], posted({ kind: 'checklist', phase: 'identifying' }), []],
  [
    'a role is taken: who gave way sees it too',
    [taken('fixer', cho, '10:05')],
    taken('fixer', ben, '10:20', cho),
    [line, briefing, announcement, `say dm:${ben}: say_duties ${ben} fixer ${ben}`, home(ben), home(cho)],
  ],
  [
    'lead is taken from who had it for now',
    [],
    taken('lead', ben, '10:20'),
    [line, briefing, announcement, `say dm:${ben}: say_duties ${ben} lead ${ben}`, home(ben), home(ana)],
  ],
  [
    'a role is left',
    [taken('fixer', cho, '10:05')],
    on('10:20', cho, { type: 'role_vacated', role: 'fixer', user: cho }),
    [line, briefing, announcement, home(cho)],
  ],
  ['a reminder is one line', [], muster({ type: 'unheld_reminded', roles: ['lead', 'fixer'] }), [line]],
  [
    'somebody is asked: a line, a message, the briefing, and into the room',
    [roomOpened()],
    asked,
    ['paint ask:1: paint_ask 1', 'paint ask-request:1: paint_ask_request 1', briefing, `do invite: invite ["${ana}"]`],
  ],
  [
    'who was asked is on it: nobody is called for that',
    [asked],
    on('10:12', ana, { type: 'ask_answered', id: 1, answer: 'taken', why: '' }),
    ['paint ask:1: paint_ask 1', 'paint ask-request:1: paint_ask_request 1', briefing],
  ],
  [
    'a no is told to who asked',
    [asked],
    on('10:12', ana, { type: 'ask_answered', id: 1, answer: 'declined', why: 'no access' }),
    [
      'paint ask:1: paint_ask 1',
      'paint ask-request:1: paint_ask_request 1',
      briefing,
      `say dm:${ben}: say_ask ${ben} 1 declined`,
    ],
  ],
  [
    'a reminder goes to who was asked',
    [asked],
    muster({ type: 'ask_reminded', id: 1 }),
    [`say dm:${ana}: say_ask ${ana} 1 reminder`],
  ],
  [
    'a time that passed is told to who leads',
    [asked, taken('lead', cho, '10:11')],
    muster({ type: 'ask_overdue', id: 1 }),
    [
      'paint ask:1: paint_ask 1',
      'paint ask-request:1: paint_ask_request 1',
      briefing,
      `say dm:${cho}: say_ask ${cho} 1 overdue`,
    ],
  ],
  [
    'a change is logged: its line, and the section of what is in place',
    [...resolved('10:30'), posted({ kind: 'postmortem' }), posted({ kind: 'section', section: 7 })],
    changed,
    ['paint change:1: paint_change 1', 'paint postmortem: paint_postmortem', 'paint section:7: paint_section 7'],
  ],
  [
    'a change is undone: its line',
    [changed],
    on('10:30', ana, { type: 'change_settled', id: 1, state: 'undone' }),
    ['paint change:1: paint_change 1'],
  ],
  [
    'a message reads like a change: who keeps the record sees it',
    [],
    muster({
      type: 'change_offered',
      offer: { channel: 'C42', ts: '1.1', text: 'restarted it', by: ben, at: at('10:12') },
    }),
    ['paint offers: paint_offers'],
  ],
  ['an offer is settled', [], on('10:12', ana, { type: 'offer_settled', ts: '1.1' }), ['paint offers: paint_offers']],
  [
    'a decision is news for the room',
    [],
    on('10:20', ana, { type: 'decided', text: 'go back', why: '', who: ana, happenedAt: at('10:20') }),
    [line],
  ],
  [
    'a role that nobody takes: a team is paged, the reminder says so',
    [],
    muster({
      type: 'unheld_escalated',
      escalation: { at: at('10:17'), roles: [{ role: 'fixer', since: 0 }], asked: [], teams: ['payments'], told: [] },
    }),
    ['do page: page_by_itself', 'paint reminder: paint_reminder'],
  ],
  [
    'where nobody can be fetched, people are told',
    [],
    muster({
      type: 'unheld_escalated',
      escalation: { at: at('10:17'), roles: [{ role: 'fixer', since: 0 }], asked: [], teams: [], told: [ana] },
    }),
    [`say dm:${ana}: say_unheld ${ana} ["fixer"]`, 'paint reminder: paint_reminder'],
  ],
  ['silence is looked for', [], muster({ type: 'silence_looked_for' }), ['do silence: look_for_silence']],
  ['somebody was heard', [], muster({ type: 'room_heard', since: at('10:40') }), []],
  [
    'the room is silent: who keeps the record is asked about the call',
    [],
    muster({ type: 'call_asked', user: cho, since: at('10:30') }),
    [`say dm:${cho}: ask_call ${cho} ${at('10:30')}`],
  ],
  ['questions about the call are put off', [], on('10:20', cho, { type: 'call_quieted', until: null }), []],
  ['a snooze is silent', [], on('10:20', ben, { type: 'reminder_snoozed', roles: ['lead'], until: at('10:30') }), []],
  [
    'worse: more people, and news',
    [],
    on('10:20', ana, { type: 'severity_set', from: 'sev2', to: 'sev1', reason: '' }),
    [
      line,
      briefing,
      announcement,
      home(ana),
      topic,
      'do invite: invite ["@oncall","UDAN"]',
      news,
      undo(ana, 1, 'severity'),
    ],
  ],
  [
    'worse, but over: what shows it is painted, and nobody is called',
    resolved('10:10'),
    on('10:20', ana, { type: 'severity_set', from: 'sev2', to: 'sev1', reason: 'all regions' }),
    [line, briefing, announcement, home(ana), topic],
  ],
  [
    'lighter: no news',
    [],
    on('10:20', ana, { type: 'severity_set', from: 'sev2', to: 'sev3', reason: '' }),
    [line, briefing, announcement, home(ana), topic, undo(ana, 1, 'severity')],
  ],
  [
    'a new title',
    [],
    on('10:20', ana, { type: 'title_set', from: 'a', to: 'b', reason: '' }),
    [line, briefing, announcement, home(ana), topic],
  ],
  [
    'a new summary',
    [],
    on('10:20', ana, { type: 'summary_set', from: '', to: 'b', reason: '' }),
    [briefing, announcement],
  ],
  [
    'a corrected time',
    [],
    on('10:20', ana, { type: 'time_corrected', time: 'started', from: 2, to: 1, reason: 'x' }),
    [briefing, announcement],
  ],
  [
    'contained: its checklist, and news',
    [],
    contained('10:20'),
    [line, briefing, announcement, home(ana), 'paint checklist:contained: paint_checklist contained', news, undo(ben)],
  ],
  [
    'resolved: its checklist, news, and homes',
    [taken('fixer', ben, '10:05')],
    on('10:30', ana, { type: 'resolved', impactEndedAt: at('10:30'), unanswered, note: '' }),
    [
      line,
      briefing,
      announcement,
      'paint checklist:resolved: paint_checklist resolved',
      news,
      home(ana),
      home(ben),
      'do postmortem: check_record',
      undo(ana),
    ],
  ],
  [
    'resolved again: the thread stands, and who was not asked yet is',
    [...thread, reopened('10:35')],
    on('10:40', ana, { type: 'resolved', impactEndedAt: at('10:40'), unanswered, note: '' }),
    [
      ...[line, briefing, announcement, 'paint checklist:resolved: paint_checklist resolved', news, home(ana)],
      ...['do postmortem: check_record', 'do participants: ask_participants', undo(ana, 3)],
    ],
  ],
  [
    'closed is no news',
    [...resolved('10:30')],
    closed('10:40'),
    [line, briefing, announcement, home(ana), undo(ana, 2)],
  ],
  [
    'reopened: who holds a role thought it was over',
    [...resolved('10:30')],
    reopened('10:40'),
    [line, briefing, announcement, news, home(ana), `say dm:${ana}: say_reopened ${ana} ${ben}`, undo(ben, 2)],
  ],
  [
    'reopened from contained: they are at work',
    [contained('10:30')],
    reopened('10:40', 'contained'),
    [line, briefing, announcement, news, home(ana), undo(ben, 2)],
  ],
  [
    'reopened with the room gone: a new one first',
    [...resolved('10:30')],
    reopened('10:40', 'resolved', true),
    ['do channel: open_channel', news, `say dm:${ana}: say_reopened ${ana} ${ben}`],
  ],
  [
    'and the announcement of the old one says where it goes on',
    [...resolved('10:30')],
    on('10:40', ben, {
      ...{ type: 'reopened', from: 'resolved', reason: 'It is back', newRoom: true },
      announcement: { channel: 'C1', ts: '1.2' },
    }),
    [
      'do channel: open_channel',
      'do announcement: move_announcement {"channel":"C1","ts":"1.2"}',
      ...[news, `say dm:${ana}: say_reopened ${ana} ${ben}`],
    ],
  ],
  ['cancelled', [], cancelled('10:40'), [line, briefing, announcement, news, home(ana), undo(ana)]],
  [
    'a duplicate',
    [],
    on('10:40', ana, { type: 'marked_duplicate', of: 7, link: null }),
    [line, briefing, announcement, news, home(ana), undo(ana)],
  ],
  [
    'an item is answered',
    [],
    on('10:20', ana, { type: 'check_answered', item: 'contained.1.1', answer: 'no', note: '' }),
    [briefing, 'paint checklist:contained: paint_checklist contained'],
  ],
  [
    'an update is sent',
    [],
    on('10:20', ana, {
      type: 'update_sent',
      update: { at: at('10:20'), by: ana, happened: 'x', doing: '', meanwhile: '', nextAt: null },
    }),
    [line, briefing, announcement],
  ],
  [
    'an update is missed: the briefing and the announcement say so, and no line scolds',
    [],
    muster({ type: 'update_missed' }),
    [briefing, announcement],
  ],
  ['a note needs no echo', [], on('10:20', ana, { type: 'note_added', text: 'x', happenedAt: 1 }), []],
  [
    'the draft: its first message',
    [...resolved('10:30')],
    resolved('10:30')[1] as IncidentEvent,
    ['paint postmortem: paint_postmortem'],
  ],
  [
    'its first message stands: the first section',
    [...resolved('10:30')],
    posted({ kind: 'postmortem' }),
    ['paint section:1: paint_section 1'],
  ],
  [
    'a section stands: the next one',
    thread,
    posted({ kind: 'section', section: 4 }),
    ['paint section:5: paint_section 5'],
  ],
  [
    'the last section stands: the file, and who took part is asked',
    thread,
    posted({ kind: 'section', section: 10 }),
    [
      'paint postmortem: paint_postmortem',
      'do markdown: upload_files postmortem thread false',
      'do participants: ask_participants',
    ],
  ],
  [
    'an action item repaints the sections that stand',
    thread,
    on('10:50', ana, {
      type: 'action_added',
      action: { id: 1, text: 'x', owner: null, dueOn: null, by: ana, at: at('10:50'), source: null },
    }),
    ['paint postmortem: paint_postmortem', 'paint section:9: paint_section 9'],
  ],
  [
    'a note repaints the timeline, and what tells of its gaps as soon as the section before it stands',
    [...thread.slice(0, -1), posted({ kind: 'section', section: 2 }), posted({ kind: 'section', section: 3 })],
    on('10:50', ana, { type: 'note_added', text: 'x', happenedAt: at('10:20') }),
    ['paint postmortem: paint_postmortem', 'paint section:3: paint_section 3'],
  ],
  [
    'a note when the last section stands',
    thread,
    on('10:50', ana, { type: 'note_added', text: 'x', happenedAt: at('10:20') }),
    ['paint postmortem: paint_postmortem', 'paint section:10: paint_section 10'],
  ],
  [
    'a note before there is a draft',
    [],
    on('10:20', ana, { type: 'note_added', text: 'x', happenedAt: at('10:20') }),
    [],
  ],
  [
    'an action item before there is a draft',
    [],
    on('10:20', ana, {
      type: 'action_added',
      action: { id: 1, text: 'x', owner: null, dueOn: null, by: ana, at: at('10:20'), source: null },
    }),
    [],
  ],
  [
    'a section is written',
    thread,
    on('10:50', ana, { type: 'section_written', section: 9, fields: { x: 'y' } }),
    ['paint postmortem: paint_postmortem', 'paint section:9: paint_section 9'],
  ],
  [
    'an action item changes',
    thread,
    on('10:50', ana, {
      type: 'action_changed',
      action: { id: 1, text: 'y', owner: ben, dueOn: null, by: ana, at: at('10:50'), source: null },
    }),
    ['paint postmortem: paint_postmortem', 'paint section:9: paint_section 9'],
  ],
  [
    'somebody remembers',
    [...thread, posted({ kind: 'section', section: 8 })],
    on('10:50', ana, {
      type: 'memory_given',
      memory: { unwritten: 'x', surprised: '', remember: '', at: at('10:50') },
    }),
    ['paint postmortem: paint_postmortem', 'paint section:8: paint_section 8'],
  ],
  [
    'a comment stands in the thread by itself',
    thread,
    on('10:50', ana, { type: 'postmortem_commented', text: 'x', ts: '1.1' }),
    [],
  ],
  ['and is edited there', thread, on('10:51', ana, { type: 'comment_revised', text: null, ts: '1.1' }), []],
  [
    'a time is corrected: the sections that show it, and none that only people write',
    [...thread, posted({ kind: 'section', section: 2 })],
    on('10:50', ana, { type: 'time_corrected', time: 'detected', from: null, to: at('10:01'), reason: 'x' }),
    [briefing, announcement, 'paint postmortem: paint_postmortem', 'paint section:2: paint_section 2'],
  ],
  [
    'the draft again: whatever stands of it, and the file',
    thread,
    on('10:50', ana, { type: 'postmortem_drafted', again: true }),
    [
      'paint postmortem: paint_postmortem',
      'paint section:9: paint_section 9',
      'do markdown: upload_files postmortem thread false',
    ],
  ],
  [
    'people are asked for memories, each by themselves',
    thread,
    muster({ type: 'memories_asked', users: [ana, ben] }),
    [`say dm:${ana}: ask_memory ${ana}`, `say dm:${ben}: ask_memory ${ben}`],
  ],
  [
    'published',
    thread,
    on('10:50', ana, { type: 'postmortem_settled', state: 'published', reason: '' }),
    ['paint postmortem: paint_postmortem'],
  ],
  [
    'something failed: the briefing says so',
    [],
    muster({ type: 'errand_parked', errand: 'invite', why: 'x', what: '' }),
    [briefing],
  ],
  [
    'no channel: who declared hears it directly',
    [],
    muster({ type: 'errand_parked', errand: 'open_channel', why: 'restricted_action', what: '' }),
    [`say link: send_link ${ana}`],
  ],
  ['part of the past is read', [], muster({ type: 'past_read', read: 999, since: 0, done: false }), [briefing]],
  ['the record was checked: no news', [], muster({ type: 'record_checked', from: 0, to: 1, found, why: null }), []],
  ['it worked after all', [], muster({ type: 'errand_recovered', errand: 'invite' }), [briefing]],
  [
    'the end of the room: it is read once more, then the files',
    [roomOpened(), cancelled('10:30')],
    muster({ type: 'archive_due' }),
    ['do archive: check_record true', 'do archive: upload_files room room true'],
  ],
  [
    'then the channel',
    [roomOpened(), cancelled('10:30')],
    muster({ type: 'export_kept' }),
    ['do archive: archive_channel'],
  ],
  [
    'once they are safe, the channel alone is tried again',
    [roomOpened(), cancelled('10:30'), muster({ type: 'archive_due' }), muster({ type: 'export_kept' })],
    muster({ type: 'archive_due' }),
    ['do archive: archive_channel'],
  ],
  [
    'the room came back: a public one has lost its people',
    [roomOpened(), taken('fixer', ben, '10:05')],
    muster({ type: 'room_changed', archivedAt: null }),
    [`do invite: invite ${JSON.stringify([ana, ben])}`, briefing, announcement, topic, compared],
  ],
  [
    'the room of one that is over came back',
    [roomOpened(), cancelled('10:30')],
    muster({ type: 'room_changed', archivedAt: null }),
    [briefing, announcement, topic, compared],
  ],
  [
    'archived while people are at work: who leads and who declared hear it',
    [roomOpened(), taken('lead', ben, '10:05')],
    on('10:45', dan, { type: 'room_changed', archivedAt: at('10:45') }),
    [`say dm:${ben}: say_archived ${ben} ${dan}`, `say dm:${ana}: say_archived ${ana} ${dan}`, announcement],
  ],
  [
    'the bot was taken out of the room: the same people hear it',
    [roomOpened(), taken('lead', ben, '10:05')],
    on('10:45', dan, { type: 'room_left', leftAt: at('10:44') }),
    [`say dm:${ben}: say_left ${ben} ${dan}`, `say dm:${ana}: say_left ${ana} ${dan}`, announcement],
  ],
  [
    'taken out of it when all was over',
    [roomOpened(), ...resolved('10:30')],
    on('10:45', dan, { type: 'room_left', leftAt: at('10:44') }),
    [],
  ],
  [
    'it is in the room again: what it did not hear is said, and all is drawn anew',
    [roomOpened(), on('10:40', dan, { type: 'room_left', leftAt: at('10:40') })],
    on('10:45', dan, { type: 'room_rejoined', leftAt: at('10:40') }),
    [line, briefing, announcement, topic, compared],
  ],
  ['Slack dropped events', [roomOpened()], muster({ type: 'events_dropped', from: 1, until: 2, again: false }), []],
  // Mails: see card.test.ts.
  ['Slack is away', [roomOpened()], muster({ type: 'slack_lost', since: 1 }), []],
  ['Slack answers again', [roomOpened()], muster({ type: 'slack_found', since: 1 }), []],
  ['a card was mailed', [roomOpened()], muster({ type: 'card_mailed', user: ben, print: 'a', lost: false }), []],
  [
    'its channel has another id: it is said, and all is drawn anew',
    [roomOpened()],
    muster({ type: 'channel_id_changed', from: 'C42', to: 'C77' }),
    [line, briefing, announcement, topic, compared],
  ],
  [
    'a channel that is not its room has another id',
    [roomOpened()],
    muster({ type: 'channel_id_changed', from: 'C1', to: 'C77' }),
    [],
  ],
  ['renamed by hand', [roomOpened()], on('10:45', dan, { type: 'room_renamed', from: 'a', to: 'b' }), []],
  ['adopted by another', [roomOpened(), cancelled('10:30')], on('10:45', dan, { type: 'room_passed_on' }), []],
  [
    'made private by hand: the announcement goes',
    [roomOpened()],
    on('10:45', dan, { type: 'room_made_private', announcement: { channel: 'C1', ts: '1.2' } }),
    [line, briefing, 'do announcement: withdraw_announcement {"channel":"C1","ts":"1.2"}'],
  ],
  [
    'made private before it was announced',
    [roomOpened()],
    on('10:45', dan, { type: 'room_made_private', announcement: null }),
    [line, briefing],
  ],
  [
    'a deactivated account: nothing is drawn for who cannot look any more',
    [taken('fixer', ben, '10:05')],
    muster({ type: 'role_vacated', role: 'fixer', user: ben, deactivated: true }),
    [line, briefing, announcement],
  ],
  [
    'archived when it was over',
    [roomOpened(), ...resolved('10:30')],
    on('10:45', dan, { type: 'room_changed', archivedAt: at('10:45') }),
    [],
  ],
];

test.each(table)('%s', (_, past, event, errands) => {
  expect(told(past, event)).toEqual(errands);
});

describe('files', () => {
  const asked = (by: string) => on('10:50', by, { type: 'files_asked' });
  const room = (by: string) => `do files: upload_files room room false ${by}`;

  test('the room’s copy goes to the room, the whole record to lead and scribe only', () => {
    const past = [roomOpened(), taken('scribe', cho, '10:05'), taken('fixer', ben, '10:06')];
    expect(told(past, asked(ben))).toEqual([room(ben)]);
    expect(told(past, asked(cho))).toEqual([room(cho), `do files:${cho}: upload_files full {"user":"${cho}"} false`]);
  });

  test('with the room gone they go to who asked', () => {
    const past = [roomOpened(), muster({ type: 'room_changed', archivedAt: at('10:45') })];
    expect(told(past, asked(ben))).toEqual([`do files: upload_files room {"user":"${ben}"} false`]);
  });
});

test('a private incident is announced nowhere, whatever happens', () => {
  for (const [, past, event] of table) {
    const secret = past[0]?.type === 'declared' ? past : [declaredIncident({ private: true }), ...past];
    const declared = event.type === 'declared' ? { ...event, private: true } : event;
    expect(
      told(secret, declared).filter((errand) => errand.includes('announcement') && !errand.includes('withdraw')),
    ).toEqual([]);
  }
});

test('the table has an example of every event', () => {
  const shown = new Set<string>(table.map(([, , event]) => event.type));
  // Pages, triages, who is asked into a role, handovers, undoing and followers have files of their own.
  const elsewhere =
    /^files_asked$|^page|^pager_told$|^triage_|^role_(?:ask|declined)|^holder|^hand_?over|^undone$|^follow|^guest_/;
  const all: Record<EventBody['type'], true> = {
    declared: true,
    channel_opened: true,
    room_changed: true,
    room_left: true,
    events_dropped: true,
    slack_lost: true,
    slack_found: true,
    card_mailed: true,
    room_rejoined: true,
    room_renamed: true,
    channel_id_changed: true,
    room_made_private: true,
    room_passed_on: true,
    surface_posted: true,
    role_taken: true,
    role_vacated: true,
    unheld_reminded: true,
    reminder_snoozed: true,
    severity_set: true,
    title_set: true,
    summary_set: true,
    time_corrected: true,
    contained: true,
    resolved: true,
    closed: true,
    reopened: true,
    cancelled: true,
    marked_duplicate: true,
    check_answered: true,
    update_sent: true,
    update_missed: true,
    action_added: true,
    action_changed: true,
    change_logged: true,
    change_settled: true,
    change_offered: true,
    offer_settled: true,
    decided: true,
    silence_looked_for: true,
    room_heard: true,
    call_asked: true,
    call_quieted: true,
    role_asked: true,
    role_asked_again: true,
    role_declined: true,
    role_ask_ended: true,
    holders_looked_for: true,
    holders_heard: true,
    holder_silent: true,
    holder_here: true,
    hand_over_offered: true,
    unheld_escalated: true,
    ask_made: true,
    ask_answered: true,
    ask_reminded: true,
    ask_overdue: true,
    handover_offered: true,
    handover_accepted: true,
    handover_declined: true,
    handover_unanswered: true,
    handover_asked_again: true,
    handover_ended: true,
    undone: true,
    note_added: true,
    postmortem_drafted: true,
    section_written: true,
    postmortem_commented: true,
    comment_revised: true,
    postmortem_settled: true,
    memories_asked: true,
    memory_given: true,
    files_asked: true,
    errand_parked: true,
    errand_recovered: true,
    archive_due: true,
    export_kept: true,
    record_checked: true,
    past_read: true,
    paged: true,
    page_asked: true,
    page_answered: true,
    page_passed_by: true,
    page_unanswered: true,
    pager_told: true,
    triage_opened: true,
    triage_looked: true,
    triage_asked: true,
    triage_doubted: true,
    triage_told: true,
    triage_ended: true,
    followed: true,
    follow_ended: true,
    guest_came: true,
    guest_left: true,
  };
  expect(Object.keys(all).filter((type) => !shown.has(type) && !elsewhere.test(type))).toEqual([]);
});
