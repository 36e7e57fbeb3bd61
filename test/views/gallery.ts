import type { HomeView, ModalView } from '@slack/types';
import { type Ask, askLengthMax } from '../../src/incident/asks.ts';
import { changeLengthMax, type Offers, type SystemChange } from '../../src/incident/changes.ts';
import type { RoleAsk, Silence } from '../../src/incident/crew.ts';
import { cutText } from '../../src/incident/cut-text.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import { newsOf } from '../../src/incident/followers.ts';
import { type Handover, handoverLengthMax } from '../../src/incident/handovers.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { seenIn } from '../../src/incident/meant.ts';
import type { Refusal, RefusalReason } from '../../src/incident/refusals.ts';
import { draftPostmortem } from '../../src/postmortem/draft.ts';
import { sections } from '../../src/postmortem/sections.ts';
import { briefOf } from '../../src/record/brief.ts';
import type { Entry } from '../../src/record/entry.ts';
import type { Message } from '../../src/slack/blocks.ts';
import { actionAdded } from '../../src/slack/views/action-added.ts';
import { actionForm } from '../../src/slack/views/action-form.ts';
import { adopting } from '../../src/slack/views/adopting.ts';
import type { Again } from '../../src/slack/views/again.ts';
import { announcement } from '../../src/slack/views/announcement.ts';
import { announcementReply } from '../../src/slack/views/announcement-reply.ts';
import { askForm } from '../../src/slack/views/ask-form.ts';
import { askLine } from '../../src/slack/views/ask-line.ts';
import { askList } from '../../src/slack/views/ask-list.ts';
import { askNews } from '../../src/slack/views/ask-news.ts';
import { askRequest } from '../../src/slack/views/ask-request.ts';
import { assignForm } from '../../src/slack/views/assign-form.ts';
import { awaitedAgain } from '../../src/slack/views/awaited-again.ts';
import { brief } from '../../src/slack/views/brief.ts';
import { briefForJoiner } from '../../src/slack/views/brief-for-joiner.ts';
import { briefing } from '../../src/slack/views/briefing.ts';
import { callQuestion } from '../../src/slack/views/call-question.ts';
import { cancelForm } from '../../src/slack/views/cancel-form.ts';
import { changeForm } from '../../src/slack/views/change-form.ts';
import { changeLine } from '../../src/slack/views/change-line.ts';
import { changeOffers, offersPassedOn } from '../../src/slack/views/change-offers.ts';
import { checkNoteForm } from '../../src/slack/views/check-note-form.ts';
import { checklist } from '../../src/slack/views/checklist.ts';
import { checklistForm } from '../../src/slack/views/checklist-form.ts';
import { closeForm } from '../../src/slack/views/close-form.ts';
import { credentialFound } from '../../src/slack/views/credential-found.ts';
import { decisionForm } from '../../src/slack/views/decision-form.ts';
import { declareDone } from '../../src/slack/views/declare-done.ts';
import { declareForm } from '../../src/slack/views/declare-form.ts';
import { declareOpening } from '../../src/slack/views/declare-opening.ts';
import { declineForm } from '../../src/slack/views/decline-form.ts';
import { duties } from '../../src/slack/views/duties.ts';
import { editForm } from '../../src/slack/views/edit-form.ts';
import { followerDismissed } from '../../src/slack/views/follower-dismissed.ts';
import { followerMessage } from '../../src/slack/views/follower-message.ts';
import { handOverForm } from '../../src/slack/views/hand-over-form.ts';
import { handOverOffer } from '../../src/slack/views/hand-over-offer.ts';
import { handoverNews } from '../../src/slack/views/handover-news.ts';
import { handoverRequest } from '../../src/slack/views/handover-request.ts';
import { help } from '../../src/slack/views/help.ts';
import { guestHome, home } from '../../src/slack/views/home.ts';
import { incidentList } from '../../src/slack/views/incident-list.ts';
import { leaveYourself } from '../../src/slack/views/leave-yourself.ts';
import { line } from '../../src/slack/views/line.ts';
import { memoryForm } from '../../src/slack/views/memory-form.ts';
import { memoryRequest } from '../../src/slack/views/memory-request.ts';
import { mended } from '../../src/slack/views/mended.ts';
import { movedAnnouncement } from '../../src/slack/views/moved-announcement.ts';
import { onCallList } from '../../src/slack/views/on-call-list.ts';
import { pageForm } from '../../src/slack/views/page-form.ts';
import { pageLine } from '../../src/slack/views/page-line.ts';
import { pageNumbers } from '../../src/slack/views/page-numbers.ts';
import { pageRequest } from '../../src/slack/views/page-request.ts';
import { panel } from '../../src/slack/views/panel.ts';
import { postmortemHead } from '../../src/slack/views/postmortem-head.ts';
import { postmortemPlace } from '../../src/slack/views/postmortem-place.ts';
import { postmortemSection } from '../../src/slack/views/postmortem-section.ts';
import { refusal } from '../../src/slack/views/refusal.ts';
import { release } from '../../src/slack/views/release.ts';
import { reminderLine } from '../../src/slack/views/reminder-line.ts';
import { reopenForm } from '../../src/slack/views/reopen-form.ts';
import { reopenedNews } from '../../src/slack/views/reopened-news.ts';
import { resolveForm } from '../../src/slack/views/resolve-form.ts';
import { roleLine } from '../../src/slack/views/role-line.ts';
import { roleNews, roleRequest } from '../../src/slack/views/role-request.ts';
import { roles } from '../../src/slack/views/roles.ts';
import { roomArchived } from '../../src/slack/views/room-archived.ts';
import { roomLeft } from '../../src/slack/views/room-left.ts';
import { roomLink } from '../../src/slack/views/room-link.ts';
import { silenceLine, silentNumber } from '../../src/slack/views/silence-line.ts';
import { timeline } from '../../src/slack/views/timeline.ts';
import { triageMessage } from '../../src/slack/views/triage-message.ts';
import { triageReply } from '../../src/slack/views/triage-reply.ts';
import { triageNews, triageRequest } from '../../src/slack/views/triage-request.ts';
import { triagesLine } from '../../src/slack/views/triages-line.ts';
import { refusedGuest, trouble } from '../../src/slack/views/trouble.ts';
import { undoOffer } from '../../src/slack/views/undo-offer.ts';
import { unheldNews } from '../../src/slack/views/unheld-news.ts';
import { unknownWord } from '../../src/slack/views/unknown-word.ts';
import { updateForm } from '../../src/slack/views/update-form.ts';
import { waiveForm } from '../../src/slack/views/waive-form.ts';
import { writeForm } from '../../src/slack/views/write-form.ts';
import { links } from './given.ts';
import { pages } from './pages.ts';

/** What the views are shown with. */
export interface Scene {
  readonly incident: Incident;
  readonly entries: readonly Entry[];
  readonly others: readonly Incident[];
  /** Something that a person typed. */
  readonly text: string;
}

export type Shown = Message | ModalView | HomeView;

/** What opens the page for when Slack fails is as long as that. */
const cardLink = `https://muster.example.org/bridge/${'x'.repeat(43)}`;

/** Every view by the name of its file, each as often as it has different faces. */
export function gallery({ incident, entries, others, text }: Scene): Readonly<Record<string, readonly Shown[]>> {
  const now = incident.times.declared + 10 * 60_000;
  const started = { ...incident, postmortem: { ...incident.postmortem, thread: '2.2' } };
  const nothing = { missing: 0, changed: 0, vanished: 0, marks: 0 };
  const action = { id: 1, text, owner: 'U1', dueOn: '2026-12-01', by: 'U2', at: now, source: null };
  const source = { channel: 'C42', ts: '1.1' };
  const asks = manyAsks(text, now);
  const handovers = manyHandovers(text, now);
  const reply = refusal(incident, { reason: 'unknown_role', role: text, roles: [text] });
  return {
    adopting: [
      adopting.noChannel(),
      adopting.inviteMe(),
      adopting.archived(),
      adopting.announcements(),
      adopting.slackAway(),
      adopting.notLetIn('restricted_action', true),
    ],
    'action-added': [actionAdded(incident, action)],
    'action-form': [
      actionForm(incident, { text: '', source: null, action: null }),
      actionForm(incident, { text, source: { channel: 'C42', ts: '1.1' }, action }),
      actionForm(incident, { text, source: null, action }, again(text, ['text', 'owner', 'dueOn'])),
    ],
    announcement: [announcement(incident)],
    'moved-announcement': [movedAnnouncement(incident, 'C1')],
    'announcement-reply': events(incident, text).map((event) => announcementReply(incident, event)),
    'ask-form': [askForm(incident, { text: '', source: null }), askForm(incident, { text, source })],
    'ask-line': asks.map((ask) => askLine(incident, ask, links)),
    'ask-list': [askList({ ...incident, asks }, 'U1'), askList({ ...incident, asks: [] }, 'U1')],
    'ask-news': asks.flatMap((ask) =>
      (['reminder', 'overdue', 'declined'] as const).map((news) => askNews(incident, ask, 'U2', news)),
    ),
    'ask-request': asks.map((ask) => askRequest(incident, ask, links)),
    'decline-form': asks.map((ask) => declineForm(incident, ask)),
    'assign-form': [assignForm(incident)],
    brief: [brief(incident, briefOf(incident, entries, now), links, now)],
    briefing: [
      briefing(incident),
      briefing({ ...incident, guests: manyGuests }),
      ...triages(incident)
        .slice(-1)
        .map((each) => briefing(each, links)),
    ],
    'brief-for-joiner': (['member', 'guest', 'stranger'] as const).map((kind) =>
      briefForJoiner(brief(incident, briefOf(incident, entries, now), links, now), incident, { user: 'U9', kind }),
    ),
    'call-question': [callQuestion(incident, now)],
    'cancel-form': [cancelForm(incident)],
    'check-note-form': [checkNoteForm(incident, 'identifying.1.1'), checkNoteForm(incident, 'gone')],
    'change-form': [
      changeForm(incident, { text: '', who: 'U1', at: now, source: null }),
      changeForm(incident, { text, who: 'U1', at: now, source }),
    ],
    'change-line': manyChanges(text, now).map((change) => changeLine(incident, change, links)),
    'change-offers': [
      changeOffers(incident, links),
      changeOffers({ ...incident, offers: { pending: [], shown: null } }, links),
      changeOffers({ ...incident, phase: 'cancelled' }, links),
      offersPassedOn(incident, 'U1'),
    ],
    checklist: [checklist(incident, 'identifying'), checklist(incident, 'contained'), checklist(incident, 'resolved')],
    'checklist-form': [checklistForm(incident, 'identifying'), checklistForm(incident, 'contained')],
    'close-form': [closeForm(incident)],
    'credential-found': [
      credentialFound(incident, { channel: 'C42', address: links('C42', '1.1'), kinds: ['AWS access key', text] }),
    ],
    'decision-form': [decisionForm(incident, now)],
    'declare-done': [declareDone(incident)],
    'declare-form': [
      declareForm({ policy: incident.policy, title: '', severity: null, alike: [] }),
      declareForm({ policy: incident.policy, title: text, severity: 'sev1', summary: text, alike: others }),
    ],
    'declare-opening': [declareOpening(incident)],
    'role-request': manyRoleAsks(now).flatMap((ask) => [
      roleRequest(incident, ask),
      ...(['again', 'declined', 'replaced'] as const).map((news) => roleNews(incident, ask, news)),
    ]),
    'silence-line': manySilences(now).flatMap((silence) => [
      silenceLine(incident, silence),
      silentNumber(incident, silence, { phone: text, place: text }),
    ]),
    'reminder-line': [reminderLine(escalated(incident, now), manyRoles(incident))],
    'unheld-news': [unheldNews(escalated(incident, now), manyRoles(incident), now)],
    'hand-over-offer': [
      ...[['lead'], ['lead', 'fixer', 'scribe']].flatMap((roles) =>
        ([null, 'given', 'renewed', 'over'] as const).map((how) =>
          handOverOffer(incident, {
            ...{ id: 1, user: 'U1', roles, at: now, message: null },
            ended: how === null ? null : { at: now, how },
          }),
        ),
      ),
    ],
    duties: incident.policy.roles.map(({ name }) => duties(incident, name, 'U1', 'U2', cardLink)),
    'edit-form': [editForm(incident), editForm(incident, again(text, ['title', 'severity', 'summary']))],
    help: [help(incident, true, cardLink), help(null, false, cardLink), help(incident), help(null, true)],
    home: [
      guestHome(),
      home({ user: 'U1', open: others, recent: others, triages: triagesLine(triages(incident), links) }),
      home({ user: 'U1', open: [], recent: [] }),
    ],
    'incident-list': [
      incidentList(others, triagesLine(triages(incident), links)),
      incidentList([], triagesLine(triages(incident), links)),
      incidentList([]),
    ],
    'follower-dismissed': (['asked', 'entered', 'unreachable'] as const).flatMap((why) => [
      followerDismissed(incident, why),
      followerDismissed({ ...incident, private: true }, why),
    ]),
    'follower-message': ['', 'sev2 identifying', 'sev1 contained', 'sev1 resolved', newsOf(incident)].map((heard) =>
      followerMessage(incident, { heard }),
    ),
    'leave-yourself': [leaveYourself(incident)],
    line: events(incident, text).flatMap((event) => line(incident, event) ?? []),
    'memory-form': [memoryForm(incident, 'U1')],
    'memory-request': [memoryRequest(incident)],
    mended: [
      mended.found(incident, { from: 0, to: now, read: 1204, found: nothing, why: null }),
      mended.found(incident, { from: now, to: now, read: 3, found: { ...nothing, marks: 1, missing: 2 }, why: null }),
      mended.found(incident, { from: now, to: now, read: 0, found: nothing, why: 'not_in_channel' }),
      mended.later(incident, 999),
      mended.noRoom(incident),
    ],
    'on-call-list': [
      onCallList([], []),
      onCallList(
        Array.from({ length: 50 }, () => ({
          team: text,
          who: '<@U2>',
          until: now,
          next: '<@U3>',
          notes: ['London'],
          tree: ['<@U2>', '<@U3>'],
        })),
        ['press: Press office'],
      ),
    ],
    'page-form': [pageForm(incident, []), pageForm(incident, ['payments', 'card payments'])],
    'page-line': pages(text, now).map((page) => pageLine(incident, page)),
    'page-numbers': pages(text, now).map((page) =>
      pageNumbers(incident, page, page.turn, page.state === 'unanswered', () => ({
        phone: '+44 20 7946 0018',
        place: null,
      })),
    ),
    'page-request': pages(text, now).flatMap((page) =>
      page.steps.map((step) => pageRequest(incident, page, step, '03:10')),
    ),
    panel: [
      panel(incident, 'U1', now),
      panel(incident, 'U1', now, cardLink),
      panel(incident, 'U9', now),
      panel({ ...incident, undoable: undoables(now) }, 'U1', now),
    ],
    'undo-offer': (['phase', 'severity'] as const).flatMap(
      (what) => undoOffer({ ...started, undoable: undoables(now) }, what, 7, now) ?? [],
    ),
    'reopened-news': [reopenedNews({ ...incident, reason: text }, 'U1', 'U2')],
    'awaited-again': [awaitedAgain(incident)],
    'hand-over-form': handovers.slice(0, 2).map((offered, index) =>
      handOverForm(incident, {
        roles: incident.policy.roles.map(({ name }) => name).slice(0, 1 + index * 20),
        role: 'lead',
        text,
        offered: index === 0 ? null : offered,
        next: index === 0 ? null : { user: 'U2', team: text, from: index === 1 ? now : null },
      }),
    ),
    'handover-request': handovers.map((handover) => handoverRequest(incident, handover)),
    'handover-news': handovers.flatMap((handover) =>
      (['handover_unanswered', 'handover_declined', 'handover_asked_again', 'handover_ended'] as const).flatMap(
        (news) => ['U1', 'U2'].map((user) => handoverNews({ ...started, handovers }, handover, user, news)),
      ),
    ),
    'postmortem-head': [postmortemHead(incident, 0), postmortemHead(incident, 17)],
    'postmortem-place': [postmortemPlace(incident, links), postmortemPlace(started, links)],
    'postmortem-section': drafted(incident, entries).map((section) => postmortemSection(incident, section)),
    refusal: [
      ...refusals(text).map((refused) => refusal(incident, refused)),
      refusal(null, { reason: 'nothing_changed' }),
    ],
    release: [release(incident, 'U2')],
    'reopen-form': [reopenForm(incident)],
    'resolve-form': [resolveForm(incident, now)],
    'role-line': [
      roleLine(
        incident,
        Array.from({ length: 8 }, () => `<@U2> is ${'x'.repeat(24)}.`),
      ),
    ],
    roles: [roles(incident, 'U1', now)],
    'room-archived': [roomArchived(incident, 'U2')],
    'room-left': [roomLeft(incident, 'U2'), roomLeft(incident, 'muster')],
    'room-link': [roomLink(incident)],
    timeline: [timeline(incident, entries, links, now), timeline(incident, [], links, now)],
    'triage-message': triages(incident).map((each) => triageMessage(each)),
    'triage-reply': triages(incident).map((each) => triageReply(each, links)),
    'triage-request': triages(incident).flatMap((each) => [
      triageRequest(each, links),
      ...(['unanswered', 'reminder', 'doubted', 'escalated', 'unseen'] as const).map((news) =>
        triageNews(each, 'U1', news, links),
      ),
    ]),
    trouble: [
      trouble.databaseAway(),
      trouble.failed('1a2b3c4d'),
      trouble.oldButton(),
      trouble.unknownIncident(7),
      trouble.whichIncident('brief', text, text),
      trouble.notThereYet('page', text),
      trouble.notUnderstood('There is no such time.'),
      trouble.noWarRoom(),
      trouble.noChecklist(incident),
      trouble.formNotOpened(),
      trouble.notJoined(incident, 'user_is_restricted'),
      refusedGuest(),
      trouble.asForm(reply),
    ],
    'unknown-word': [unknownWord(text, '/incident severity sev2')],
    'update-form': [updateForm(incident)],
    'waive-form': [waiveForm(incident)],
    'write-form': sections.flatMap((section) => [
      writeForm(incident, section),
      writeForm(
        incident,
        section,
        again(
          text,
          section.fields.map(({ key }) => key),
        ),
      ),
    ]),
  };
}

/** Of every field somebody else has changed what stands there. */
function again(text: string, overtaken: readonly string[]): Again {
  const words = cutText(text, 3000);
  return {
    typed: { title: words, summary: words, reason: words, text: words, severity: 'sev1' },
    overtaken,
    seen: seenIn(Object.fromEntries(overtaken.map((field) => [field, text]))),
  };
}

/** Offers in every state, of texts as long as the state takes. */
function manyHandovers(text: string, now: number): readonly Handover[] {
  const ends = ['taken_over', 'vacated', 'holds_it', 'over', 'taker_left', 'replaced', 'renewed'] as const;
  const whole = cutText(text === '' ? 'x' : text, handoverLengthMax);
  const one = {
    role: 'lead',
    from: 'U1',
    by: 'U1',
    to: 'U2',
    at: now,
    text: whole,
    since: now,
    askedAt: now,
    request: null,
  };
  const states = (['open', 'accepted', 'declined'] as const).map((state) => ({ state, why: null }));
  return [...states, ...ends.map((why) => ({ state: 'ended' as const, why }))].map((state, index) => ({
    ...{ ...one, ...state, id: index + 1, told: index % 2 === 0 },
  }));
}

function undoables(now: number): NonNullable<Incident['undoable']> {
  const done = { by: 'U1', at: now, id: 7, undoneBy: null };
  const update = { at: null, missed: false, became: null };
  return {
    count: 7,
    phase: {
      ...{ ...done, act: 'marked_duplicate' },
      before: {
        ...{
          phase: 'identifying',
          contained: null,
          resolved: null,
          closed: null,
          update,
          reason: '',
          duplicateOf: null,
        },
        ...{ stillInPlace: null, postmortem: 'none', vacancies: {}, pages: [] },
      },
    },
    severity: { ...done, act: 'severity_set', before: { severity: 'sev2', given: true, to: 'sev1', update } },
  };
}

/** Fifty asks in every state, of texts as long as the state takes. */
export function manyAsks(text: string, now: number): readonly Ask[] {
  const states = ['open', 'taken', 'done', 'declined'] as const;
  return Array.from({ length: 50 }, (_, index) => ({
    ...{ id: index + 1, text: cutText(text, askLengthMax), who: 'U2', by: 'U1', at: now, dueAt: now + 600_000 },
    ...{
      state: states[index % 4] ?? 'open',
      said: { by: index % 8 === 2 ? 'U1' : 'U2', at: now, why: cutText(text, askLengthMax) },
    },
    ...{ source: { channel: 'C42', ts: '1.1' }, line: null, request: null },
    ...{ reminded: true, overdue: index % 3 === 0 },
  }));
}

/** Asked to be everything, and every way in which that can end. */
export function manyRoleAsks(now: number): readonly RoleAsk[] {
  const ends = [null, 'accepted', 'declined', 'taken', 'replaced', 'freed', 'gone', 'over'] as const;
  return Array.from({ length: 24 }, (_, index) => {
    const how = ends[index % 8] ?? null;
    const role = ['lead', 'fixer', 'communicator', 'scribe'][index % 4] ?? 'lead';
    return {
      ...{ id: index + 1, role, user: 'U2', by: 'U1', at: now, againAt: index % 2 === 0 ? now : null },
      ...{
        from: index % 3 === 0 ? 'U3' : null,
        request: null,
        ended: how === null ? null : { at: now, how, by: 'U3' },
      },
    };
  });
}

function manySilences(now: number): readonly Silence[] {
  return ([null, 'heard', 'gone', 'over'] as const).flatMap((how, index) =>
    [['lead'], ['lead', 'fixer', 'scribe']].map((roles) => ({
      ...{ id: index + 1, user: 'U1', roles, since: now - 900_000, ms: 900_000, at: now, line: null },
      ended: how === null ? null : { at: now, how },
    })),
  );
}
/** More than a line names. */
const manyGuests = Array.from({ length: 30 }, (_, index) => ({
  user: `U${index}`,
  kind: index % 2 === 0 ? ('guest' as const) : ('stranger' as const),
}));

/** As many changes, in every state. */
export function manyChanges(text: string, at: number): readonly SystemChange[] {
  const states = ['in_place', 'undone', 'kept'] as const;
  return Array.from({ length: 30 }, (_, index) => ({
    ...{ id: index + 1, text: cutText(text, changeLengthMax), who: 'U2', by: index % 2 === 0 ? 'U1' : 'U2' },
    ...{ happenedAt: at, state: states[index % 3] ?? 'in_place', saidBy: 'U1', saidAt: at },
    ...{ source: { channel: 'C42', ts: '1.1' }, line: null },
  }));
}

/** As many messages as may wait for a word. */
export function manyOffers(text: string, at: number): Offers {
  const pending = Array.from({ length: 20 }, (_, index) => ({
    ...{ channel: 'C42', ts: `1.${index}`, text: cutText(text, changeLengthMax), by: 'U2', at },
  }));
  return { pending, shown: null };
}

function drafted(incident: Incident, entries: readonly Entry[]) {
  return draftPostmortem({
    incident,
    entries,
    participants: [],
    memories: Object.values(incident.postmortem.memories),
    name: (id) => id,
    permalink: ({ channel, ts }) => (channel === null || ts === null ? null : links(channel, ts)),
    zone: 'UTC',
  }).sections;
}

/** The incident as it was, and is, looked at: in every state. */
export function triages(incident: Incident): readonly Incident[] {
  const at = incident.times.declared;
  const policy = {
    ...incident.policy,
    triage: { afterMs: 900_000, checks: incident.policy.checklists.map(({ title }) => title) },
  };
  const triage = {
    ...{ openedBy: 'U1', openedAt: at, reportedBy: 'U1', guest: false, looker: null, lastAt: at, toldAt: null },
    ...{ channel: 'C1', message: { channel: 'C1', ts: '1.1' }, request: null },
  } as const;
  const states = [
    { state: 'looking' },
    { state: 'looking', looker: 'U2', toldAt: at },
    { state: 'asked', endedBy: 'U2', looker: 'U2' },
    { state: 'asked', endedBy: 'U2', toldAt: at },
    { state: 'no_problem', endedBy: 'U2', agreed: true },
    { state: 'no_problem', endedBy: 'U1', agreed: true },
    { state: 'no_problem', endedBy: 'U2', agreed: false },
  ] as const;
  const before = states.map((each) => ({
    ...incident,
    policy,
    phase: 'triage' as const,
    triage: { ...triage, ...each },
  }));
  return [...before, { ...incident, policy, triage: { ...triage, state: 'declared' } }];
}

/** One of every reason: the compiler asks for those that are missing. */
export function refusals(text: string): readonly Refusal[] {
  const all: { readonly [Reason in RefusalReason]: Extract<Refusal, { reason: Reason }> } = {
    already_yours: { reason: 'already_yours', role: 'fixer' },
    already_theirs: { reason: 'already_theirs', role: 'fixer', user: 'U2' },
    already_held: { reason: 'already_held', role: 'fixer', user: 'U2', since: Date.UTC(2026, 10, 21, 10, 7) },
    already_asked: { reason: 'already_asked', role: 'fixer', user: 'U2', since: Date.UTC(2026, 10, 21, 10, 7) },
    role_ask_over: { reason: 'role_ask_over', role: 'fixer', user: 'U2' },
    not_yours: { reason: 'not_yours', user: 'U2' },
    not_held: { reason: 'not_held', role: 'fixer', user: null },
    unknown_role: { reason: 'unknown_role', role: text, roles: ['lead', 'fixer'] },
    wrong_phase: { reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained'] },
    already_in_phase: { reason: 'already_in_phase', phase: 'identifying' },
    same_severity: { reason: 'same_severity', severity: 'sev1' },
    nothing_changed: { reason: 'nothing_changed' },
    form_overtaken: { reason: 'form_overtaken', fields: ['title'], seen: {} },
    empty: { reason: 'empty', what: 'title' },
    time_ahead: { reason: 'time_ahead', time: 'impact_end' },
    time_out_of_order: {
      reason: 'time_out_of_order',
      time: 'contained',
      before: 'started',
      beforeAt: 1_795_255_080_000,
    },
    time_unset: { reason: 'time_unset', time: 'closed' },
    unknown_item: { reason: 'unknown_item', item: text },
    action_there: { reason: 'action_there', id: 7 },
    unknown_action: { reason: 'unknown_action', id: 7 },
    unknown_ask: { reason: 'unknown_ask', id: 3 },
    not_your_ask: { reason: 'not_your_ask', user: 'U2' },
    ask_due_past: { reason: 'ask_due_past' },
    unknown_change: { reason: 'unknown_change', id: 3 },
    too_many: { reason: 'too_many', what: 'asks', most: 100 },
    handover_to_yourself: { reason: 'handover_to_yourself' },
    unknown_handover: { reason: 'unknown_handover' },
    not_your_handover: { reason: 'not_your_handover', user: 'U2' },
    handover_settled: { reason: 'handover_settled', state: 'ended' },
    undo_overtaken: { reason: 'undo_overtaken', what: 'phase' },
    undone_already: { reason: 'undone_already', user: 'U2' },
    undo_too_late: { reason: 'undo_too_late', act: 'marked_duplicate' },
    next_update_past: { reason: 'next_update_past' },
    not_speaker: { reason: 'not_speaker', user: 'U1', since: 0 },
    duplicate_of_itself: { reason: 'duplicate_of_itself' },
    other_over: { reason: 'other_over', number: 7, phase: 'cancelled', duplicateOf: 3 },
    no_draft: { reason: 'no_draft' },
    nobody_to_page: { reason: 'nobody_to_page', whom: text },
    already_paged: { reason: 'already_paged', whom: text, user: null, since: Date.UTC(2026, 10, 21, 10, 7) },
    not_asked: { reason: 'not_asked' },
    not_followed: { reason: 'not_followed' },
    already_following: { reason: 'already_following', since: Date.UTC(2026, 10, 21, 10, 7) },
    not_following: { reason: 'not_following' },
    in_the_room: { reason: 'in_the_room', roles: [] },
    holds_roles: {
      reason: 'holds_roles',
      roles: ['lead', ...Array.from({ length: 20 }, (_, index) => `r${index}`)],
    },
    too_many_followers: { reason: 'too_many_followers', most: 300 },
    not_due: { reason: 'not_due' },
    only_triage: { reason: 'only_triage' },
    triage_closed: { reason: 'triage_closed' },
    declared_already: { reason: 'declared_already' },
    checks_unanswered: { reason: 'checks_unanswered' },
    not_reporter: { reason: 'not_reporter', user: 'U2' },
    war_room_already: { reason: 'war_room_already', number: 7 },
  };
  return Object.values(all);
}

/** What the room and the announcement's thread are told. */
export function events(incident: Incident, text: string): readonly IncidentEvent[] {
  const at = incident.times.declared + 60_000;
  const unanswered = Array.from({ length: 20 }, () => text);
  const bodies = [
    { type: 'role_taken', role: 'fixer', user: 'U2', from: null },
    { type: 'role_taken', role: 'fixer', user: 'U1', from: 'U2', stands: cutText(text, 240) },
    { type: 'undone', what: 'phase', act: 'marked_duplicate' },
    { type: 'undone', what: 'severity', act: 'severity_set', severity: { from: 'sev1', to: 'sev2' } },
    { type: 'role_vacated', role: 'fixer', user: 'U2' },
    { type: 'unheld_reminded', roles: incident.policy.roles.map(({ name }) => name) },
    { type: 'severity_set', from: 'sev2', to: 'sev1', reason: text },
    { type: 'title_set', from: text, to: text, reason: text },
    { type: 'contained', unanswered },
    { type: 'resolved', impactEndedAt: at - 1000, unanswered, note: text },
    { type: 'closed', unanswered },
    { type: 'reopened', from: 'contained', reason: text, newRoom: false },
    { type: 'cancelled', reason: text },
    { type: 'decided', text: text === '' ? 'x' : text, why: text, who: 'U1', happenedAt: at - 600_000 },
    { type: 'marked_duplicate', of: 7, link: null },
    { type: 'update_sent', update: { at, by: 'U1', happened: text, doing: text, meanwhile: text, nextAt: at + 1 } },
  ] as const;
  return bodies.map((body) => ({ at, by: 'U1', ...body }));
}

/** Every role, as many as there may be, unheld and escalated to as many people. */
function escalated(incident: Incident, now: number): Incident {
  const roles = manyRoles(incident).map((role) => ({ role, since: 0 }));
  const line = { channel: 'C42', ts: '1.1' };
  const vacancies = roles.map(
    ({ role, since }) => [role, { since, remindedAt: now, snoozedUntil: null, line }] as const,
  );
  const people = Array.from({ length: 30 }, (_, index) => `U${index}`);
  const escalation = { at: now, roles, asked: people, teams: ['x'.repeat(75)], told: people };
  return {
    ...incident,
    vacancies: Object.fromEntries(vacancies),
    crew: { asks: [], silences: [], lookAt: null, offered: [], escalations: [escalation] },
  };
}

function manyRoles({ policy }: Incident): readonly string[] {
  return policy.roles.map(({ name }) => name);
}
