import { holdersOf, type Incident, type Instant, isOpen, nameOf, type UserId } from '../../incident/incident.ts';
import { openRoleAsks } from '../../incident/role-asks.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, fields, type Message, message, section } from '../blocks.ts';
import { askedRole, askedRoleButtons } from './asked-role.ts';
import { everyRole, roleTitle } from './holders.ts';
import { moment } from './moment.ts';
import { roleButtons } from './role-buttons.ts';

/** `/incident roles`: who does what since when. `user` reads it. */
export function roles(incident: Incident, user: UserId, now: Instant): Message {
  const lines = incident.policy.roles.map(({ name }) => {
    const held = holdersOf(incident, name).map(
      (holding) =>
        `<@${holding.user}> since ${moment(incident, holding.since, now)}${holding.forNow ? ', for now (declared it)' : ''}`,
    );
    const asked = openRoleAsks(incident, name).map((ask) => askedRole(incident, ask, now));
    const all = [...held, ...asked];
    return `*${escapeText(roleTitle(name))}*  ${all.length === 0 ? 'unclaimed' : all.join('; ')}`;
  });
  const mine = incident.roles.filter((holding) => holding.user === user && !holding.forNow).map(({ role }) => role);
  const { number: n } = incident;
  return message(`${nameOf(incident)}: ${everyRole(incident, now)}.`, [
    section(`*Roles of ${nameOf(incident)}*`),
    ...fields(lines),
    ...(isOpen(incident)
      ? actions([
          ...roleButtons(incident).filter(({ action_id }) => !mine.some((role) => action_id?.endsWith(`:${role}`))),
          ...mine.map((role) => button(`Step down as ${role}`, 'vacate_role', { n, role }, { suffix: role })),
        ])
      : []),
    ...actions(askedRoleButtons(incident)),
    context('`/incident role ROLE @somebody` asks them to take it, `/incident role ROLE none` frees it.'),
  ]);
}
