import { sayDuration } from '../record/durations.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import { impactSoFar } from './impact-so-far.ts';
import type { Ink } from './ink.ts';
import { writtenParts } from './written-parts.ts';

export function draftImpact({ incident }: DraftFrom, ink: Ink): SectionBody {
  const { ms, lasts } = impactSoFar(incident);
  const duration = lasts ? 'The impact is not over yet.' : `The impact lasted ${sayDuration(ms)}.`;
  const parts = writtenParts('client_impact', ink);
  return { markdown: [duration, parts.markdown].join('\n\n'), missing: parts.missing };
}
