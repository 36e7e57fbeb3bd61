import type { DraftFrom, SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';
import { tellerOf } from './teller-of.ts';
import { writtenParts } from './written-parts.ts';

export function draftResolution({ incident, entries }: DraftFrom, ink: Ink): SectionBody {
  const facts = (['contained', 'resolved'] as const).flatMap((name) => {
    const at = incident.times[name];
    if (at === null) return [];
    const word = name === 'contained' ? 'Contained' : 'Resolved';
    return [`- ${word} at ${ink.stamp(at)}${ink.source(tellerOf(entries, at))}.`];
  });
  const { resolved } = incident.times;
  const teller = resolved === null ? undefined : tellerOf(entries, resolved);
  // What is still in place is asked for when somebody resolves; their words stand in that line.
  const told = teller === undefined ? [] : [`- Said when resolving: ${ink.text(teller, 'cell')}${ink.source(teller)}`];
  return writtenParts('resolution', ink, { 'resolution.short_term': facts, 'resolution.in_place': told });
}
