import type { Incident } from '../incident/incident.ts';
import { lookUpIncidents, type Sought } from '../store/look-up-incidents.ts';
import type { Parts } from './parts.ts';
import { createTogether } from './together.ts';

/** More than are asked for at once by a crowd in many rooms. */
const most = 200;

/**
 * Reads an incident as it is now; null: there is none. Those that are asked for at once are read in one statement, each
 * of them once, and only what changed since this process saw it last is sent.
 */
export function createLookUp({
  store,
  known,
}: Pick<Parts, 'store' | 'known'>): (sought: Sought) => Promise<Incident | null> {
  const reading = createTogether<Sought, Incident | null>({
    most,
    atOnce: store.kind === 'postgres' ? 2 : 1,
    nameOf: () => null,
    doAll: async (all) => {
      const places = new Map<string, number>();
      const once: Sought[] = [];
      for (const sought of all) {
        const name = JSON.stringify(sought);
        if (!places.has(name)) places.set(name, once.push(sought) - 1);
      }
      const found = await lookUpIncidents(
        store.db,
        once.map((sought) => ({ sought, known: known.find(sought) })),
      );
      for (const incident of found) if (incident !== null) known.keep(incident);
      return all.map((sought) => found[places.get(JSON.stringify(sought)) ?? -1] ?? null);
    },
    isOfOne: () => false,
  });
  return (sought) => reading.add(sought);
}
