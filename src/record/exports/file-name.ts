import { type Incident, nameOf } from '../../incident/incident.ts';

/** `INC-42-timeline.json`, `INC-42-timeline.html`, `INC-42-post-mortem.md` */
export function fileName(
  incident: Pick<Incident, 'number'>,
  what: 'timeline' | 'post-mortem',
  extension: 'json' | 'csv' | 'md' | 'html',
): string {
  return `${nameOf(incident)}-${what}.${extension}`;
}
