import type { IncidentEvent } from './events.ts';
import { evolveDeclared } from './evolve-declared.ts';
import type { Incident } from './incident.ts';
import type { Triage, TriageEvent, TriageOpened } from './triage.ts';

/** A triage at its beginning: what an incident will be, without impact, roles and duties. */
export function triageOpened(event: IncidentEvent & TriageOpened): Incident {
  const { at, by, reportedBy, guest, channel } = event;
  const later = evolveDeclared(null, {
    ...{ at, by, type: 'declared', workspace: event.workspace, number: event.number, private: event.private },
    ...{ title: event.title, summary: event.summary, policy: event.policy, services: [] },
    ...{ severity: 'sev2', severityGiven: false, startedAt: at, detectedAt: at, replyTo: { via: 'dm' } },
  });
  return {
    ...later,
    phase: 'triage',
    ...{ impact: [], roles: [], vacancies: {}, nextUpdateAt: null },
    triage: {
      ...{ state: 'looking', openedBy: by, openedAt: at, reportedBy, guest, looker: null, lastAt: at, toldAt: null },
      ...{ channel, message: null, request: null },
    },
  };
}

/** Somebody did something about it, or nobody did. */
export function evolveTriage(
  incident: Incident,
  event: Exclude<Extract<IncidentEvent, { type: TriageEvent['type'] }>, TriageOpened>,
): Incident {
  const { at, by } = event;
  const { times } = incident;
  switch (event.type) {
    case 'triage_looked':
      return changeTriage(incident, { looker: by, lastAt: at, toldAt: null, state: 'looking' });
    case 'triage_asked':
      return changeTriage(incident, { state: 'asked', endedBy: by, lastAt: at, toldAt: null }, by);
    case 'triage_doubted':
      return {
        ...changeTriage(incident, { state: 'looking', lastAt: at, toldAt: null }),
        times: { ...times, closed: null },
      };
    case 'triage_told':
      return changeTriage(incident, { toldAt: at });
    case 'triage_ended': {
      const endedBy = incident.triage?.endedBy ?? by;
      const ended = changeTriage(incident, { state: 'no_problem', agreed: event.agreed, endedBy, lastAt: at });
      return { ...ended, times: { ...times, closed: at } };
    }
  }
}

/** Whoever answers a first check looks. */
export function checkedInTriage(incident: Incident, { at, by }: IncidentEvent): Incident {
  return incident.phase === 'triage' ? changeTriage(incident, { lastAt: at, toldAt: null }, by) : incident;
}

/** `looks`: who looks from now on, if nobody does yet. */
export function changeTriage(incident: Incident, changes: Partial<Triage>, looks: string | null = null): Incident {
  const { triage } = incident;
  if (triage === undefined) return incident;
  return { ...incident, triage: { ...triage, looker: triage.looker ?? looks, ...changes } };
}
