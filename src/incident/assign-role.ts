import type { RoleAsk } from './crew.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { crewOf, holdersByHand, openRoleAsks } from './role-asks.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/**
 * Somebody gives a role to a person: `/incident role scribe @cho`. Asked is not accepted: until the person accepts, the
 * role is open, or stays with its holder. Giving it to oneself needs nobody's word; a full role then passes from its
 * first holder.
 */
export const assignRole: Rule<'assign_role'> = (incident, { role, user, by }, now) => {
  const policy = rolePolicy(incident, role);
  if (policy === null) return unknownRole(incident, role);
  const byHand = holdersByHand(incident, role);
  if (byHand.some((holding) => holding.user === user)) {
    return user === by ? refuse({ reason: 'already_yours', role }) : refuse({ reason: 'already_theirs', role, user });
  }
  const from = byHand.length >= policy.holders ? (byHand[0]?.user ?? null) : null;
  if (user === by) return happened({ type: 'role_taken', role, user, from });
  if (incident.phase === 'closed' || incident.phase === 'cancelled') {
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained', 'resolved'] });
  }
  const open = openRoleAsks(incident, role);
  const same = open.find((ask) => ask.user === user);
  if (same !== undefined) return refuse({ reason: 'already_asked', role, user, since: same.againAt ?? same.at });
  const id = Math.max(0, ...crewOf(incident).asks.map((ask) => ask.id)) + 1;
  const ask: RoleAsk = { id, role, user, by, at: now, againAt: null, from, request: null, ended: null };
  // As many are asked at once as may hold it: one more takes the place of who was asked first.
  const instead = open.length >= policy.holders ? (open[0]?.user ?? null) : null;
  return happened({ type: 'role_asked', ask, instead });
};
