import { refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import type { Incident } from './incident.ts';
import type { RoleName, RolePolicy } from './policy.ts';
import type { Decision } from './refusals.ts';

/** What was agreed about a role, or null when there is no such role. */
export function rolePolicy(incident: Pick<Incident, 'policy'>, role: RoleName): RolePolicy | null {
  return incident.policy.roles.find((policy) => policy.name === role) ?? null;
}

export function unknownRole(incident: Incident, role: RoleName): Decision<EventBody> {
  return refuse({ reason: 'unknown_role', role, roles: incident.policy.roles.map((policy) => policy.name) });
}
