import type { Escalation } from '../incident/escalate-unheld.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { type Incident, type Instant, nameOf } from '../incident/incident.ts';
import type { RoleName } from '../incident/policy.ts';
import { sayDuration } from './durations.ts';
import { actor, clock } from './phrases.ts';
import { escapeText } from './slack-text.ts';

type Reminded = Extract<IncidentEvent, { type: 'unheld_reminded' }>;

/** Roles that nobody has taken: who has them for now, who was asked, and the question; raw. */
export function describeUnheld(incident: Incident, { roles, asked = [] }: Pick<Reminded, 'roles' | 'asked'>): string {
  const forNow = incident.roles.filter((holding) => holding.forNow && roles.includes(holding.role));
  const free = roles.filter((role) => forNow.every((holding) => holding.role !== role));
  const lines = forNow.map((holding) => `${actor(holding.user)} is ${holding.role} only for now.`);
  if (free.length > 0) lines.push(`Nobody holds ${list(free)}.`);
  for (const { role, user, at } of asked)
    lines.push(`${actor(user)} was asked to be ${escapeText(role)} ${clock(at)}, no answer.`);
  return `${lines.join(' ')} Who can take ${roles.length === 1 ? 'it' : 'them'}?`;
}

/** `INC-42 has no fixer for 15 min.`, raw. */
export function unheldFor(incident: Pick<Incident, 'number'>, roles: Escalation['roles'], now: Instant): string {
  const byTime = new Map<string, RoleName[]>();
  for (const { role, since } of roles) {
    const lasted = sayDuration(now - since);
    byTime.set(lasted, [...(byTime.get(lasted) ?? []), `no ${escapeText(role)}`]);
  }
  return `${nameOf(incident)} has ${list([...byTime].map(([lasted, free]) => `${list(free)} for ${lasted}`))}.`;
}

/** To whom: who is asked to come, which team is paged, or who was told; raw. */
export function escalatedTo({ asked, teams, told }: Escalation): string {
  const lines = [
    ...(asked.length === 0 ? [] : [`${list(asked.map(actor))} ${asked.length === 1 ? 'is' : 'are'} asked to come`]),
    ...(teams.length === 0 ? [] : [`${list(teams.map(escapeText))} ${teams.length === 1 ? 'is' : 'are'} paged`]),
    ...(told.length === 0 ? [] : [`by direct message to ${list(told.map(actor))}`]),
  ];
  return lines.length === 0 ? 'nobody is known who could be asked' : lines.join('; ');
}

/** `a`, `a and b`, `a, b and c` */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
