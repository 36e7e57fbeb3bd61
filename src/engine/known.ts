import type { Incident } from '../incident/incident.ts';
import type { Sought } from '../store/look-up-incidents.ts';
import type { IncidentRef } from './engine.ts';

/** Incidents as this process last saw them, so that a change needs no reading before it. */
export interface Known {
  find(sought: Sought): Incident | null;
  /** An older version than the one that is known is passed by. */
  keep(incident: Incident): void;
  forget(ref: IncidentRef): void;
}

/**
 * What is known may be out of date as soon as another process changes the incident. So nothing is ever told on it
 * unless the database said in the same breath that the version still stands. `most`: a state takes about 20 KB.
 */
export function createKnown(most = 200): Known {
  const incidents = new Map<string, Incident>();
  /** Names of incidents, by the room in which one of them was. */
  const names = new Map<string, string>();

  function drop(name: string): void {
    const incident = incidents.get(name);
    incidents.delete(name);
    const room = incident === undefined ? null : roomOf(incident);
    if (room !== null && names.get(room) === name) names.delete(room);
  }

  return {
    find: (sought) => {
      if ('number' in sought) return incidents.get(nameOf(sought)) ?? null;
      return incidents.get(names.get(`${sought.workspace} ${sought.channel}`) ?? '') ?? null;
    },
    keep(incident) {
      const name = nameOf(incident);
      const before = incidents.get(name);
      if (before !== undefined && before.version > incident.version) return;
      // The one that was not seen for longest stands first, and goes first.
      drop(name);
      incidents.set(name, incident);
      const room = roomOf(incident);
      if (room !== null) names.set(room, name);
      if (incidents.size > most) for (const oldest of incidents.keys()) return drop(oldest);
    },
    forget: (ref) => drop(nameOf(ref)),
  };
}

/** Names an incident among all workspaces. */
export function nameOf({ workspace, number }: IncidentRef): string {
  return `${workspace} ${number}`;
}

function roomOf({ workspace, room }: Incident): string | null {
  return room.channel === null ? null : `${workspace} ${room.channel}`;
}
