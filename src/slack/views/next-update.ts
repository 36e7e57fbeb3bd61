import { holdersOf, type Incident, type Instant, isOpen } from '../../incident/incident.ts';
import { moment } from './moment.ts';

/** `due 10:22; nobody has the communicator role yet`, raw; null when nobody waits for one any more. */
export function nextUpdate(incident: Incident, now?: Instant): string | null {
  if (!isOpen(incident)) return null;
  const at = incident.nextUpdateAt;
  if (at === null) return 'none planned';
  const when = moment(incident, at, now);
  const due = incident.updateMissed ? `was due ${when}, not sent` : `due ${when}`;
  const known = incident.policy.roles.some((role) => role.name === 'communicator');
  const held = holdersOf(incident, 'communicator').length > 0;
  return known && !held ? `${due}; nobody has the communicator role yet` : due;
}
