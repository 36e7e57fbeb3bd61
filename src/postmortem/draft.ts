import type { Incident, Instant, UserId } from '../incident/incident.ts';
import { nameOf } from '../incident/incident.ts';
import type { Memory } from '../incident/memory.ts';
import type { Entry } from '../record/entry.ts';
import type { Permalink } from '../record/exports/export-options.ts';
import { knownZone } from '../record/in-zone.ts';
import type { Names } from '../record/slack-text.ts';
import { draftActions } from './draft-actions.ts';
import { draftAnalysis } from './draft-analysis.ts';
import { draftImpact } from './draft-impact.ts';
import { draftLessons } from './draft-lessons.ts';
import { draftMissing } from './draft-missing.ts';
import { draftResolution } from './draft-resolution.ts';
import { draftRootCause } from './draft-root-cause.ts';
import { draftStats } from './draft-stats.ts';
import { draftSummary } from './draft-summary.ts';
import { draftTimeline } from './draft-timeline.ts';
import { inkFor } from './ink.ts';
import { sections } from './sections.ts';

export interface DraftFrom {
  readonly incident: Incident;
  /** Key events and acts, in reading order. */
  readonly entries: readonly Entry[];
  readonly participants: readonly TookPart[];
  readonly memories: readonly Memory[];
  readonly name: Names;
  readonly permalink: Permalink;
  /** IANA zone of the times. */
  readonly zone: string;
  /** Name people by the role that they held at the time; default true, as every shared copy must. */
  readonly roles?: boolean;
}

export interface TookPart {
  readonly user: UserId;
  readonly messages: number;
  readonly acts: number;
  readonly firstAt: Instant;
}

export interface Draft {
  /** Plain text: `Post-mortem INC-42 · title`. */
  readonly title: string;
  /** The ten, in order. */
  readonly sections: readonly DraftedSection[];
}

export interface DraftedSection {
  readonly number: number;
  readonly title: string;
  /** Markdown without the section's own heading; sub-headings are `###`. */
  readonly markdown: string;
  /** What this section still lacks, as plain questions or remarks; of the last section: of all. */
  readonly missing: readonly string[];
}

/** What each section makes of the record. */
export interface SectionBody {
  readonly markdown: string;
  readonly missing: readonly string[];
}

/**
 * The post-mortem as far as the record and what people wrote go. Always whole: a section about which nobody said
 * anything shows its questions. The same input gives the same text.
 */
export function draftPostmortem(given: DraftFrom): Draft {
  const from = { ...given, entries: given.entries.map(postedAs(given.incident)), zone: knownZone(given.zone) };
  const ink = inkFor(from);
  const bodies: SectionBody[] = [
    draftSummary(from, ink),
    draftStats(from, ink),
    draftTimeline(from, ink),
    draftImpact(from, ink),
    draftAnalysis(from, ink),
    draftRootCause(from, ink),
    draftResolution(from, ink),
    draftLessons(from, ink),
    draftActions(from, ink),
  ];
  bodies.push(draftMissing(from, ink, bodies));
  return {
    title: `Post-mortem ${nameOf(from.incident)} · ${from.incident.title}`,
    sections: sections.map(({ number, title }) => {
      const body = bodies[number - 1];
      return { number, title, markdown: body?.markdown ?? '', missing: body?.missing ?? [] };
    }),
  };
}

/** Nothing in the room says that it was declared but the briefing, with which the room begins: that is its source. */
function postedAs({ times, room }: Incident): (entry: Entry) => Entry {
  return (entry) => {
    const declares = entry.kind === 'phase' && entry.at === times.declared && entry.ts === null;
    return declares && room.briefing !== null ? { ...entry, channel: room.channel, ts: room.briefing } : entry;
  };
}
