import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { escapeText, escapeTyped } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { handOver } from '../ids.ts';
import { ifSlackFails } from './if-slack-fails.ts';
import { moment } from './moment.ts';

/** What one can type, for the roles that Muster itself speaks of. */
const commands: Readonly<Record<string, string>> = {
  lead: '`/incident role fixer @somebody` gives a role, `/incident severity sev1 REASON` changes the severity.',
  fixer: '`/incident contained` when it grows no worse, `/incident resolved` when it is over.',
  communicator: '`/incident update` opens the form of an update.',
  scribe: '`/incident note 10:12 TEXT` puts what was said elsewhere on the timeline, `/incident timeline` shows it.',
};

/**
 * By direct message, to who has just got a role: what it asks, until when, and how to give it up. `card`: where they look
 * when Slack fails.
 */
export function duties(
  incident: Incident,
  role: RoleName,
  user: UserId,
  by: UserId,
  card: string | null = null,
): Message {
  const { number: n, room, policy } = incident;
  const name = escapeText(role);
  const where = `${nameOf(incident)}, ${escapeText(incident.title)}`;
  const given =
    by === user || by === 'muster' ? `You are ${name} of ${where}.` : `<@${by}> gave you ${name} of ${where}.`;
  const own = policy.roles.find((known) => known.name === role)?.duties ?? '';
  const speaks = role === 'communicator';
  const due = incident.nextUpdateAt;
  const paragraphs = [
    `${given}${room.channel === null ? '' : ` Room: <#${room.channel}>`}`,
    ...(own === '' ? [] : [escapeTyped(own)]),
    ...(speaks && due !== null ? [`The next update is due ${moment(incident, due)}.`] : []),
  ];
  const howTo = commands[role];
  return message(`${nameOf(incident)}: ${paragraphs.join(' ')}`, [
    section(paragraphs.join('\n')),
    ...(howTo === undefined ? [] : [context(`In the room: ${howTo}`)]),
    ...ifSlackFails(card),
    ...actions([
      ...(speaks ? [button('Send update', 'send_update', { n }, { style: 'primary' })] : []),
      button('Hand over', handOver, { n, role }),
      button('Step down', 'vacate_role', { n, role }),
    ]),
  ]);
}
