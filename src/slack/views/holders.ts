import { holdersOf, type Incident } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { escapeText } from '../../record/slack-text.ts';

/** `<@U1> for now (declared it)`, or `unclaimed`; raw. */
export function holders(incident: Incident, role: RoleName): string {
  const names = holdersOf(incident, role).map(
    ({ user, forNow }) => `<@${user}>${forNow ? ' for now (declared it)' : ''}`,
  );
  return names.length === 0 ? 'unclaimed' : names.join(', ');
}

/** All of them in a sentence, raw: `Lead <@U1>, fixer unclaimed`. */
export function everyRole(incident: Incident): string {
  const all = incident.policy.roles.map(({ name }) => `${escapeText(name)} ${holders(incident, name)}`).join(', ');
  return all.charAt(0).toUpperCase() + all.slice(1);
}

/** `Lead`, as a label. */
export function roleTitle(role: RoleName): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
