import type { Awaited } from '../../incident/awaited.ts';
import type { Incident } from '../../incident/incident.ts';
import { moment } from './moment.ts';

const shown = 8;

/** `Not here yet: @lou (asked 10:03), @kim (stands by)`, raw; null when nobody is missing. */
export function notHereYet(incident: Incident, missing: readonly Awaited[]): string | null {
  if (missing.length === 0) return null;
  const more = missing.length - shown;
  const names = missing.slice(0, shown).map((one) => `<@${one.user}> (${words(incident, one)})`);
  return `Not here yet: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function words(incident: Incident, { why, at }: Awaited): string {
  return why === 'standby' ? 'stands by' : `asked ${moment(incident, at)}`;
}
