// A call is open and nobody writes: what is decided there is on no record, unless somebody asks.
import { recordKeeper } from './changes.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { type Incident, type Instant, isOpen } from './incident.ts';
import { outOfReach } from './out-of-reach.ts';

/** How long a silence lasts before it is asked about; null: nobody is asked here. */
export function silenceMs({ policy }: Pick<Incident, 'policy'>): number | null {
  return policy.callLink === null ? null : (policy.callSilenceMs ?? null);
}

/** When to look whether the room is silent; null: not (any more). What people say is not in the state: it is looked up then. */
export function lookForSilenceAt(incident: Incident): Instant | null {
  const { room, call, times } = incident;
  const ms = silenceMs(incident);
  if (ms === null || !isOpen(incident) || call?.never === true) return null;
  if (room.channel === null || outOfReach(room) !== null) return null;
  return call?.lookAt ?? times.declared + ms;
}

/** The time has come to look. */
export const lookForSilence: Rule<'look_for_silence'> = (incident, _command, now) => {
  const at = lookForSilenceAt(incident);
  return at === null || at > now ? refuse({ reason: 'not_due' }) : happened({ type: 'silence_looked_for' });
};

/** Slack's room has been silent, or not: the scribe, else the lead, is asked once for each silence. */
export const silenceFound: Rule<'silence_found'> = (incident, { lastAt }, now) => {
  const ms = silenceMs(incident);
  if (ms === null || lookForSilenceAt(incident) === null) return refuse({ reason: 'not_due' });
  const since = Math.max(incident.times.declared, lastAt ?? 0);
  if (now - since < ms) return happened({ type: 'room_heard', since });
  const user = recordKeeper(incident);
  const asked = (incident.call?.askedSince ?? -1) >= since;
  return user === null || asked ? refuse({ reason: 'not_due' }) : happened({ type: 'call_asked', user, since });
};

/** `Not for 30 min`, `Not for this incident`. */
export const quietCall: Rule<'quiet_call'> = (incident, { forMs }, now) => {
  if (lookForSilenceAt(incident) === null) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'call_quieted', until: forMs === null ? null : now + forMs });
};
