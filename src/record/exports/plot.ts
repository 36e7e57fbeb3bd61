import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import { impactMs, sayDuration, sayFigure } from '../durations.ts';
import { isoOf } from '../in-zone.ts';
import { plainOf, shorten } from '../slack-text.ts';
import { tenures } from '../tenures.ts';
import { escapeHtml } from '../to-html.ts';
import type { ExportOptions } from './export-options.ts';
import type { Gathered, KeyEvent } from './gather.ts';
import { phaseSpans } from './phase-spans.ts';
import { type PlotScale, plotScale } from './plot-scale.ts';

// In the units of the drawing: it is scaled to the page, and scrolls sideways on a phone.
const width = 840;
const left = 112;
const right = 16;
const laneHeight = 26;
const barHeight = 20;
const columnsHeight = 74;
const markWidth = 14;
/** Of a letter, on average: what does not fit into its bar is left to the bar's title. */
const letterWidth = 7;

interface Bar {
  readonly from: Instant;
  readonly to: Instant;
  readonly look: string;
  readonly label: string;
}

interface Lane {
  readonly label: string;
  readonly bars: readonly Bar[];
}

/**
 * The incident as a picture (SVG): phases, impact, who held which role, messages a minute, key events as marks. Who hears
 * the page instead is told the same in its description; the tables below it on the page have the exact times.
 */
export function plot(incident: Incident, gathered: Gathered, options: ExportOptions): string {
  const scale = plotScale(incident, gathered);
  const lanes = lanesOf(incident, scale, options);
  const marksAt = 34 + lanes.length * laneHeight;
  const columnsAt = marksAt + laneHeight + 10;
  const height = columnsAt + columnsHeight + 8;
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="plot-title plot-words">`,
    `<title id="plot-title">The course of ${nameOf(incident)}</title>`,
    `<desc id="plot-words">${escapeHtml(inWords(incident, gathered, scale, options))}</desc>`,
    ...axis(scale, height),
    ...lanes.flatMap((lane, index) => drawLane(lane, 30 + index * laneHeight, scale)),
    ...marks(gathered, marksAt, scale, options),
    ...columns(gathered, columnsAt, scale),
    '</svg>',
  ].join('\n');
}

function lanesOf(incident: Incident, scale: PlotScale, { name }: ExportOptions): readonly Lane[] {
  const held = tenures(incident);
  const roles = [...new Set([...incident.policy.roles.map((role) => role.name), ...held.map(({ role }) => role)])];
  return [
    {
      label: 'Phase',
      bars: phaseSpans(incident).map(({ phase, from, to }) => ({
        from,
        to: to ?? scale.to,
        look: phase,
        label: phase,
      })),
    },
    {
      label: 'Impact',
      bars: incident.impact.map(({ from, to }) => ({
        from,
        to: to ?? scale.to,
        look: 'impact',
        label: sayFigure((to ?? scale.to) - from),
      })),
    },
    ...roles
      .map((role) => ({
        label: role.charAt(0).toUpperCase() + role.slice(1),
        bars: held
          .filter((tenure) => tenure.role === role)
          .map(({ user, from, to }) => ({ from, to: to ?? scale.to, look: 'held', label: name(user) })),
      }))
      .filter(({ bars }) => bars.length > 0),
  ];
}

function drawLane({ label, bars }: Lane, y: number, scale: PlotScale): readonly string[] {
  const drawn = bars.flatMap((bar) => {
    const [x, end] = [place(bar.from, scale), place(bar.to, scale)];
    // Shorter than the eye sees, or outside the stretch that is shown.
    if (end <= x && (bar.to < scale.from || bar.from > scale.to)) return [];
    const span = `${clock(bar.from)} to ${bar.to >= scale.to ? 'the end' : clock(bar.to)}`;
    const shown = Math.max(end - x, 2);
    const room = Math.floor((shown - 10) / letterWidth);
    const words = room < 3 ? '' : escapeHtml(shorten(bar.label, room));
    return [
      `<g><title>${escapeHtml(`${label}: ${bar.label}, ${span}`)}</title>`,
      `<rect class="bar ${bar.look}" x="${round(x)}" y="${y}" width="${round(shown)}" height="${barHeight}" rx="3"/>`,
      words === '' ? '' : `<text class="in" x="${round(x + 5)}" y="${y + 14.5}">${words}</text>`,
      '</g>',
    ];
  });
  return [laneLabel(label, y + 14.5), ...drawn];
}

function laneLabel(label: string, y: number): string {
  return `<text class="lane" x="${left - 10}" y="${y}" text-anchor="end">${escapeHtml(shorten(label, 14))}</text>`;
}

function axis(scale: PlotScale, height: number): readonly string[] {
  return scale.ticks.flatMap((at) => {
    const x = round(place(at, scale));
    const label = scale.days ? isoOf(at).slice(5, 10) : clock(at);
    return [
      `<line class="grid" x1="${x}" y1="22" x2="${x}" y2="${height - 8}"/>`,
      `<text class="tick" x="${x}" y="14" text-anchor="middle">${label}</text>`,
    ];
  });
}

/** Those that would lie on one another are one mark with their number. */
function marks({ keyEvents }: Gathered, y: number, scale: PlotScale, { name }: ExportOptions): readonly string[] {
  const groups: KeyEvent[][] = [];
  for (const event of keyEvents) {
    if (event.at < scale.from || event.at > scale.to) continue;
    const last = groups.at(-1);
    const first = last?.[0];
    if (first !== undefined && place(event.at, scale) - place(first.at, scale) < markWidth) last?.push(event);
    else groups.push([event]);
  }
  const drawn = groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const x = round(place(first.at, scale));
    const words = group.slice(0, 8).map(({ at, text }) => `${clock(at)} ${shorten(plainOf(text, name), 120)}`);
    if (group.length > 8) words.push(`and ${group.length - 8} more`);
    // The events are listed below as links for everybody: these are for the pointer alone.
    return [
      `<a href="#e${first.id}" tabindex="-1"><title>${escapeHtml(words.join('\n'))}</title>`,
      `<path class="mark" d="M${x} ${y - 1}l7 10l-7 10l-7-10z"/>`,
      group.length === 1
        ? ''
        : `<text class="count" x="${x}" y="${y + 12.5}" text-anchor="middle">${group.length}</text>`,
      '</a>',
    ];
  });
  return [laneLabel('Key events', y + 13), ...drawn];
}

function columns({ perMinute }: Gathered, y: number, scale: PlotScale): readonly string[] {
  const rates = ratesOf(perMinute, scale);
  const most = Math.max(1, ...rates.map(({ rate }) => rate));
  const foot = y + columnsHeight;
  const drawn = rates.map(({ from, to, rate }) => {
    const [x, end] = [place(from, scale), place(to, scale)];
    const high = Math.max((rate / most) * (columnsHeight - 4), 1.5);
    return `<rect class="said" x="${round(x)}" y="${round(foot - high)}" width="${round(Math.max(end - x - 0.6, 0.8))}" height="${round(high)}"><title>${clock(from)}: ${sayRate(rate)}</title></rect>`;
  });
  return [
    laneLabel('Messages', y + 30),
    laneLabel('a minute', y + 45),
    `<text class="tick" x="${left - 10}" y="${y + 12}" text-anchor="end">${sayNumber(most)}</text>`,
    `<line class="foot" x1="${left}" y1="${foot}" x2="${width - right}" y2="${foot}"/>`,
    ...drawn,
  ];
}

interface Rate {
  readonly from: Instant;
  readonly to: Instant;
  /** Messages a minute. */
  readonly rate: number;
}

function ratesOf(perMinute: Gathered['perMinute'], scale: PlotScale): readonly Rate[] {
  const columnMs = scale.columnMinutes * 60_000;
  const sums = new Map<number, number>();
  for (const [minute, count] of perMinute) {
    const column = Math.floor((minute * 60_000 - scale.from) / columnMs);
    if (column >= 0 && minute * 60_000 < scale.to) sums.set(column, (sums.get(column) ?? 0) + count);
  }
  return [...sums]
    .sort(([one], [other]) => one - other)
    .map(([column, count]) => ({
      from: scale.from + column * columnMs,
      to: scale.from + (column + 1) * columnMs,
      rate: count / scale.columnMinutes,
    }));
}

function inWords(incident: Incident, gathered: Gathered, scale: PlotScale, { name }: ExportOptions): string {
  const day = isoOf(scale.from).slice(0, 10);
  const when = (at: Instant) => (isoOf(at).startsWith(day) ? clock(at) : `${isoOf(at).slice(0, 10)} ${clock(at)}`);
  const span = (from: Instant, to: Instant | null) =>
    `from ${when(from)} ${to === null ? 'and still so' : `to ${when(to)}`}`;
  const phases = phaseSpans(incident).map(({ phase, from, to }) => `${phase} ${span(from, to)}`);
  const impact = incident.impact.map(({ from, to }) => span(from, to));
  const held = tenures(incident).map(({ role, user, from, to }) => `${role} ${name(user)} ${span(from, to)}`);
  const rates = ratesOf(gathered.perMinute, scale);
  const most = rates.reduce((found, rate) => (rate.rate > found.rate ? rate : found), rates[0] ?? { from: 0, rate: 0 });
  const events = gathered.keyEvents.length + gathered.moreKeyEvents;
  const outside = gathered.keyEvents.filter(({ at }) => at < scale.from || at > scale.to).length;
  return [
    `From ${day} ${clock(scale.from)} to ${when(scale.to)}, UTC.`,
    `Phases: ${phases.join('; ')}.`,
    impact.length === 0 ? '' : `Impact ${impact.join('; ')}: ${sayDuration(impactMs(incident, scale.to))} in all.`,
    held.length === 0 ? 'Nobody held a role.' : `Roles: ${held.join('; ')}.`,
    `${gathered.messages} messages${rates.length === 0 ? '' : `, most at ${when(most.from)} with ${sayRate(most.rate)}`}.`,
    `${events} key ${events === 1 ? 'event' : 'events'}${outside === 0 ? '' : `, ${outside} outside this span`}, listed below.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function place(at: Instant, { from, to }: PlotScale): number {
  const share = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return left + share * (width - left - right);
}

function clock(at: Instant): string {
  return isoOf(at).slice(11, 16);
}

function sayRate(rate: number): string {
  return `${sayNumber(rate)} ${rate === 1 ? 'message' : 'messages'} a minute`;
}

function sayNumber(value: number): string {
  return String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
