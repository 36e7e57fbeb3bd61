import { changesInPlace } from '../incident/changes.ts';
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
  const { stillInPlace = '' } = incident;
  const told =
    resolved === null || stillInPlace.trim() === ''
      ? []
      : [
          `- Said when resolving: ${ink.typed(stillInPlace, resolved, 'cell')}${ink.source(tellerOf(entries, resolved))}`,
        ];
  const changes = changesInPlace(incident).map(({ text, happenedAt, state, line }) => {
    const words = ink.typed(text, happenedAt, 'cell');
    return `- ${ink.stamp(happenedAt)}: ${words}${state === 'kept' ? ' (to be kept)' : ''}${line === null ? '' : ink.source(line)}`;
  });
  return writtenParts('resolution', ink, {
    'resolution.short_term': facts,
    'resolution.in_place': [...told, ...changes],
  });
}
