import { holdersOf, type Incident, isOpen, nameOf, type UserId } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, fields, type Message, message, section } from '../blocks.ts';
import { everyRole, roleTitle } from './holders.ts';
import { moment } from './moment.ts';
import { roleButtons } from './role-buttons.ts';

/** `/incident roles`: who does what since when. `user` reads it. */
export function roles(incident: Incident, user: UserId): Message {
  const lines = incident.policy.roles.map(({ name }) => {
    const held = holdersOf(incident, name).map(
      (holding) =>
        `<@${holding.user}> since ${moment(incident, holding.since)}${holding.forNow ? ', for now (declared it)' : ''}`,
    );
    return `*${escapeText(roleTitle(name))}*  ${held.length === 0 ? 'unclaimed' : held.join('; ')}`;
  });
  const mine = incident.roles.filter((holding) => holding.user === user && !holding.forNow).map(({ role }) => role);
  const { number: n } = incident;
  return message(`${nameOf(incident)}: ${everyRole(incident)}.`, [
    section(`*Roles of ${nameOf(incident)}*`),
    ...fields(lines),
    ...(isOpen(incident)
      ? actions([
          ...roleButtons(incident).filter(({ action_id }) => !mine.some((role) => action_id?.endsWith(`:${role}`))),
          ...mine.map((role) => button(`Step down as ${role}`, 'vacate_role', { n, role }, { suffix: role })),
        ])
      : []),
    context('`/incident role ROLE @somebody` gives a role, `/incident role ROLE none` frees it.'),
  ]);
}
