import type { Incident, Instant, Phase } from '../../incident/incident.ts';

export interface PhaseSpan {
  readonly phase: Exclude<Phase, 'triage' | 'closed' | 'cancelled'>;
  readonly from: Instant;
  /** null: it lasts. */
  readonly to: Instant | null;
}

/** The phases that the known times tell, oldest first; of an incident that came back, those of the last round. */
export function phaseSpans({ times, phase }: Pick<Incident, 'times' | 'phase'>): readonly PhaseSpan[] {
  const over = phase === 'closed' || phase === 'cancelled' ? times.closed : null;
  const known = [
    { phase: 'identifying', from: times.declared },
    { phase: 'contained', from: times.contained },
    { phase: 'resolved', from: times.resolved },
  ] as const;
  const begun = known.flatMap((each) => (each.from === null ? [] : [{ phase: each.phase, from: each.from }]));
  return begun
    .map((each, index) => ({ ...each, to: begun[index + 1]?.from ?? over }))
    .filter(({ from, to }) => to === null || to > from);
}
