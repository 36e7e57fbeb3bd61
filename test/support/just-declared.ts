import type { Incident, Instant } from '../../src/incident/incident.ts';
import { openingRoom } from '../../src/incident/opening.ts';
import type { Policy } from '../../src/incident/policy.ts';

/** An instant on 21 November 2026, UTC: `at('10:02')`. */
export function at(clock: string, day = '2026-11-21'): Instant {
  return Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
}

/** INC-42, declared by U1 at 10:02, lead for now. Nobody has done anything, and Slack has only made the room. */
export function justDeclared(policy: Policy, changes: Partial<Incident> = {}): Incident {
  return {
    workspace: 'T1',
    number: 42,
    title: 'Checkout returns 500s',
    summary: '',
    severity: 'sev1',
    severityGiven: true,
    phase: 'identifying',
    private: false,
    services: [],
    declaredBy: 'U1',
    replyTo: { via: 'dm' },
    times: {
      started: at('09:58'),
      detected: null,
      declared: at('10:02'),
      acknowledged: null,
      contained: null,
      resolved: null,
      closed: null,
    },
    impact: [{ from: at('09:58'), to: null }],
    roles: [{ role: 'lead', user: 'U1', since: at('10:02'), forNow: true }],
    pastRoles: [],
    vacancies: {},
    checks: {},
    actions: [],
    updates: [],
    nextUpdateAt: null,
    updateMissed: false,
    duplicateOf: null,
    reason: '',
    room: { ...openingRoom, channel: 'C42', name: 'inc-42-checkout-returns-500s' },
    postmortem: { state: 'none', thread: null, sections: {}, writings: {}, comments: [], asked: [], memories: {} },
    problems: [],
    policy,
    version: 1,
    ...changes,
  };
}
