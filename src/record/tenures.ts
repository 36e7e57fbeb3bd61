import type { Incident, Instant, UserId } from '../incident/incident.ts';
import type { RoleName } from '../incident/policy.ts';

/** Who held which role from when to when, oldest first. */
export function tenures(incident: Pick<Incident, 'roles' | 'pastRoles'>): readonly Tenure[] {
  return [
    ...incident.pastRoles.map(({ role, user, from, to }) => ({ role, user, from, to })),
    ...incident.roles.map(({ role, user, since }) => ({ role, user, from: since, to: null })),
  ].sort((one, other) => one.from - other.from);
}

export interface Tenure {
  readonly role: RoleName;
  readonly user: UserId;
  readonly from: Instant;
  /** null: holds it still. */
  readonly to: Instant | null;
}
