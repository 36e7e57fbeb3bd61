import { type Incident, nameOf } from '../../incident/incident.ts';
import type { Severity } from '../../incident/policy.ts';

/** `INC-42 · SEV1 · Checkout returns 500s`, plain text: the first line wherever an incident is shown. */
export function headline(incident: Pick<Incident, 'number' | 'severity' | 'title'>): string {
  return `${nameOf(incident)} · ${severityWord(incident.severity)} · ${incident.title}`;
}

/** `SEV1` */
export function severityWord(severity: Severity): string {
  return severity.toUpperCase();
}
