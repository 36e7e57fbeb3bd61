import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { said } from '../../record/phrases.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { handOver } from '../ids.ts';

/** By direct message, to who holds a role of an incident that was over: it came back, and the role is still theirs. */
export function reopenedNews(incident: Incident, user: UserId, by: UserId): Message {
  const { number: n, room, title, reason } = incident;
  const roles = incident.roles.filter((holding) => holding.user === user).map(({ role }) => role);
  const held = roles.map(escapeText).join(' and ');
  const where = room.channel === null ? '' : ` Room: <#${room.channel}>`;
  const raw = `it came back: ${escapeText(title)}. <@${by}> says: ${said(reason)} You are still ${held}.${where}`;
  return message(`${nameOf(incident)}: ${raw}`, [
    section(`*${nameOf(incident)}*  ${raw}`),
    ...actions([
      button('Hand over', handOver, { n, role: roles[0] ?? '' }),
      ...roles.map((role) => button(`Step down as ${role}`, 'vacate_role', { n, role }, { suffix: role })),
    ]),
  ]);
}
