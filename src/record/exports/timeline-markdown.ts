import { type Incident, type Instant, nameOf, timeNames } from '../../incident/incident.ts';
import { sayDuration } from '../durations.ts';
import type { Entry, FileRef } from '../entry.ts';
import { inZone, knownZone } from '../in-zone.ts';
import { tenures } from '../tenures.ts';
import { escapeMarkdown, link, toMarkdown } from '../to-markdown.ts';
import { earlier } from './earlier.ts';
import { type ExportOptions, shownEntry } from './export-options.ts';
import { inReadingOrder } from './in-reading-order.ts';

/** The timeline to be read: UTC and the configured zone beside, replies indented under the message they answer. */
export function timelineMarkdown(incident: Incident, entries: Iterable<Entry>, options: ExportOptions): string {
  return [...timelineMarkdownParts(incident, entries, options)].join('');
}

/** The same in pieces. A reply may come long after its parent, so the entries are held together here. */
export function* timelineMarkdownParts(
  given: Incident,
  entries: Iterable<Entry>,
  options: ExportOptions,
): Generator<string> {
  const incident = { ...given, policy: { ...given.policy, timeZone: knownZone(given.policy.timeZone) } };
  yield head(incident, options);
  const { roots, replies } = threads(inReadingOrder(entries));
  let day = '';
  for (const entry of roots) {
    const { date } = inZone(entry.at, 'UTC');
    if (date !== day) yield `\n## ${date} (UTC)\n\n`;
    day = date;
    yield item(entry, incident, options, day, '');
    for (const reply of replies.get(threadOf(entry)) ?? []) yield item(reply, incident, options, day, '  ');
  }
  if (day === '') yield '\nNothing was recorded.\n';
}

function head(incident: Incident, options: ExportOptions): string {
  const zone = incident.policy.timeZone;
  const stamp = (at: Instant) => `${inZone(at, 'UTC').date} ${times(at, inZone(at, 'UTC').date, zone)}`;
  const known = timeNames.flatMap((name) => {
    const at = incident.times[name];
    return at === null ? [] : [`- ${capital(name)}: ${stamp(at)}`];
  });
  const held = tenures(incident).map(
    ({ role, user, from, to }) =>
      `- ${capital(role)}: ${who(user, options)}, from ${stamp(from)}${to === null ? '' : ` for ${sayDuration(to - from)}`}`,
  );
  const kept = options.full
    ? 'Earlier and deleted texts are included: not for sharing.'
    : 'Earlier and deleted texts are left out.';
  const title = `# ${nameOf(incident)} · ${incident.severity.toUpperCase()} · ${escapeMarkdown(incident.title.replace(/\s+/g, ' '))}`;
  return `${[title, '', kept, '', ...known, ...held].join('\n')}\n`;
}

/** Replies by the channel and ts of the message they answer; one whose parent is not on the record stands by itself. */
function threads(entries: readonly Entry[]) {
  const parents = new Set(entries.filter((entry) => entry.ts !== null && !isReply(entry)).map(threadOf));
  const isUnderParent = (entry: Entry) => isReply(entry) && parents.has(threadOf(entry));
  return {
    roots: entries.filter((entry) => !isUnderParent(entry)),
    replies: Map.groupBy(entries.filter(isUnderParent), threadOf),
  };
}

function isReply(entry: Entry): boolean {
  return entry.threadTs !== null && entry.threadTs !== entry.ts;
}

function threadOf(entry: Entry): string {
  return `${entry.channel ?? ''} ${entry.threadTs ?? entry.ts ?? `entry ${entry.id}`}`;
}

function item(recorded: Entry, incident: Incident, options: ExportOptions, day: string, indent: string): string {
  const entry = shownEntry(recorded, options);
  const { date } = inZone(entry.at, 'UTC');
  const marks = [
    entry.keyEvent ? 'key event' : '',
    recorded.revisions.length > 0 && entry.deletedAt === null ? 'edited' : '',
    entry.deletedAt === null ? '' : `deleted ${inZone(entry.deletedAt, 'UTC').time} UTC`,
    entry.found === 'mended' ? 'read back later' : '',
    indent === '' && isReply(entry) ? 'a reply in a thread' : '',
  ].filter((mark) => mark !== '');
  const source = options.permalink(entry);
  const lead = [
    `**${date === day ? '' : `${date} `}${times(entry.at, date, incident.policy.timeZone)}** ${who(entry.actor, options)}`,
    marks.length > 0 ? ` (${marks.join(', ')})` : '',
    ': ',
  ].join('');
  const text = toMarkdown(entry.text, options.name).split('\n');
  const more = [
    ...entry.files.map(fileLine),
    ...entry.revisions.map(
      (revision) =>
        `- ${earlier(revision, entry, (at) => inZone(at, 'UTC').time)}: ${toMarkdown(revision.text, options.name, 'cell')}`,
    ),
  ];
  // A block that Markdown must see at the start of a line (a list, a fence) moves below the line with the time.
  const block = /^(?:- |\d+[.)] |```)/.test(text[0] ?? '');
  const body = block ? [lead.trimEnd(), ...text] : [`${lead}${text[0] ?? ''}`.trimEnd(), ...text.slice(1)];
  if (source !== null) more.unshift(`- ${link('source', source)}`);
  const [first = '', ...rest] = [...body, ...more];
  return `${[`${indent}- ${first}`, ...rest.map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n')}\n`;
}

/** `10:02 UTC (11:02 Europe/Berlin)`, with the day there when it is another. */
function times(at: Instant, utcDate: string, zone: string): string {
  const utc = `${inZone(at, 'UTC').time} UTC`;
  if (zone === 'UTC') return utc;
  const local = inZone(at, zone);
  return `${utc} (${local.date === utcDate ? '' : `${local.date} `}${local.time} ${escapeMarkdown(zone)})`;
}

function who(actor: string, options: ExportOptions): string {
  if (actor === 'muster') return 'Muster';
  return `${escapeMarkdown(options.name(actor))}${options.guest(actor) ? ' (guest)' : ''}`;
}

function fileLine(file: FileRef): string {
  const size = file.size < 1000 ? `${file.size} B` : `${Math.round(file.size / 1000)} kB`;
  return `- ${file.removed ? 'removed file' : 'file'}: ${link(file.name, file.permalink)} (${escapeMarkdown(file.type)}, ${size})`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
