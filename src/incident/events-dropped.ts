import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';

/** Slack says that it did not deliver what happened in a minute: until the history was read, nobody knows what that was. */
export const eventsDropped: Rule<'events_dropped'> = (incident, { from, until }) => {
  const { channel, doubtedUntil = null } = incident.room;
  if (channel === null || !isOpen(incident) || (doubtedUntil !== null && doubtedUntil >= until)) {
    return refuse({ reason: 'nothing_changed' });
  }
  return happened({ type: 'events_dropped', from, until, again: doubtedUntil !== null });
};
