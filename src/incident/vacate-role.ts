import type { Rule } from './decision.ts';
import { refuse } from './decision.ts';
import { holdersOf } from './incident.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/** Somebody steps down, or frees a role: `/incident role scribe none`. */
export const vacateRole: Rule<'vacate_role'> = (incident, { role, user }) => {
  if (rolePolicy(incident, role) === null) return unknownRole(incident, role);
  const leaving = holdersOf(incident, role).filter((holding) => user === null || holding.user === user);
  if (leaving.length === 0) return refuse({ reason: 'not_held', role, user });
  return { events: leaving.map((holding) => ({ type: 'role_vacated', role, user: holding.user }) as const) };
};
