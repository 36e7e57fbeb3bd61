import type { IncidentEvent } from '../incident/events.ts';
import type { Answer, Incident } from '../incident/incident.ts';
import { actor, because, clock, said } from './phrases.ts';
import { escapeText, quoteText } from './slack-text.ts';

type Of<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;

export function describeRole(incident: Incident, event: Of<'role_taken' | 'role_vacated'>): string {
  const { role, by } = event;
  const user = actor(event.user);
  if (event.type === 'role_vacated') {
    if (event.deactivated === true) return `${user} has no account here any more: ${role} is open again.`;
    return by === event.user ? `${user} stepped down as ${role}.` : `${user} is no longer ${role}, by ${actor(by)}.`;
  }
  const from = event.from === null || event.from === event.user ? null : actor(event.from);
  if (by !== event.user && by !== 'muster') {
    if (event.from === by) return `${actor(by)} handed ${role} over to ${user}.`;
    return `${actor(by)} gave ${role} to ${user}${from === null ? '' : `, who takes over from ${from}`}.`;
  }
  const stands = event.stands === undefined ? '' : ` What stands: ${said(event.stands)}`;
  if (from !== null) return `${user} took ${role} over from ${from}.${stands}`;
  const forNow = incident.roles.some((h) => h.forNow && h.role === role && h.user === event.user);
  return forNow ? `${user} is ${role} for now (declared it).` : `${user} is ${role}.`;
}

/** What was done by hand to the room, or to Muster's place in it, and what of it Slack did not tell. */
export function describeRoom(
  { room }: Incident,
  event: Of<
    'room_left' | 'room_rejoined' | 'room_made_private' | 'room_passed_on' | 'channel_id_changed' | 'events_dropped'
  >,
): string | null {
  const by = event.by === 'muster' ? null : actor(event.by);
  switch (event.type) {
    case 'events_dropped':
      // The line about the first of such minutes stands for all until they are read back.
      return event.again
        ? null
        : `Slack had too much to tell, and dropped what happened from ${clock(event.from)} on: it is read back from its history.`;
    case 'room_left':
      return `${by === null ? 'Muster is no longer in the room' : `${by} took Muster out of the room`}: what is said there now is not heard.`;
    case 'room_rejoined':
      return `Muster is in the room again${by === null ? '' : `, asked in by ${by}`}. From ${clock(event.leftAt)} to ${clock(event.at)} it heard nothing there: what was said is read back from Slack's history.`;
    case 'room_passed_on':
      return 'The channel is the war room of another incident now.';
    case 'channel_id_changed':
      return room.channel === event.to
        ? 'The room has another id in Slack, as one gets that is shared with another organization: who joins from there reads along. The record goes on.'
        : null;
    case 'room_made_private':
      return `The room is private now${by === null ? '' : `, made so by ${by}`}: only its members see this incident, and its announcement is taken back.`;
  }
}

const answers: Readonly<Record<Exclude<Answer, 'checking'>, string>> = { yes: 'Yes', no: 'No', na: 'N/A' };

export function describeCheck(incident: Incident, event: Of<'check_answered'>): string {
  const item = incident.policy.checklists.flatMap(({ items }) => items).find(({ id }) => id === event.item);
  const question = `“${escapeText(item?.text ?? event.item)}”`;
  const by = actor(event.by);
  if (event.answer === 'checking') return `${by} is checking ${question}${because(event.note)}`;
  if (event.answer !== null) return `${question} ${answers[event.answer]}, by ${by}${because(event.note)}`;
  if (event.note.trim() === '') return `${by} took the answer to ${question} back.`;
  return `${by} noted on ${question}${because(event.note)}`;
}

export function describeUpdate(event: Of<'update_sent'>): string {
  const { happened, doing, meanwhile, nextAt } = event.update;
  const parts = [
    [`Update by ${actor(event.by)}.`, happened],
    ['What is being done:', doing],
    ['What users can do meanwhile:', meanwhile],
  ] as const;
  const lines = parts
    .filter(([, text], index) => index === 0 || text.trim() !== '')
    .map(([label, text]) => `${label} ${said(text)}`.trim());
  return [...lines, nextAt === null ? 'No next update is planned.' : `Next update at ${clock(nextAt)}.`].join('\n');
}

export function describeAction(event: Of<'action_added' | 'action_changed'>): string {
  const { id, text, owner, dueOn } = event.action;
  const facts = [
    owner === null ? 'no owner yet' : `owner ${actor(owner)}`,
    dueOn === null ? 'no date yet' : `due ${escapeText(dueOn)}`,
  ];
  const verb = event.type === 'action_added' ? 'added' : 'changed';
  return `Action ${id} ${verb} by ${actor(event.by)} (${facts.join(', ')})${because(text)}`;
}

/** What was given up, in words; an errand without words here is named as the code names it. */
const errandWords: Readonly<Record<string, string>> = {
  open_channel: 'open the room',
  invite: 'invite',
  pin_briefing: 'pin the briefing',
  add_bookmarks: 'add the bookmarks',
  archive_channel: 'archive the room',
  rejoin_channel: 'come back into the room',
  ask_participants: 'ask who took part',
  upload_files: 'upload the files',
  send_card: 'mail the card for when Slack fails to',
  check_record: "check the record against Slack's history",
  take_reply: "put a reply in the post-mortem's thread into its section",
  paint_briefing: 'show the briefing',
  paint_announcement: 'announce it',
  paint_topic: 'set the topic',
  paint_checklist: 'show the checklist',
  paint_postmortem: 'show the post-mortem',
  paint_section: 'show a section of the post-mortem',
  paint_mark: 'confirm a mark',
  paint_triage: 'show the first checks',
  paint_triage_request: 'ask who reported it',
  say_triage: 'tell how the first look stands',
  say_in_announcement: 'tell it in the announcements channel',
  say_duties: 'tell the duties of a role',
  page_by_itself: 'page who is on call',
  call_pager: 'reach the paging service',
  hear_pager: 'ask the paging service who acknowledged',
  paint_page: 'show who was paged',
  ask_to_come: 'ask to come',
  say_numbers: 'send phone numbers',
  release: 'release who stood by',
  paint_ask: 'show what somebody was asked',
  paint_ask_request: 'ask',
  say_ask: 'tell what became of an ask',
  paint_change: 'show a change',
  paint_offers: 'ask whether a message tells of a change',
  look_for_silence: 'look whether the room is silent',
  ask_call: 'ask about the call',
  paint_handover: 'offer a role',
  say_handover: 'tell what became of a handover',
  offer_undo: 'offer to undo',
  say_awaited: 'tell who stood by that it goes on',
  say_reopened: 'tell that it came back',
  say_archived: 'tell that the room was archived',
  say_left: 'tell that I am out of the room',
  withdraw_announcement: 'take the announcement back',
  move_announcement: 'say in the old announcement where it goes on',
  ask_memory: 'ask for memories',
  send_link: 'send the link to the room',
  brief_joiner: 'brief who joined',
  refuse_guest: 'tell a guest what they cannot do',
  meet_joiner: 'look who joined',
  paint_follower: 'tell who follows',
  take_out: 'take somebody out of the room',
  dismiss_follower: 'tell who follows no more',
  warn_author: 'tell who wrote a credential into the room',
};

/** `Could not be done: invite <@U1> (user_is_restricted).` */
export function describeProblem(problem: {
  readonly errand: string;
  readonly why: string;
  readonly what: string;
}): string {
  const what = [
    errandWords[problem.errand] ?? escapeText(problem.errand.replaceAll('_', ' ')),
    quoteText(problem.what),
  ];
  return `Could not be done: ${what.join(' ').trim()} (${escapeText(problem.why)}).`;
}
