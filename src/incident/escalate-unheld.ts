// If in doubt, escalate: a role that nobody took although the room was reminded. Whom Muster may fetch by itself is paged,
// `INC-42 has no fixer for 15 min`; else who declared and who holds a role hear it by direct message.
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import { type Incident, type Instant, isOpen, type UserId } from './incident.ts';
import { goingOn, silentNow } from './page.ts';
import { fetchedByItself, isSilent, nextStep, type Page, pagesOf } from './pages.ts';
import type { RoleName, RolePolicy, Severity } from './policy.ts';
import { crewOf } from './role-asks.ts';

/** Once for each time that roles fall free. */
export interface Escalation {
  readonly at: Instant;
  /** Free since when. */
  readonly roles: readonly { readonly role: RoleName; readonly since: Instant }[];
  /** Who is asked to come now, and teams that are paged for the first time. */
  readonly asked: readonly UserId[];
  readonly teams: readonly string[];
  /** Nobody could be fetched: who is told by direct message instead. */
  readonly told: readonly UserId[];
}

/** Nobody is woken for the others. */
const grave: readonly Severity[] = ['sev1', 'sev2'];
/** Their own time ran out in the same minutes as this, so they were asked this moment: whoever comes next is not due yet. */
const justAskedMs = 60_000;
/** The state stays small; the record keeps all. */
const keptMax = 20;

/** When a role is escalated; null: not (again). A snooze puts it off: the time counts from the reminder at its end. */
export function escalateUnheldAt(incident: Incident, role: RolePolicy): Instant | null {
  const vacancy = incident.vacancies[role.name];
  const afterMs = role.escalateUnheldMs ?? null;
  if (vacancy === undefined || afterMs === null || !isOpen(incident)) return null;
  if (!grave.includes(incident.severity) || vacancy.remindedAt === null || vacancy.snoozedUntil !== null) return null;
  return escalationOf(incident, role.name) === null ? vacancy.remindedAt + afterMs : null;
}

/** How this vacancy was escalated; null: it was not, or the role is held. */
export function escalationOf(incident: Incident, role: RoleName): Escalation | null {
  const since = Object.hasOwn(incident.vacancies, role) ? incident.vacancies[role]?.since : undefined;
  const same = (one: Escalation) => one.roles.some((free) => free.role === role && free.since === since);
  return escalationsOf(incident).find(same) ?? null;
}

/** All of them, oldest first; an incident of an earlier version has none. */
export function escalationsOf(incident: Pick<Incident, 'crew'>): readonly Escalation[] {
  return crewOf(incident).escalations ?? [];
}

export function withEscalation(before: readonly Escalation[], one: Escalation): readonly Escalation[] {
  return [...before, one].slice(-keptMax);
}

export const escalateUnheld: Rule<'escalate_unheld'> = (incident, _command, now) => {
  const due = incident.policy.roles.filter((role) => (escalateUnheldAt(incident, role) ?? Infinity) <= now);
  if (due.length === 0) return refuse({ reason: 'not_due' });
  const roles = due.map(({ name }) => ({ role: name, since: incident.vacancies[name]?.since ?? now }));
  const pages = pagesOf(incident).filter(
    ({ by, whom, state }) => state === 'asking' && (by === 'muster' || fetchedByItself(incident).includes(whom)),
  );
  const asking = pages.flatMap((page) => justAsked(page, now));
  const onward = pages.filter((page) => justAsked(page, now).length === 0 && nextStep(page) !== null);
  const teams = unpaged(incident);
  const asked = [...new Set([...asking, ...onward.flatMap((page) => nextStep(page)?.user ?? [])])];
  const told = asked.length + teams.length === 0 ? concerned(incident) : [];
  const escalated: EventBody = { type: 'unheld_escalated', escalation: { at: now, roles, asked, teams, told } };
  return happened(escalated, ...onward.map((page) => goingOn(page, silentNow(page))));
};

function justAsked(page: Page, now: Instant): readonly UserId[] {
  const step = page.steps[page.turn];
  return step !== undefined && isSilent(step) && now - (step.askedAt ?? 0) < justAskedMs ? [step.user] : [];
}

/** Teams that were never paged, unless that was tried in vain. */
function unpaged(incident: Incident): readonly string[] {
  const pageable = incident.policy.pageable ?? [];
  const known = new Set(pagesOf(incident).map(({ whom }) => whom));
  const inVain = (whom: string) =>
    incident.problems.some(({ errand, what }) => errand === 'page_by_itself' && what === whom);
  return fetchedByItself(incident).filter((whom) => pageable.includes(whom) && !known.has(whom) && !inVain(whom));
}

/** Who declared, who holds a role, and who said that they are coming. */
function concerned(incident: Incident): readonly UserId[] {
  const coming = pagesOf(incident).flatMap(({ steps }) => steps.filter(({ answer }) => answer === 'coming'));
  const people = [incident.declaredBy, ...[...incident.roles, ...coming].map(({ user }) => user)];
  return [...new Set(people)].filter((user) => user !== 'muster');
}
