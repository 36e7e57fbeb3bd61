import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Guest } from './followers.ts';
import type { Incident, UserId } from './incident.ts';

/** A guest has entered the room: the briefing names them, for they read everything there. */
export const greetGuest: Rule<'greet_guest'> = (incident, { user, kind }) =>
  guestOf(incident, user)?.kind === kind
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'guest_came', user, kind });

export const seeGuestOff: Rule<'see_guest_off'> = (incident, { user }) => {
  const guest = guestOf(incident, user);
  return guest === undefined ? refuse({ reason: 'nothing_changed' }) : happened({ type: 'guest_left', ...guest });
};

export function guestOf(incident: Incident, user: UserId): Guest | undefined {
  return incident.guests?.find((guest) => guest.user === user);
}
