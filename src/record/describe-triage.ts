import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import type { TriageEvent } from '../incident/triage.ts';
import { sayFigure } from './durations.ts';
import { actor, said } from './phrases.ts';

/** What was done before it was an incident, a sentence each. */
export function describeTriage(
  { triage, policy }: Incident,
  event: Extract<IncidentEvent, { type: TriageEvent['type'] }>,
): string | null {
  const by = actor(event.by);
  const reporter = triage === undefined ? 'who reported it' : actor(triage.reportedBy);
  switch (event.type) {
    case 'triage_opened': {
      const whose = event.reportedBy === event.by ? by : `${actor(event.reportedBy)} (noted by ${by})`;
      const whole = event.summary === '' ? event.title : event.summary;
      return `Reported by ${whose}, to see first whether there is a problem: ${said(whole)}`;
    }
    case 'triage_looked':
      return `${by} looks whether there is a problem.`;
    case 'triage_asked':
      return `${by} finds no problem. ${reporter} was asked whether they agree to close.`;
    case 'triage_doubted':
      return `Still broken, says ${by}.`;
    case 'triage_told': {
      const forMs = policy.triage?.afterMs ?? 0;
      const what = triage?.state === 'asked' ? `${reporter} has not answered` : 'Nobody has answered the first checks';
      return `${what} for ${sayFigure(forMs)}: it was said again.`;
    }
    case 'triage_ended': {
      const found = `No problem, found ${actor(triage?.endedBy ?? event.by)}.`;
      if (!event.agreed) return `${found} ${reporter} did not answer.`;
      return event.by === triage?.endedBy ? found : `${found} ${reporter} agrees.`;
    }
  }
}
