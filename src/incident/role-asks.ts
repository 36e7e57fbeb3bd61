import { type Crew, noCrew, type RoleAsk } from './crew.ts';
import { holdersOf, type Incident } from './incident.ts';
import type { RoleName } from './policy.ts';
import { rolePolicy } from './role-policy.ts';

/** Of the asks that have ended so many stay, so that their messages can be edited; the record keeps all. */
const endedKept = 12;

/** An incident of an earlier version has none. */
export function crewOf(incident: Pick<Incident, 'crew'>): Crew {
  return incident.crew ?? noCrew;
}

/** Who was asked and has not answered: for one role, or for all. */
export function openRoleAsks(incident: Pick<Incident, 'crew'>, role: RoleName | null = null): readonly RoleAsk[] {
  return crewOf(incident).asks.filter((ask) => ask.ended === null && (role === null || ask.role === role));
}

export function findRoleAsk(incident: Pick<Incident, 'crew'>, id: number): RoleAsk | undefined {
  return crewOf(incident).asks.find((ask) => ask.id === id);
}

/** Whether somebody would have to give the role up before another person has it. */
export function isFull(incident: Incident, role: RoleName): boolean {
  return holdersByHand(incident, role).length >= (rolePolicy(incident, role)?.holders ?? 1);
}

export function holdersByHand(incident: Incident, role: RoleName) {
  return holdersOf(incident, role).filter((holding) => !holding.forNow);
}

/** Without the oldest of those that have ended: the state stays small. */
export function withoutOldestEnded<Kept extends { readonly ended: object | null }>(
  all: readonly Kept[],
): readonly Kept[] {
  const ended = all.filter((one) => one.ended !== null);
  const gone = new Set(ended.slice(0, Math.max(0, ended.length - endedKept)));
  return gone.size === 0 ? all : all.filter((one) => !gone.has(one));
}
