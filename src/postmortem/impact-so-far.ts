import type { Incident } from '../incident/incident.ts';

export interface ImpactSoFar {
  /** Milliseconds of the spans that have ended. */
  readonly ms: number;
  /** True while a span is open: then `ms` is not all of it. */
  readonly lasts: boolean;
}

/** Impact without a clock: a draft says "not over yet" rather than a figure that is wrong a minute later. */
export function impactSoFar(incident: Pick<Incident, 'impact'>): ImpactSoFar {
  const ended = incident.impact.map((span) => (span.to === null ? 0 : Math.max(0, span.to - span.from)));
  return {
    ms: ended.reduce((sum, ms) => sum + ms, 0),
    lasts: incident.impact.some((span) => span.to === null),
  };
}
