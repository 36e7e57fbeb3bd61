import { followersOf } from '../incident/followers.ts';
import { timeNames } from '../incident/incident.ts';
import { type Measured, sayFigure, timesTo } from '../record/durations.ts';
import { tenures } from '../record/tenures.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import { impactSoFar } from './impact-so-far.ts';
import type { Ink } from './ink.ts';
import { tellerOf } from './teller-of.ts';

/** Figures only from the record: times, durations, spans, who took part. */
export function draftStats(from: DraftFrom, ink: Ink): SectionBody {
  const { incident, zone } = from;
  const policy = incident.policy.severities[incident.severity];
  const facts = [
    `- Severity: ${incident.severity.toUpperCase()} (${escapeMarkdown(policy.name)})${incident.severityGiven ? '' : ', assumed'}`,
    ...(incident.services.length === 0 ? [] : [`- Services: ${incident.services.map(escapeMarkdown).join(', ')}`]),
    ...times(from, ink),
    ...durations(from, ink),
    `- Participants: ${participants(from)}`,
    `- Updates sent: ${incident.updates.length}`,
    ...(followersOf(incident).length === 0 ? [] : [`- Followed by direct message: ${followersOf(incident).length}`]),
    ...rolesHeld(from, ink),
  ];
  const unset = (['detected', 'acknowledged'] as const).filter((name) => incident.times[name] === null);
  return {
    markdown: [`Times in ${escapeMarkdown(zone)}.`, '', ...facts].join('\n'),
    missing: unset.map((name) => `When was it ${name}? (/incident time ${name} HH:MM REASON)`),
  };
}

function times({ incident, entries }: DraftFrom, ink: Ink): readonly string[] {
  return timeNames.flatMap((name) => {
    const at = incident.times[name];
    if (at === null) return [];
    return [`- ${name.charAt(0).toUpperCase()}${name.slice(1)}: ${ink.stamp(at)}${ink.source(tellerOf(entries, at))}`];
  });
}

function durations({ incident }: DraftFrom, ink: Ink): readonly string[] {
  const took = timesTo(incident);
  const { ms, lasts } = impactSoFar(incident);
  const say = (measured: Measured | null) =>
    measured === null ? 'not known' : `${sayFigure(measured.ms)} (from ${measured.from})`;
  const spans = incident.impact.map(
    (span) =>
      `  - ${ink.stamp(span.from)} to ${span.to === null ? 'now' : `${ink.stamp(span.to)}, ${sayFigure(span.to - span.from)}`}`,
  );
  return [
    `- Time to detect: ${say(took.detect)}`,
    `- Time to acknowledge: ${say(took.acknowledge)}`,
    `- Time to contain: ${say(took.contain)}`,
    `- Time to resolve: ${say(took.resolve)}`,
    `- Impact: ${lasts ? 'not over yet' : sayFigure(ms)}${spans.length > 1 ? `, in ${spans.length} spans` : ''}`,
    ...(spans.length > 1 ? spans : []),
  ];
}

function participants({ participants, roles, name }: DraftFrom): string {
  const count = `${participants.length}`;
  const messages = participants.reduce((sum, person) => sum + person.messages, 0);
  const wrote = `${messages} ${messages === 1 ? 'message' : 'messages'}`;
  if (roles ?? true) return `${count}, with ${wrote}`;
  const people = participants.map((person) => escapeMarkdown(name(person.user)));
  return `${count}, with ${wrote}${people.length === 0 ? '' : `: ${people.join(', ')}`}`;
}

/** Who holds a role is its own name in a shared copy: there, the spans are told, and that it changed hands. */
function rolesHeld({ incident, roles, name }: DraftFrom, ink: Ink): readonly string[] {
  const held = tenures(incident);
  const names = new Set([...incident.policy.roles.map((role) => role.name), ...held.map((tenure) => tenure.role)]);
  return [...names].map((role) => {
    const spans = held
      .filter((tenure) => tenure.role === role)
      .map(({ user, from, to }) => {
        const who = (roles ?? true) ? '' : `${escapeMarkdown(name(user))}, `;
        return `${who}from ${ink.stamp(from)}${to === null ? '' : ` to ${ink.stamp(to)}`}`;
      });
    return `- Role ${escapeMarkdown(role)}: ${spans.length === 0 ? 'never held' : spans.join('; then ')}`;
  });
}
