import type { Button, KnownBlock } from '@slack/types';
import { isAtWork } from '../../incident/at-work.ts';
import { canBeFollowed, followersOf } from '../../incident/followers.ts';
import { type Incident, type Instant, isOpen, nameOf, type UserId } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { handOver } from '../ids.ts';
import { heading } from './heading.ts';
import { ifSlackFails } from './if-slack-fails.ts';
import { roleButtons } from './role-buttons.ts';
import { splitWords } from './split-suggested.ts';
import { status } from './status.ts';
import { undoButtons } from './undo-offer.ts';

/** `/incident` in a war room: everything that `user` can do now, grouped; only they see it. `card`: where they look when Slack fails. */
export function panel(incident: Incident, user: UserId, now: Instant, card: string | null = null): Message {
  const mine = incident.roles.filter((holding) => holding.user === user);
  const roles = mine.length === 0 ? '' : ` You are ${mine.map(({ role }) => escapeText(role)).join(' and ')}.`;
  const blocks: readonly KnownBlock[] = [
    ...heading(incident),
    section(`${status(incident, now)}.${roles}${watched(incident)}`),
    ...group('Roles', roleGroup(incident, user), splitWords(incident, user)),
    ...group('Work', workGroup(incident)),
    ...group('Correct', correctGroup(incident, now)),
    ...group('Look', lookGroup(incident, user)),
    context('`/incident help` shows what one can type here.'),
    ...ifSlackFails(card),
  ];
  return message(`${nameOf(incident)}: what you can do. ${status(incident, now)}.${roles}`, blocks);
}

function group(title: string, buttons: readonly Button[], words: string | null = null): readonly KnownBlock[] {
  return buttons.length === 0 ? [] : [section(`*${title}*${words === null ? '' : `  ${words}`}`), ...actions(buttons)];
}

function roleGroup(incident: Incident, user: UserId): readonly Button[] {
  if (!isOpen(incident)) return [];
  const { number: n } = incident;
  const held = incident.roles.filter((holding) => holding.user === user);
  const mine = held.map(({ role }) => role);
  const byHand = held.filter((holding) => !holding.forNow).map(({ role }) => role);
  return [
    ...roleButtons(incident).filter(({ action_id }) => !byHand.some((role) => action_id?.endsWith(`:${role}`))),
    ...(mine.length === 0 ? [] : [button('Hand over', handOver, { n, role: mine[0] ?? '' })]),
    ...byHand.map((role) => button(`Step down as ${role}`, 'vacate_role', { n, role }, { suffix: role })),
    button('Give a role', 'assign_role', { n }),
  ];
}

function workGroup(incident: Incident): readonly Button[] {
  const n = { n: incident.number };
  const asks = [
    button('Ask someone', 'make_ask', n),
    button('Asks', 'show_asks', n),
    button('Log change', 'log_change', n),
    button('Decision', 'record_decision', n),
  ];
  const items = button('Add action item', 'add_action', n);
  switch (incident.phase) {
    case 'identifying':
    case 'contained':
      return [
        button('Send update', 'send_update', n),
        button('Checklist', 'show_checklist', n),
        ...(incident.phase === 'identifying' ? [button('Contained', 'contain', n)] : []),
        ...(incident.phase === 'contained' ? [button('It came back', 'reopen', n)] : []),
        button('Resolved', 'resolve', n),
        button('Page', 'page', n),
        ...asks,
        items,
      ];
    case 'resolved':
      return [
        button('Checklist', 'show_checklist', n),
        button('Close', 'close', n),
        button('It came back', 'reopen', n),
        ...asks,
        items,
      ];
    case 'closed':
      return [button('Reopen', 'reopen', n), items];
    case 'cancelled':
      return [button('Reopen', 'reopen', n)];
    case 'triage':
      return [];
  }
}

function correctGroup(incident: Incident, now: Instant): readonly Button[] {
  const n = { n: incident.number };
  const undo = undoButtons(incident, now);
  if (incident.phase === 'cancelled') return undo;
  return [
    ...undo,
    button('Edit', 'edit', n),
    ...(isOpen(incident) ? [button('Cancel: false alarm', 'cancel', n)] : []),
  ];
}

/** Said where somebody asks: a count on the briefing would be an edit for each press of `Follow`. */
function watched(incident: Incident): string {
  const count = canBeFollowed(incident) ? followersOf(incident).length : 0;
  return count === 0 ? '' : ` ${count} ${count === 1 ? 'person follows' : 'people follow'} by direct message.`;
}

function lookGroup(incident: Incident, user: UserId): readonly Button[] {
  const n = { n: incident.number };
  const needed = incident.roles.some((holding) => holding.user === user);
  const mayLeave = !needed && isAtWork(incident) && canBeFollowed(incident);
  const lesson = incident.phase === 'resolved' || incident.phase === 'closed';
  return [
    button('Brief', 'show_brief', n),
    button('Timeline', 'show_timeline', n),
    button('Export', 'ask_files', n),
    ...(lesson ? [button('Post-mortem', 'show_postmortem', n)] : []),
    ...(mayLeave ? [button('Follow and leave', 'follow_and_leave', n)] : []),
    button('Help', 'show_help', n),
  ];
}
