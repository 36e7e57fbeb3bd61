import type { Incident } from '../../incident/incident.ts';
import { escapeText, shorten } from '../../record/slack-text.ts';
import { type Links, link } from './link.ts';

const shownTriages = 5;

/** `Looked at, no incident yet: INC-7 Checkout is slow (@ben looks); …`, raw; null: nothing is. */
export function triagesLine(triages: readonly Incident[], links: Links): string | null {
  if (triages.length === 0) return null;
  const more = triages.length - shownTriages;
  const some = triages.slice(0, shownTriages).map((incident) => one(incident, links));
  return `Looked at, no incident yet: ${some.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

function one({ number, title, triage }: Incident, links: Links): string {
  const shown = triage?.message ?? null;
  const name = `INC-${number}`;
  const linked = shown === null ? name : link(links(shown.channel, shown.ts), name);
  const who = triage?.looker ? `<@${triage.looker}> looks` : 'nobody looks yet';
  return `${linked} ${escapeText(shorten(title, 60))} (${who})`;
}
