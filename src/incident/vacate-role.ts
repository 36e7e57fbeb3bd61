import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { holdersOf } from './incident.ts';
import { openRoleAsks } from './role-asks.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/** Somebody steps down, or frees a role: `/incident role scribe none`, which takes back who was asked as well. */
export const vacateRole: Rule<'vacate_role'> = (incident, { role, user }) => {
  if (rolePolicy(incident, role) === null) return unknownRole(incident, role);
  const leaving = holdersOf(incident, role).filter((holding) => user === null || holding.user === user);
  const asked = user === null ? openRoleAsks(incident, role) : [];
  if (leaving.length + asked.length === 0) return refuse({ reason: 'not_held', role, user });
  return happened(
    ...leaving.map((holding) => ({ type: 'role_vacated', role, user: holding.user }) as const),
    ...asked.map(({ id }) => ({ type: 'role_ask_ended', id, how: 'freed' }) as const),
  );
};
