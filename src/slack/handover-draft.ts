import { findHandover } from '../incident/handovers.ts';
import type { Incident } from '../incident/incident.ts';
import { handoverText } from '../record/handover-text.ts';
import { knownZone } from '../record/in-zone.ts';
import { named, peopleOf } from './people-by-name.ts';
import type { Slack } from './slack.ts';

/** How things stand, for the form: people by their names, times in the zone of who writes. `of`: an offer to write on from. */
export async function handoverDraft(
  slack: Slack,
  incident: Incident,
  zone: string,
  of: number | null = null,
): Promise<string> {
  const { names, entries } = await peopleOf(slack, incident);
  const before = of === null ? undefined : findHandover(incident, of);
  if (before !== undefined) return named(before.text, names);
  return handoverText(incident, entries, names, knownZone(zone));
}
