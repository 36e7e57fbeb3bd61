import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { holdersOf } from './incident.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/**
 * Somebody confirms `Take over` from the holder whom the button named. When that person no longer
 * holds it, the card was stale: a free role is taken, another holder is named.
 */
export const takeOverRole: Rule<'take_over_role'> = (incident, { role, from, by }) => {
  const policy = rolePolicy(incident, role);
  if (policy === null) return unknownRole(incident, role);
  const byHand = holdersOf(incident, role).filter((holding) => !holding.forNow);
  if (byHand.some((holding) => holding.user === by)) return refuse({ reason: 'already_yours', role });
  if (byHand.some((holding) => holding.user === from)) return happened({ type: 'role_taken', role, user: by, from });
  const holder = byHand[0];
  if (holder !== undefined && byHand.length >= policy.holders) {
    return refuse({ reason: 'already_held', role, user: holder.user, since: holder.since });
  }
  return happened({ type: 'role_taken', role, user: by, from: null });
};
