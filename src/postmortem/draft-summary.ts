import { sayDuration } from '../record/durations.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import { impactSoFar } from './impact-so-far.ts';
import type { Ink } from './ink.ts';

/** One sentence of facts, what was known while it lasted, and what people make of it. */
export function draftSummary({ incident, zone }: DraftFrom, ink: Ink): SectionBody {
  const { times } = incident;
  const { ms, lasts } = impactSoFar(incident);
  const end = lasts ? 'and not over yet' : `for ${sayDuration(ms)}`;
  const facts = `**${ink.typed(incident.title, times.declared, 'cell')}** ${incident.severity.toUpperCase()}, from ${ink.stamp(times.started)} (${zone}) ${end}.`;
  const summary = incident.summary.trim() === '' ? [] : [ink.typed(incident.summary, times.declared)];
  return {
    markdown: [facts, ...summary, ink.answer('summary.text')].join('\n\n'),
    missing: ink.isWritten('summary.text') ? [] : [ink.field('summary.text').question],
  };
}
