import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident, Instant } from './incident.ts';
import { isOpen } from './incident.ts';
import type { RolePolicy } from './policy.ts';
import { openRoleAsks } from './role-asks.ts';

/**
 * Nobody has taken a role for the configured time (who was asked and has not accepted counts for nobody): the room is
 * reminded, once for each time that
 * the role falls free, and again when a snooze ends. Roles due at the same moment share one line.
 */
export const remindUnheld: Rule<'remind_unheld'> = (incident, _command, now) => {
  const roles = incident.policy.roles
    .filter((role) => {
      const at = remindUnheldAt(incident, role);
      return at !== null && at <= now;
    })
    .map((role) => role.name);
  const asked = openRoleAsks(incident)
    .filter(({ role }) => roles.includes(role))
    .map(({ role, user, at }) => ({ role, user, at }));
  if (roles.length === 0) return refuse({ reason: 'not_due' });
  return happened({ type: 'unheld_reminded', roles, ...(asked.length === 0 ? {} : { asked }) });
};

/** Somebody presses `Snooze`: the same reminder comes back later, unless the role is taken. */
export const snoozeReminder: Rule<'snooze_reminder'> = (incident, { roles, forMs }, now) => {
  // By own keys: a forged button may name `constructor`, which every object has.
  const free = roles.filter((role) => Object.hasOwn(incident.vacancies, role));
  if (free.length === 0 || !isOpen(incident)) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'reminder_snoozed', roles: free, until: now + forMs });
};

/** When the room is to be reminded of a role that nobody holds by hand; null: not (again). */
export function remindUnheldAt(incident: Incident, role: RolePolicy): Instant | null {
  const vacancy = incident.vacancies[role.name];
  if (vacancy === undefined || role.remindUnheldMs === null || !isOpen(incident)) return null;
  if (vacancy.snoozedUntil !== null) return vacancy.snoozedUntil;
  return vacancy.remindedAt === null ? vacancy.since + role.remindUnheldMs : null;
}
