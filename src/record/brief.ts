import type { Holding, Incident, Instant, Phase, Update, UserId } from '../incident/incident.ts';
import { holdersOf, isOpen, nameOf } from '../incident/incident.ts';
import type { RoleName, Severity } from '../incident/policy.ts';
import { type ChecklistSummary, checklistPhaseOf, summarize } from './checklist-summary.ts';
import { impactMs } from './durations.ts';
import type { Entry } from './entry.ts';

/** What somebody who comes late needs first. Texts of the incident are plain, those of entries raw Slack text. */
export interface Brief {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly severityGiven: boolean;
  readonly phase: Phase;
  /** null when the state does not tell. */
  readonly phaseSince: Instant | null;
  readonly startedAt: Instant;
  readonly declaredAt: Instant;
  readonly declaredBy: UserId;
  /** Milliseconds of impact up to now, all spans together. */
  readonly impactMs: number;
  /** Every role of the policy, then any other that is held; no holders: unclaimed. */
  readonly roles: readonly { readonly role: RoleName; readonly holders: readonly Holding[] }[];
  /** The newest five, oldest first; deleted ones left out. */
  readonly keyEvents: readonly Entry[];
  readonly lastUpdate: Update | null;
  /** null when none is due. */
  readonly nextUpdateAt: Instant | null;
  readonly nextUpdateOverdue: boolean;
  readonly checklists: readonly ChecklistSummary[];
}

const newest = 5;

/** The facts of `/incident brief`. `keyEntries` in reading order; acts among them that are no key events are passed over. */
export function briefOf(incident: Incident, keyEntries: readonly Entry[], now: Instant): Brief {
  const nextUpdateAt = isOpen(incident) ? incident.nextUpdateAt : null;
  return {
    name: nameOf(incident),
    title: incident.title,
    summary: incident.summary,
    severity: incident.severity,
    severityGiven: incident.severityGiven,
    phase: incident.phase,
    phaseSince: phaseSince(incident),
    startedAt: incident.times.started,
    declaredAt: incident.times.declared,
    declaredBy: incident.declaredBy,
    impactMs: impactMs(incident, now),
    roles: rolesOf(incident),
    keyEvents: keyEntries.filter((entry) => entry.keyEvent && entry.deletedAt === null).slice(-newest),
    lastUpdate: incident.updates.at(-1) ?? null,
    nextUpdateAt,
    nextUpdateOverdue: nextUpdateAt !== null && nextUpdateAt < now,
    checklists: summarize(incident, checklistPhaseOf(incident)),
  };
}

function phaseSince(incident: Incident): Instant | null {
  switch (incident.phase) {
    case 'identifying':
      // After it came back, the newest span says since when; before that nobody was looking until it was declared.
      return incident.impact.length > 1 ? (incident.impact.at(-1)?.from ?? null) : incident.times.declared;
    case 'contained':
      return incident.times.contained;
    case 'resolved':
      return incident.times.resolved;
    case 'closed':
      return incident.times.closed;
    case 'triage':
    case 'cancelled':
      return null;
  }
}

function rolesOf(incident: Incident): Brief['roles'] {
  const names = new Set([
    ...incident.policy.roles.map((role) => role.name),
    ...incident.roles.map((holding) => holding.role),
  ]);
  return [...names].map((role) => ({ role, holders: holdersOf(incident, role) }));
}
