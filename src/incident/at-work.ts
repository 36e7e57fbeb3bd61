import type { Incident, Phase } from './incident.ts';

/** There is still something to do: asks, changes and decisions have a place. */
export function isAtWork(incident: Pick<Incident, 'phase'>): boolean {
  return workPhases.includes(incident.phase);
}

export const workPhases: readonly Phase[] = ['identifying', 'contained', 'resolved'];
