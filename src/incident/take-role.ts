import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { holdersOf } from './incident.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/**
 * Somebody presses `Take fixer`. A free role is theirs; one that somebody holds is refused, naming
 * the holder, and the answer offers to take it over. Lead "for now" counts as free.
 */
export const takeRole: Rule<'take_role'> = (incident, { role, by }) => {
  const policy = rolePolicy(incident, role);
  if (policy === null) return unknownRole(incident, role);
  const byHand = holdersOf(incident, role).filter((holding) => !holding.forNow);
  if (byHand.some((holding) => holding.user === by)) return refuse({ reason: 'already_yours', role });
  const holder = byHand[0];
  if (holder !== undefined && byHand.length >= policy.holders) {
    return refuse({ reason: 'already_held', role, user: holder.user, since: holder.since });
  }
  return happened({ type: 'role_taken', role, user: by, from: null });
};
