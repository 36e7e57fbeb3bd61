// Who comes in is told where a hand is missing: `@ana holds lead, fixer and scribe. You could take scribe: [Take scribe]`.
import { type Incident, isOpen, type UserId } from './incident.ts';
import type { RoleName } from './policy.ts';
import { holdersByHand, openRoleAsks } from './role-asks.ts';

export interface Split {
  /** The role to take. */
  readonly role: RoleName;
  /** Roles that wait for somebody, in the order in which they are suggested; with some, nobody has to give one up. */
  readonly open: readonly RoleName[];
  /** Who holds several, and what; null while a role is open. */
  readonly from: { readonly user: UserId; readonly roles: readonly RoleName[] } | null;
}

/** Of roles that nobody holds: the fix cannot wait; then who speaks; what is written in the room is kept anyway. */
const takenFirst: readonly RoleName[] = ['fixer', 'communicator', 'scribe'];
/** Off somebody who holds several: what can be handed over without a word first. Never the lead: who leads knows the whole. */
const givenFirst: readonly RoleName[] = ['scribe', 'communicator'];

/**
 * Which role somebody without one could take, by what nobody holds, else by who holds several; null: none, or it is over.
 * A role that somebody was asked for and has not accepted is open, but comes after those for which nobody was asked;
 * what `user` was asked for comes first. A lead for now is enough until all else is held; where nobody leads at all,
 * leading comes first. Two people alone: one leads, one types, so the second takes the fixer off who leads.
 */
export function suggestSplit(incident: Incident, user: UserId): Split | null {
  if (!isOpen(incident) || incident.roles.some((holding) => holding.user === user)) return null;
  const open = openRoles(incident, user);
  const [first] = open;
  if (first !== undefined) return { role: first, open, from: null };
  const held = new Map<UserId, RoleName[]>();
  for (const holding of incident.roles) held.set(holding.user, [...(held.get(holding.user) ?? []), holding.role]);
  const [most] = [...held].filter(([, roles]) => roles.length > 1).sort(([, a], [, b]) => b.length - a.length);
  if (most === undefined) return null;
  const [holder, roles] = most;
  const alone = held.size === 1 && roles.includes('lead') && roles.includes('fixer');
  const role = alone ? 'fixer' : [...roles].filter((one) => one !== 'lead').sort(by(givenRank))[0];
  return role === undefined ? null : { role, open: [], from: { user: holder, roles } };
}

function openRoles(incident: Incident, user: UserId): readonly RoleName[] {
  const asks = openRoleAsks(incident);
  const rank = (role: RoleName): number => {
    const asked = asks.filter((ask) => ask.role === role);
    const own = asked.some((ask) => ask.user === user);
    return (own ? -200 : asked.length > 0 ? 100 : 0) + takenRank(incident, role);
  };
  // A role of one's own that nobody is reminded of is for some nights only: it is not waited for.
  return incident.policy.roles
    .filter(({ name, remindUnheldMs }) => name === 'lead' || takenFirst.includes(name) || remindUnheldMs !== null)
    .map(({ name }) => name)
    .filter((role) => holdersByHand(incident, role).length === 0)
    .sort(by(rank));
}

function takenRank(incident: Incident, role: RoleName): number {
  const led = incident.roles.some((holding) => holding.role === 'lead');
  if (role === 'lead') return led ? 99 : -1;
  const place = takenFirst.indexOf(role);
  return place < 0 ? takenFirst.length : place;
}

/** Roles of one's own stand between: what they are is not known here. The fixer is disturbed last. */
function givenRank(role: RoleName): number {
  const place = givenFirst.indexOf(role);
  if (place >= 0) return place;
  return role === 'fixer' ? givenFirst.length + 1 : givenFirst.length;
}

function by(rank: (role: RoleName) => number): (a: RoleName, b: RoleName) => number {
  return (a, b) => rank(a) - rank(b);
}
