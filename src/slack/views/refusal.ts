import type { KnownBlock } from '@slack/types';
import type { HandoverState } from '../../incident/handovers.ts';
import { type Incident, nameOf, type Phase } from '../../incident/incident.ts';
import type { Refusal } from '../../incident/refusals.ts';
import type { UndoableAct } from '../../incident/undoable.ts';
import { actWord } from '../../record/describe-undo.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { severityWord } from './headline.ts';
import { dayAndTime, moment } from './moment.ts';

/** Why not, to the person who asked, with what they can do instead. `incident` is null when there is none yet. */
export function refusal(incident: Incident | null, refused: Refusal): Message {
  const raw = refusalWords(incident, refused);
  const name = incident === null ? '' : `${nameOf(incident)}: `;
  return message(`${name}${raw}`, [section(raw), ...wayOut(incident, refused)]);
}

function wayOut(incident: Incident | null, refused: Refusal): readonly KnownBlock[] {
  if (incident === null) return [];
  const { number: n } = incident;
  switch (refused.reason) {
    case 'already_held':
      return actions([button('Take over', 'take_over_role', { n, role: refused.role, from: refused.user })]);
    case 'not_speaker':
      return actions([button('Take over', 'take_over_role', { n, role: 'communicator', from: refused.user })]);
    case 'no_draft':
      return incident.phase === 'resolved' || incident.phase === 'closed'
        ? actions([button('Make the draft', 'draft_postmortem', { n })])
        : [];
    case 'already_following':
      return actions([button('Unfollow', 'unfollow', { n })]);
    case 'in_the_room':
      return refused.roles.length === 0 ? actions([button('Follow and leave', 'follow_and_leave', { n })]) : [];
    case 'holds_roles':
      return actions([
        button('Give a role', 'assign_role', { n }),
        ...refused.roles
          .slice(0, 12)
          .map((role) => button(`Step down as ${role}`, 'vacate_role', { n, role }, { suffix: role })),
      ]);
    default:
      return [];
  }
}

/** The same in raw text alone; for the errors of a form see `refusalInForm`. */
export function refusalWords(incident: Incident | null, refused: Refusal): string {
  const when = (at: number) => (incident === null ? dayAndTime(at) : moment(incident, at));
  switch (refused.reason) {
    case 'already_yours':
      return `You are already ${escapeText(refused.role)}.`;
    case 'already_theirs':
      return `<@${refused.user}> is already ${escapeText(refused.role)}.`;
    case 'already_held':
      return `<@${refused.user}> is already ${escapeText(refused.role)}, since ${when(refused.since)}.`;
    case 'not_speaker':
      return `<@${refused.user}> is communicator since ${when(refused.since)}, and speaks for this incident with one voice. Tell them what you know, or take the role over.`;
    case 'already_asked':
      return `<@${refused.user}> was asked to be ${escapeText(refused.role)} at ${when(refused.since)}, and has not answered yet.`;
    case 'role_ask_over':
      return refused.user === null
        ? 'That is settled. `/incident roles` shows who does what.'
        : `<@${refused.user}> was asked to be ${escapeText(refused.role)} instead.`;
    case 'not_yours':
      return `Only <@${refused.user}> can answer this.`;
    case 'not_held':
      return refused.user === null
        ? `Nobody holds ${escapeText(refused.role)}.`
        : `<@${refused.user}> does not hold ${escapeText(refused.role)}.`;
    case 'unknown_role':
      return `There is no role “${escapeText(refused.role)}”. Roles: ${refused.roles.map(escapeText).join(', ')}.`;
    case 'wrong_phase':
      return `It is ${refused.phase}; this works only while it is ${refused.wanted.join(' or ')}.${next(refused.phase)}`;
    case 'already_in_phase':
      return `It is already ${phaseWord(refused.phase)}.`;
    case 'same_severity':
      return `It is already ${severityWord(refused.severity)}.`;
    case 'nothing_changed':
      return 'Nothing to change: it is so already.';
    case 'form_overtaken':
      return 'Somebody else changed it while the form was open, so nothing was changed. Please open it anew.';
    case 'empty':
      return `The ${refused.what} is missing.`;
    case 'time_ahead':
      return `${timeTitle(refused.time)} lies in the future. Give a time that is past.`;
    case 'time_out_of_order':
      return `${timeTitle(refused.time)} would lie before ${timeWord(refused.before)} (${when(refused.beforeAt)}).`;
    case 'time_unset':
      return `${timeTitle(refused.time)} has no time yet that could be corrected.`;
    case 'unknown_item':
      return 'This item is not on the checklist any more. Press `Checklist` to see it as it is now.';
    case 'unknown_action':
      return `There is no action item ${refused.id}.`;
    case 'action_there':
      return `That is action item ${refused.id} already.`;
    case 'next_update_past':
      return 'The next update would be due in the past. Choose a later time.';
    case 'unknown_ask':
      return 'That was asked long ago and is settled. `/incident asks` shows what is open.';
    case 'not_your_ask':
      return `Only <@${refused.user}> can answer this; that it is done, who asked and the lead can say too.`;
    case 'ask_due_past':
      return 'That time is past already. Choose a later one, or none.';
    case 'unknown_change':
      return 'That change was undone long ago.';
    case 'too_many':
      return `There are ${refused.most} ${refused.what} already: settle some first.`;
    case 'handover_to_yourself':
      return 'That is you. Choose who takes over.';
    case 'unknown_handover':
      return 'That was offered long ago and is settled.';
    case 'not_your_handover':
      return `This is for <@${refused.user}> alone.`;
    case 'handover_settled':
      return settledHandover(refused.state);
    case 'undo_overtaken':
      return `The ${refused.what} was set anew since, or was never set so: only the last change can be undone.`;
    case 'undone_already':
      return `<@${refused.user}> has undone it already.`;
    case 'undo_too_late':
      return `It can be undone within 5 minutes. Now ${instead(refused.act)}`;
    case 'duplicate_of_itself':
      return 'An incident cannot be a duplicate of itself. Name the other one: `/incident duplicate INC-7`.';
    case 'other_over':
      return `INC-${refused.number} ${overWords(incident, refused)}`;
    case 'no_draft':
      return 'There is no post-mortem draft yet. It is made when the incident is resolved.';
    case 'war_room_already':
      return `This channel is the war room of INC-${refused.number} already.`;
    case 'nobody_to_page':
      return `There is nobody who could be asked${refused.whom === '' ? '' : ` for ${escapeText(refused.whom)}`}. Name a person: \`/incident page @ben\`.`;
    case 'already_paged':
      return `Nobody new is asked: ${refused.whom === '' ? (refused.user === null ? 'somebody' : `<@${refused.user}>`) : escapeText(refused.whom)} is being paged since ${when(refused.since)}. \`/incident page next\` asks the next.`;
    case 'not_asked':
      return 'You were not asked to come. `/incident brief` tells what it is about.';
    case 'only_triage':
      return `${incident === null ? 'It' : nameOf(incident)} is no incident yet: it is still being looked at. \`Declare\` on its message makes it one.`;
    case 'triage_closed':
      return 'It was closed already: no problem was found. If it is broken all the same, `/incident new TITLE` declares it.';
    case 'declared_already':
      return `It is declared already.${incident?.room.channel ? ` Its room is <#${incident.room.channel}>.` : ''}`;
    case 'checks_unanswered':
      return 'Nobody has answered a first check yet. Answer one before you say that there is no problem; if in doubt, press `Declare`.';
    case 'not_reporter':
      return `Only <@${refused.user}> can say that, who reported it. \`Declare\` is open to everybody.`;
    case 'not_followed':
      return 'Its news are told in its room only.';
    case 'already_following':
      return `You follow already, since ${when(refused.since)}: the news come by direct message.`;
    case 'not_following':
      return 'You do not follow it.';
    case 'in_the_room':
      return 'You are in the room, where the news are told first.';
    case 'holds_roles':
      return `You are ${refused.roles.map(escapeText).join(' and ')}, and needed in the room. Give that to somebody first; then follow and leave.`;
    case 'too_many_followers':
      return `I can tell ${refused.most} people at most, and so many follow already. The announcement and its thread say the same.`;
    case 'not_due':
      return 'It is not time for that yet.';
  }
}

/** Why nothing goes on there, and where it does. */
function overWords(incident: Incident | null, { phase, duplicateOf }: Extract<Refusal, { reason: 'other_over' }>) {
  if (duplicateOf === null) return `is ${phase}: nothing goes on there. \`/incident list\` shows what is open.`;
  return duplicateOf === incident?.number
    ? 'ended as a duplicate of this one: it goes on here.'
    : `is a duplicate of INC-${duplicateOf} itself: \`/incident duplicate INC-${duplicateOf}\`.`;
}

function next(phase: Phase): string {
  if (phase === 'identifying') return '';
  return phase === 'contained' ? '' : ' `/incident reopen REASON` opens it again.';
}

function settledHandover(state: HandoverState): string {
  switch (state) {
    case 'accepted':
      return 'It is accepted already.';
    case 'declined':
      return "It was answered with `Can't`. Who offered it can ask anew, or you take the role yourself.";
    default:
      return 'The offer stands no more: the role went elsewhere, or the incident is over. `/incident roles` shows who does what.';
  }
}

/** What to do about an act that cannot be undone any more. */
function instead(act: UndoableAct): string {
  switch (act) {
    case 'severity_set':
      return '`/incident severity sev2 REASON` sets it anew.';
    case 'reopened':
      return 'it goes on; `/incident contained` and `/incident resolved` say when it does not.';
    default:
      return `\`/incident reopen REASON\` takes ${actWord(act)} back, and the record says why.`;
  }
}

function phaseWord(phase: Phase): string {
  return phase === 'identifying' ? 'open' : phase;
}

type Timed = Extract<Refusal, { reason: 'time_ahead' }>['time'];

function timeWord(time: Timed): string {
  switch (time) {
    case 'change':
      return 'the change';
    case 'decision':
      return 'the decision';
    case 'impact_end':
      return 'the end of the impact';
    case 'note':
      return 'the note';
    default:
      return `the time ${time}`;
  }
}

function timeTitle(time: Timed): string {
  const words = timeWord(time);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
