import { offerOf } from '../../incident/handovers.ts';
import { holdersOf, type Incident, type Instant, type UserId } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { openRoleAsks } from '../../incident/role-asks.ts';
import { escapeText } from '../../record/slack-text.ts';
import { askedRole } from './asked-role.ts';

/** `<@U1> for now (declared it)`, or `unclaimed`; who was asked and has not accepted stands behind, as that; raw. */
export function holders(incident: Incident, role: RoleName, now?: Instant): string {
  const names = holdersOf(incident, role).map(
    ({ user, forNow }) => `<@${user}>${forNow ? ' for now (declared it)' : ''}${offered(incident, role, user)}`,
  );
  const asked = openRoleAsks(incident, role).map((ask) => askedRole(incident, ask, now));
  if (names.length === 0 && asked.length === 0) return 'unclaimed';
  return [...(names.length === 0 ? [] : [names.join(', ')]), ...asked].join('; ');
}

/** All of them in a sentence, raw: `Lead <@U1>, fixer unclaimed`. */
export function everyRole(incident: Incident, now?: Instant): string {
  const all = incident.policy.roles.map(({ name }) => `${escapeText(name)} ${holders(incident, name, now)}`).join(', ');
  return all.charAt(0).toUpperCase() + all.slice(1);
}

/** `Lead`, as a label. */
export function roleTitle(role: RoleName): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

/** ` (offers it to <@U2>)`: theirs until that is accepted. */
function offered(incident: Incident, role: RoleName, user: UserId): string {
  const offer = offerOf(incident, role, user);
  return offer === undefined ? '' : ` (offers it to <@${offer.to}>)`;
}
