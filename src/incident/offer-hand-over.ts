// Two hours in a role: who holds it is offered to hand it over, while they can still tell what is going on.
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { type Holding, type Incident, type Instant, isOpen } from './incident.ts';
import { crewOf } from './role-asks.ts';
import { rolePolicy } from './role-policy.ts';

/** When the next offer is due; null: none is. */
export function offerHandOverAt(incident: Incident): Instant | null {
  if (!isOpen(incident)) return null;
  const times = incident.roles.flatMap((holding) => dueAt(incident, holding) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** One message to each person, whatever they hold; again when as much time has passed once more. */
export const offerHandOver: Rule<'offer_hand_over'> = (incident, _command, now) => {
  const due = isOpen(incident)
    ? incident.roles.filter((holding) => (dueAt(incident, holding) ?? Infinity) <= now && holding.user !== 'muster')
    : [];
  const users = [...new Set(due.map(({ user }) => user))];
  if (users.length === 0) return refuse({ reason: 'not_due' });
  return happened(
    ...users.map((user) => ({
      type: 'hand_over_offered' as const,
      user,
      roles: due.filter((holding) => holding.user === user).map(({ role }) => role),
    })),
  );
};

function dueAt(incident: Incident, { role, user, since }: Holding): Instant | null {
  const ms = rolePolicy(incident, role)?.handOverAfterMs ?? null;
  if (ms === null) return null;
  const offered = crewOf(incident).offered.find((one) => one.role === role && one.user === user);
  return Math.max(since, offered?.at ?? 0) + ms;
}
