import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { openHandovers } from './handovers.ts';
import { openRoleAsks } from './role-asks.ts';

/** Slack says that somebody's account is deactivated: the roles that they hold are free again, and nobody waits for them. */
export const releaseHolder: Rule<'release_holder'> = (incident, { user }) => {
  const held = incident.roles.filter((holding) => holding.user === user);
  const asked = openRoleAsks(incident).filter((ask) => ask.user === user);
  const offered = openHandovers(incident).filter(({ to }) => to === user);
  if (held.length + asked.length + offered.length === 0) return refuse({ reason: 'nothing_changed' });
  return happened(
    ...held.map(({ role }) => ({ type: 'role_vacated', role, user, deactivated: true }) as const),
    ...asked.map(({ id }) => ({ type: 'role_ask_ended', id, how: 'gone' }) as const),
    ...offered.map(({ id }) => ({ type: 'handover_ended', id, why: 'taker_left' }) as const),
  );
};
