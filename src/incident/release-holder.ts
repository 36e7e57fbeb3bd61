import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** Slack says that somebody's account is deactivated: the roles that they hold are free again. */
export const releaseHolder: Rule<'release_holder'> = (incident, { user }) => {
  const held = incident.roles.filter((holding) => holding.user === user);
  if (held.length === 0) return refuse({ reason: 'nothing_changed' });
  return happened(...held.map(({ role }) => ({ type: 'role_vacated', role, user, deactivated: true }) as const));
};
