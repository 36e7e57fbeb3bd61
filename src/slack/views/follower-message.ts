import type { KnownBlock } from '@slack/types';
import { type Follower, newsOf, spokenFor } from '../../incident/followers.ts';
import { type Incident, isOpen, nameOf } from '../../incident/incident.ts';
import { severities } from '../../incident/policy.ts';
import { impactMs, sayDuration } from '../../record/durations.ts';
import { clock } from '../../record/phrases.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, context, fields, type Message, message, section } from '../blocks.ts';
import { heading } from './heading.ts';
import { severityWord } from './headline.ts';
import { moment } from './moment.ts';
import { nextUpdate } from './next-update.ts';
import { status } from './status.ts';

/** By direct message, to who follows: what is new, how it stands, and where questions go. Edited until there is news. */
export function followerMessage(incident: Incident, follower: Pick<Follower, 'heard'>): Message {
  const { number: n } = incident;
  const news = newsLine(incident, follower.heard);
  const due = nextUpdate(incident);
  const update = incident.updates.at(-1);
  const lines = [
    ...(incident.summary === '' ? [] : [escapeTyped(shorten(incident.summary, 600))]),
    ...(update === undefined ? [] : [`*Last update*  ${moment(incident, update.at)}: ${said(update)}`]),
    ...(due === null ? [] : [`*Next update*  ${due}`]),
  ];
  const blocks: readonly KnownBlock[] = [
    ...heading(incident),
    ...(news === null ? [] : [section(news)]),
    ...fields([`*Status*  ${status(incident)}`, `*Started*  ${moment(incident, incident.times.started)}`]),
    ...(lines.length === 0 ? [] : [section(lines.join('\n'))]),
    ...(isOpen(incident) ? [section(questions(incident))] : []),
    context('A change of severity or status comes as a new message; updates appear in the newest one.'),
    ...actions([button('Unfollow', 'unfollow', { n })]),
  ];
  const what = `${escapeText(incident.title)}, ${severityWord(incident.severity)}`;
  return message(`${nameOf(incident)}: ${news ?? 'news.'} ${what}. ${status(incident)}.`, blocks);
}

/** Questions of leaders go to one person, and not to who is repairing. */
export function questions(incident: Incident): string {
  const people = spokenFor(incident);
  const [first] = people;
  if (first === undefined) return '*Questions*  Nobody speaks for it yet: ask in the thread of the announcement.';
  const whom = people.map(({ user }) => `<@${user}>`).join(' or ');
  const { role } = first;
  if (role === 'communicator') return `*Questions*  Go to ${whom} (communicator), not into the room.`;
  return `*Questions*  Until somebody is communicator: ${whom} (${role ?? 'declared it'}), by direct message and not into the room.`;
}

/** What is new against what they heard last; null in a message that is only edited, unless its status is worth a line. */
function newsLine(incident: Incident, heard: string): string | null {
  const [before = '', phaseBefore = ''] = heard.split(' ');
  const severityBefore = severities.find((known) => known === before) ?? incident.severity;
  const { times, severity } = incident;
  const now = newsOf(incident).split(' ')[1] ?? '';
  const isNew = phaseBefore !== now && heard !== '';
  const wasMistake = isNew && typeof incident.undoable?.phase?.undoneBy === 'string';
  const parts = [
    ...(wasMistake ? [`${phaseBefore[0]?.toUpperCase()}${phaseBefore.slice(1)} was a mistake.`] : []),
    ...(heard === '' ? ['You follow this incident now.'] : []),
    ...(severityBefore !== severity ? [`${severityWord(severityBefore)} → ${severityWord(severity)}.`] : []),
    ...(now === 'contained' && times.contained !== null
      ? [`Contained at ${clock(times.contained)}: it grows no worse. The work goes on.`]
      : []),
    ...(now === 'resolved' && times.resolved !== null
      ? [`Resolved at ${clock(times.resolved)}. The impact lasted ${sayDuration(impactMs(incident, times.resolved))}.`]
      : []),
    ...(now === 'identifying' && isNew ? [wasMistake ? 'The work goes on.' : 'It came back: the work goes on.'] : []),
    ...(now === 'cancelled' && isNew ? ['It was cancelled.'] : []),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

function said({ happened, doing, meanwhile }: Incident['updates'][number]): string {
  const all = [happened, doing, meanwhile].filter((part) => part !== '').join(' ');
  return escapeTyped(shorten(all, 900));
}
