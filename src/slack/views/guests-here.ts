import { type Incident, isOpen } from '../../incident/incident.ts';

const shown = 10;

/** `Guests here: @gus, @sue (of another organisation)`, raw; null when there are none. They read everything in the room. */
export function guestsHere(incident: Incident): string | null {
  const guests = incident.guests ?? [];
  if (guests.length === 0 || !isOpen(incident)) return null;
  const names = guests
    .slice(0, shown)
    .map(({ user, kind }) => `<@${user}>${kind === 'stranger' ? ' (of another organisation)' : ''}`);
  const more = guests.length - names.length;
  return `Guests here: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. They read everything in this room, and can take no role.`;
}
