import type { Incident } from '../incident/incident.ts';
import type { IncidentRef } from './engine.ts';

/** Incidents as this process last saw them, so that a change needs no reading before it. */
export interface Known {
  find(ref: IncidentRef): Incident | null;
  /** An older version than the one that is known is passed by. */
  keep(incident: Incident): void;
  forget(ref: IncidentRef): void;
}

/**
 * What is known may be out of date as soon as another process changes the incident. So it is only ever decided on
 * when the write itself checks the version, and a refusal is never built on it. `most`: a state takes about 20 KB.
 */
export function createKnown(most = 200): Known {
  const incidents = new Map<string, Incident>();

  return {
    find: (ref) => incidents.get(nameOf(ref)) ?? null,
    keep(incident) {
      const name = nameOf(incident);
      const before = incidents.get(name);
      if (before !== undefined && before.version > incident.version) return;
      // The one that was not seen for longest stands first, and goes first.
      incidents.delete(name);
      incidents.set(name, incident);
      if (incidents.size > most) for (const oldest of incidents.keys()) return void incidents.delete(oldest);
    },
    forget: (ref) => void incidents.delete(nameOf(ref)),
  };
}

/** Names an incident among all workspaces. */
export function nameOf({ workspace, number }: IncidentRef): string {
  return `${workspace} ${number}`;
}
