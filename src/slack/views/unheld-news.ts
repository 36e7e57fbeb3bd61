import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { openRoleAsks } from '../../incident/role-asks.ts';
import { unheldFor } from '../../record/describe-unheld.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { askedRole } from './asked-role.ts';
import { severityWord } from './headline.ts';
import { roleButtons } from './role-buttons.ts';

/** By direct message, where nobody can be fetched: roles that nobody takes, to who declared and who holds any role. */
export function unheldNews(incident: Incident, roles: readonly RoleName[], now: Instant): Message {
  const { number: n, room } = incident;
  const free = roles.map((role) => ({ role, since: incident.vacancies[role]?.since ?? now }));
  const forNow = incident.roles.filter((holding) => holding.forNow && roles.includes(holding.role));
  const asked = openRoleAsks(incident).filter(({ role }) => roles.includes(role));
  const raw = [
    unheldFor(incident, free, now),
    `${severityWord(incident.severity)}, ${escapeText(incident.title)}.`,
    ...forNow.map(({ user, role }) => `<@${user}> is ${escapeText(role)} only for now.`),
    ...asked.map((ask) => `Asked to be ${escapeText(ask.role)}: ${askedRole(incident, ask)}.`),
    'Please take it, or fetch somebody who can.',
    ...(room.channel === null ? [] : [`Room: <#${room.channel}>`]),
  ].join(' ');
  const take = roleButtons(incident).filter(({ action_id }) => roles.some((role) => action_id?.endsWith(`:${role}`)));
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions([...take, button('Page', 'page', { n })])]);
}
