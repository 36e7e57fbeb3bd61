import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { openHandovers } from './handovers.ts';

/** Slack says that somebody's account is deactivated: the roles that they hold are free again, those offered to them are not. */
export const releaseHolder: Rule<'release_holder'> = (incident, { user }) => {
  const held = incident.roles.filter((holding) => holding.user === user);
  const offered = openHandovers(incident).filter(({ to }) => to === user);
  if (held.length === 0 && offered.length === 0) return refuse({ reason: 'nothing_changed' });
  return happened(
    ...held.map(({ role }) => ({ type: 'role_vacated', role, user, deactivated: true }) as const),
    ...offered.map(({ id }) => ({ type: 'handover_ended', id, why: 'taker_left' }) as const),
  );
};
