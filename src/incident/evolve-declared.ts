import type { Declared, IncidentEvent } from './events.ts';
import type { Incident, UserId } from './incident.ts';
import { openingRoom, vacanciesAt } from './opening.ts';

/** The incident at its beginning; what a triage found before stays with it. */
export function evolveDeclared(before: Incident | null, event: IncidentEvent & Declared): Incident {
  const { workspace, number, title, summary, severity, severityGiven, services, policy } = event;
  const leading = event.by === 'muster' ? [] : policy.roles.filter((role) => role.declarerByDefault);
  const timing = policy.severities[severity];
  const firstMs = timing.firstUpdateMs ?? timing.updateEveryMs;
  const incident: Incident = {
    workspace,
    number,
    title,
    summary,
    severity,
    severityGiven,
    phase: 'identifying',
    private: event.private,
    services,
    declaredBy: event.by,
    replyTo: event.replyTo,
    times: {
      started: event.startedAt,
      detected: event.detectedAt,
      declared: event.at,
      acknowledged: null,
      contained: null,
      resolved: null,
      closed: null,
    },
    impact: [{ from: event.startedAt, to: null }],
    roles: leading.map((role) => ({ role: role.name, user: event.by, since: event.at, forNow: true })),
    pastRoles: [],
    vacancies: vacanciesAt(policy, [], event.at),
    checks: {},
    actions: [],
    updates: [],
    nextUpdateAt: firstMs === null ? null : event.at + firstMs,
    updateMissed: false,
    duplicateOf: null,
    reason: '',
    room: openingRoom,
    postmortem: { state: 'none', thread: null, sections: {}, writings: {}, comments: [], asked: [], memories: {} },
    problems: [],
    policy,
    version: 1,
  };
  const triage = before?.triage;
  if (before === null || triage === undefined) return incident;
  // A guest is asked in by a member, if at all.
  const invited = [triage.guest ? null : triage.reportedBy, triage.looker].filter(
    (user): user is UserId => user !== null,
  );
  return {
    ...incident,
    checks: before.checks,
    room: { ...openingRoom, invited: [...new Set(invited)] },
    triage: { ...triage, state: 'declared' },
    version: before.version + 1,
  };
}
