import type { ActionsBlock, KnownBlock } from '@slack/types';
import { type Awaited, asked } from '../../incident/awaited.ts';
import { type Incident, isOpen, nameOf } from '../../incident/incident.ts';
import { checklistPhaseOf } from '../../record/checklist-summary.ts';
import { describePast } from '../../record/describe-checked.ts';
import { describeProblem } from '../../record/describe-parts.ts';
import { impactMs, sayDuration } from '../../record/durations.ts';
import { actor } from '../../record/phrases.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, context, fields, type Message, message, section } from '../blocks.ts';
import { askedRoleButtons } from './asked-role.ts';
import { asksOnBriefing } from './asks-on-briefing.ts';
import { checklistLines } from './checklist-line.ts';
import { guestsHere } from './guests-here.ts';
import { heading } from './heading.ts';
import { severityWord } from './headline.ts';
import { everyRole, holders, roleTitle } from './holders.ts';
import { type Links, link } from './link.ts';
import { moment } from './moment.ts';
import { nextUpdate } from './next-update.ts';
import { notHereYet } from './not-here-yet.ts';
import { roleButtons } from './role-buttons.ts';
import { status } from './status.ts';

const shownProblems = 5;

/**
 * The pinned message of a war room: what is wrong, who does what, what comes next. Always painted whole. `missing`: who is
 * awaited, and not in the room.
 */
export function briefing(
  incident: Incident,
  links: Links = () => '',
  missing: readonly Awaited[] = asked(incident),
): Message {
  const open = isOpen(incident);
  const blocks: readonly KnownBlock[] = [
    ...heading(incident),
    ...fields([`*Status*  ${status(incident)}`, `*Started*  ${started(incident)}`, ...impact(incident)]),
    ...(incident.summary === '' ? [] : [section(escapeTyped(shorten(incident.summary, 1500)))]),
    ...fields(incident.policy.roles.map(({ name }) => `*${escapeText(roleTitle(name))}*  ${holders(incident, name)}`)),
    ...news(incident),
    ...(open ? actions(roleButtons(incident), 'roles') : []),
    ...(open ? actions(askedRoleButtons(incident), 'asked') : []),
    ...actions(workButtons(incident), 'work'),
    ...smallPrint(incident, links, missing),
  ];
  const due = nextUpdate(incident);
  return message(
    `${nameOf(incident)}: ${severityWord(incident.severity)}, ${escapeText(incident.title)}. ${status(incident)}. ${everyRole(incident)}.${due === null ? '' : ` Next update ${due}.`}`,
    blocks,
  );
}

function started(incident: Incident): string {
  const { times, declaredBy } = incident;
  return `${moment(incident, times.started)}, declared ${moment(incident, times.declared)} by ${actor(declaredBy)}`;
}

/** Only once it has ended: a duration that goes on growing would be wrong a minute later. */
function impact(incident: Incident): readonly string[] {
  const last = incident.impact.at(-1);
  if (last === undefined || last.to === null || incident.phase === 'cancelled') return [];
  const spans = incident.impact.length;
  return [`*Impact*  ${sayDuration(impactMs(incident, last.to))}${spans > 1 ? `, in ${spans} spans` : ''}`];
}

function news(incident: Incident): readonly KnownBlock[] {
  const due = nextUpdate(incident);
  const update = incident.updates.at(-1);
  const checks = incident.phase === 'cancelled' ? [] : checklistLines(incident, checklistPhaseOf(incident));
  const lines = [
    ...(due === null ? [] : [`*Next update*  ${due}`]),
    ...asksOnBriefing(incident),
    ...(update === undefined
      ? []
      : [
          `*Last update*  ${moment(incident, update.at)} by <@${update.by}>: ${escapeTyped(shorten([update.happened, update.doing, update.meanwhile].filter((part) => part !== '').join(' '), 900))}`,
        ]),
    ...checks,
  ];
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

function workButtons(incident: Incident): ActionsBlock['elements'] {
  const n = { n: incident.number };
  const update = button('Send update', 'send_update', n);
  const checklist = button('Checklist', 'show_checklist', n);
  const resolved = button('Resolved', 'resolve', n);
  const edit = button('Edit', 'edit', n);
  const cameBack = button('It came back', 'reopen', n);
  const reopen = button('Reopen', 'reopen', n);
  const postmortem = button('Post-mortem', 'show_postmortem', n);
  const more = button('More', 'show_panel', n);
  // Where no team can be paged, `More` has it.
  const page = (incident.policy.pageable ?? []).length === 0 ? [] : [button('Page', 'page', n)];
  switch (incident.phase) {
    case 'identifying':
      return [update, checklist, button('Contained', 'contain', n), resolved, edit, ...page, more];
    case 'contained':
      return [update, checklist, cameBack, resolved, edit, ...page, more];
    case 'resolved':
      return [button('Close', 'close', n), cameBack, postmortem, checklist, edit, more];
    case 'closed':
      return [reopen, postmortem, more];
    case 'cancelled':
      return [reopen, more];
    case 'triage':
      return [];
  }
}

/** An adopted channel: how far its past is on the record. */
function past({ room: { past: known } }: Incident): readonly string[] {
  if (known === undefined) return [];
  if (known.done) return [describePast(known)];
  return [`The channel's past is being put on the record${known.read > 0 ? `: ${known.read} so far` : ''}.`];
}

/** It was looked at before: who reported it, and where that was talked about. */
function fromTriage({ triage }: Incident, links: Links): readonly string[] {
  if (triage === undefined) return [];
  const { message: shown, reportedBy } = triage;
  const thread = shown === null ? '' : `; first looked at in ${link(links(shown.channel, shown.ts), 'this thread')}`;
  return [`Reported by <@${reportedBy}>${thread}.`];
}

function smallPrint(incident: Incident, links: Links, missing: readonly Awaited[]): readonly KnownBlock[] {
  const { policy, problems } = incident;
  const services = policy.services.filter((service) => incident.services.includes(service.name));
  const places = services.map(({ name, team, runbook, dashboard }) => {
    const ways = [...(runbook ? [link(runbook, 'runbook')] : []), ...(dashboard ? [link(dashboard, 'dashboard')] : [])];
    return `${escapeText(name)}${team === null ? '' : ` (${escapeText(team)})`}${ways.length === 0 ? '' : ` ${ways.join(', ')}`}`;
  });
  const older = problems.length - shownProblems;
  const lines = [
    ...(policy.callLink === null ? [] : [`Call: ${link(policy.callLink, 'join')}`]),
    ...(places.length === 0 ? [] : [`Services: ${places.join(' · ')}`]),
    ...(incident.severityGiven ? [] : [`${severityWord(incident.severity)} for now: nobody has said how bad it is.`]),
    ...past(incident),
    ...fromTriage(incident, links),
    ...(incident.private ? ['Private: only members of this channel see it.'] : []),
    ...problems.slice(-shownProblems).map(describeProblem),
    ...(older > 0 ? [`${older} earlier problems are on the timeline.`] : []),
  ];
  const awaited = notHereYet(incident, missing);
  const guests = guestsHere(incident);
  return [
    ...(awaited === null ? [] : [context(awaited)]),
    ...(guests === null ? [] : [context(guests)]),
    ...(lines.length === 0 ? [] : [context(lines.join('\n'))]),
    context(
      'Everything written here is kept, edits and deletions too. The post-mortem uses the key events; shared copies name roles, not people.',
    ),
  ];
}
