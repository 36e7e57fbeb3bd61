import type { IncidentEvent } from './events.ts';
import type { Incident, Instant, MessageRef } from './incident.ts';

/** The line in the room about who took which role, while more is added to it. */
export interface RoleLine extends MessageRef {
  readonly since: Instant;
  /** What it says, raw, in the order of saying. */
  readonly said: readonly string[];
}

/** In the first minutes everybody takes something: one line, edited, instead of five. Later a new one, which is seen. */
const oneLineMs = 5 * 60_000;
const saidMax = 8;

/**
 * The line to which this event is added; null: it begins one. Only who takes what was free is added: who takes over,
 * is taken from or steps down is news for the room, which an edit would not tell.
 */
export function roleLineFor(incident: Incident, event: IncidentEvent): RoleLine | null {
  const { roleLine, room } = incident;
  if (event.type !== 'role_taken' || event.from !== null) return null;
  if (roleLine === undefined || roleLine.channel !== room.channel) return null;
  const fits = event.at >= roleLine.since && event.at - roleLine.since < oneLineMs && roleLine.said.length < saidMax;
  return fits ? roleLine : null;
}
