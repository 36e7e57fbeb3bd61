import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { holdersOf } from './incident.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/** Somebody gives a role to a person: `/incident role scribe @cho`. A full role passes from its first holder. */
export const assignRole: Rule<'assign_role'> = (incident, { role, user, by }) => {
  const policy = rolePolicy(incident, role);
  if (policy === null) return unknownRole(incident, role);
  const byHand = holdersOf(incident, role).filter((holding) => !holding.forNow);
  if (byHand.some((holding) => holding.user === user)) {
    return user === by ? refuse({ reason: 'already_yours', role }) : refuse({ reason: 'already_theirs', role, user });
  }
  const replaced = byHand.length >= policy.holders ? (byHand[0]?.user ?? null) : null;
  return happened({ type: 'role_taken', role, user, from: replaced });
};
