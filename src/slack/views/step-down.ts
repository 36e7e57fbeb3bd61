import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** `Step down` in the menu, for who holds several roles (or none): which one? */
export function stepDown(incident: Incident, user: UserId): Message {
  const { number: n } = incident;
  const mine = incident.roles.filter((holding) => holding.user === user).map(({ role }) => role);
  const raw = mine.length === 0 ? 'You hold no role here.' : 'Which role do you give up? Say in the room who follows.';
  return message(`${nameOf(incident)}: ${raw}`, [
    section(raw),
    ...actions(mine.map((role) => button(`Step down as ${role}`, 'vacate_role', { n, role }, { suffix: role }))),
  ]);
}
