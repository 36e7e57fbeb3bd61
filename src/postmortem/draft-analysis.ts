import type { Instant } from '../incident/incident.ts';
import { sayDuration } from '../record/durations.ts';
import { tenures } from '../record/tenures.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import { checkLines } from './check-lines.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import { draftCrew } from './draft-crew.ts';
import { draftPages } from './draft-pages.ts';
import type { Ink } from './ink.ts';
import { tellerOf } from './teller-of.ts';
import { writtenParts } from './written-parts.ts';

/** Six views of the same hours; what the record knows of each stands before what people write. */
export function draftAnalysis(from: DraftFrom, ink: Ink): SectionBody {
  return writtenParts('analysis', ink, {
    'analysis.detection': detection(from, ink),
    'analysis.response': response(from, ink),
    'analysis.recovery': recovery(from, ink),
    'analysis.recurrence': recurrence(from, ink),
  });
}

function at(from: DraftFrom, ink: Ink, time: Instant): string {
  return `${ink.stamp(time)}${ink.source(tellerOf(from.entries, time))}`;
}

function detection(from: DraftFrom, ink: Ink): readonly string[] {
  const { started, detected, declared } = from.incident.times;
  const { triage } = from.incident;
  const found =
    detected === null
      ? '- When it was detected is not on the record.'
      : `- Detected at ${at(from, ink, detected)}, ${sayDuration(detected - started)} after it started.`;
  const lookedMs = triage === undefined ? 0 : declared - triage.openedAt;
  const looked =
    triage === undefined
      ? []
      : [
          `- Reported at ${at(from, ink, triage.openedAt)}, and looked at for ${sayDuration(lookedMs)} before it was declared.`,
        ];
  return [
    found,
    ...looked,
    `- Declared at ${at(from, ink, declared)}, ${sayDuration(declared - started)} after it started.`,
    ...checkLines(from, ink, (list) => list.findsProblem === true && !list.findsCause),
  ];
}

function response(from: DraftFrom, ink: Ink): readonly string[] {
  const { incident, entries } = from;
  const { declared, acknowledged } = incident.times;
  const lines: string[] = [];
  if (acknowledged === null) lines.push('- Nobody took a role by hand.');
  else
    lines.push(
      `- Acknowledged ${sayDuration(acknowledged - declared)} after declaring${ink.source(tellerOf(entries, acknowledged))}.`,
    );
  const held = tenures(incident);
  for (const { name } of incident.policy.roles) {
    const first = held.find((tenure) => tenure.role === name);
    const role = escapeMarkdown(name);
    if (first === undefined) lines.push(`- Role ${role}: never taken.`);
    else if (first.from <= declared) lines.push(`- Role ${role}: held from the start, by who declared.`);
    else {
      const after = sayDuration(first.from - declared);
      lines.push(`- Role ${role}: first held ${after} after declaring${ink.source(tellerOf(entries, first.from))}.`);
    }
  }
  for (const entry of entries) {
    if (entry.kind === 'severity')
      lines.push(`- ${ink.stamp(entry.at)}: ${ink.text(entry, 'cell')}${ink.source(entry)}`);
  }
  lines.push(...draftPages(from, ink), ...draftCrew(from, ink), ...updates(from, ink));
  return lines;
}

function updates({ incident, entries }: DraftFrom, ink: Ink): readonly string[] {
  const first = incident.updates[0];
  const sent =
    first === undefined
      ? '- No update was sent.'
      : `- Updates sent: ${incident.updates.length}, the first ${sayDuration(first.at - incident.times.declared)} after declaring.`;
  const missed = entries.filter((entry) => entry.kind === 'update' && entry.actor === 'muster');
  return [sent, ...missed.map((entry) => `- ${ink.text(entry, 'cell')}${ink.source(entry)}`)];
}

function recovery(from: DraftFrom, ink: Ink): readonly string[] {
  const { started, contained, resolved } = from.incident.times;
  const after = (time: Instant | null, word: string) =>
    time === null ? [] : [`- ${word} at ${at(from, ink, time)}, ${sayDuration(time - started)} after it started.`];
  const lines = [...after(contained, 'Contained'), ...after(resolved, 'Resolved')];
  const checks = checkLines(from, ink, (list) => !list.findsCause && list.findsProblem !== true);
  return [...(lines.length === 0 ? ['- Not contained and not resolved so far.'] : lines), ...checks];
}

function recurrence(from: DraftFrom, ink: Ink): readonly string[] {
  const again = from.incident.impact.slice(1).map((span) => `- It came back at ${at(from, ink, span.from)}.`);
  const { duplicateOf } = from.incident;
  return duplicateOf === null ? again : [...again, `- A duplicate of INC-${duplicateOf}.`];
}
