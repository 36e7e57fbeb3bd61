import { escalationOf } from '../../incident/escalate-unheld.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { openRoleAsks } from '../../incident/role-asks.ts';
import { describeUnheld, escalatedTo } from '../../record/describe-unheld.ts';
import { actions, type Message, message, section } from '../blocks.ts';
import { reminderButtons } from './line.ts';
import { moment } from './moment.ts';

/** The reminder about `roles` once it was escalated, edited where it stands: what is still free, and to whom it went. */
export function reminderLine(incident: Incident, roles: readonly RoleName[]): Message {
  const asked = openRoleAsks(incident).filter(({ role }) => roles.includes(role));
  const escalations = new Set(roles.flatMap((role) => escalationOf(incident, role) ?? []));
  const raw = [
    describeUnheld(incident, { roles, asked }),
    ...[...escalations].map((one) => `Escalated at ${moment(incident, one.at)}: ${escalatedTo(one)}.`),
  ].join(' ');
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions(reminderButtons(incident, roles))]);
}
