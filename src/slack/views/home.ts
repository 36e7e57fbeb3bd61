import type { HomeView, KnownBlock } from '@slack/types';
import { holdersOf, type Incident, type UserId } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, header, home as homeView, section } from '../blocks.ts';
import { incidentLine } from './incident-line.ts';
import { refusedGuest } from './trouble.ts';

export interface HomeFacts {
  readonly user: UserId;
  /** Open ones that this person may see, the worst first. */
  readonly open: readonly Incident[];
  /** Not open any more, newest first; the same holds. */
  readonly recent: readonly Incident[];
  /** What is looked at before it is an incident, in a line, raw; null: nothing. */
  readonly triages?: string | null;
}

const shownOpen = 30;
const shownRecent = 5;

/** App Home: declare, my roles, what is open, what was lately. */
export function home({ user, open, recent, triages = null }: HomeFacts): HomeView {
  const mine = open.flatMap((incident) => myRoles(incident, user));
  const more = open.length - shownOpen;
  const ended = recent.slice(0, shownRecent);
  const blocks: readonly KnownBlock[] = [
    header('Incidents'),
    ...actions([button('Declare an incident', 'declare', {}, { style: 'primary' })]),
    header('Your roles'),
    section(mine.length === 0 ? 'You hold no role in an open incident.' : mine.join('\n')),
    header('Open'),
    ...(open.length === 0 ? [section('No incident is open.')] : []),
    ...open.slice(0, shownOpen).map((incident) => section(incidentLine(incident))),
    ...(more > 0 ? [context(`and ${more} more: \`/incident list\``)] : []),
    ...(triages === null ? [] : [context(triages)]),
    ...(ended.length === 0 ? [] : [header('Lately'), ...ended.map((incident) => section(incidentLine(incident)))]),
  ];
  return homeView(blocks);
}

function myRoles(incident: Incident, user: UserId): readonly string[] {
  const held = incident.policy.roles
    .map(({ name }) => name)
    .filter((name) => holdersOf(incident, name).some((holding) => holding.user === user));
  const room = incident.room.channel === null ? '' : ` · <#${incident.room.channel}>`;
  return held.length === 0
    ? []
    : [`*${held.map(escapeText).join(', ')}*  INC-${incident.number} ${escapeText(incident.title)}${room}`];
}

/** What a guest sees: nothing of any incident. */
export function guestHome(): HomeView {
  return homeView([header('Incidents'), section(refusedGuest().text)]);
}
