import { type Incident, nameOf } from '../../incident/incident.ts';
import type { Entry, FileRef } from '../entry.ts';
import { dayOf, isoOf, knownZone } from '../in-zone.ts';
import { escapeTyped } from '../slack-text.ts';
import { anchor, escapeHtml, toHtml } from '../to-html.ts';
import { earlier } from './earlier.ts';
import { type ExportOptions, shownEntry } from './export-options.ts';
import type { Gathered } from './gather.ts';
import { besides, keyEventList, pageFacts, person } from './page-facts.ts';
import { pageLook } from './page-look.ts';
import { pageSearch } from './page-search.ts';
import { plot } from './plot.ts';
import type { Writer } from './writer.ts';

/** The SHA-256 of a text (UTF-8), in base64. */
export type Digest = (text: string) => string;

/** So many entries at most are laid out together. */
const longestSection = 100;

/**
 * One page that needs nothing else: no network, no other file. A picture of the incident, its times and roles, and the
 * timeline hour by hour, with a search. Everything can be read without the script. Nothing that people wrote is markup,
 * and the page's own policy forbids whatever is not named here: other scripts, styles, forms, addresses.
 */
export function htmlWriter(given: Incident, gathered: Gathered, options: ExportOptions, digest: Digest): Writer {
  const zone = knownZone(given.policy.timeZone);
  const incident = { ...given, policy: { ...given.policy, timeZone: zone } };
  const threads = new Map<string, string>();
  let hour = '';
  let inSection = 0;
  const section = (entry: Entry): string => {
    const now = isoOf(entry.at).slice(0, 13);
    if (now === hour && inSection < longestSection) return '';
    const close = hour === '' ? '' : '</ol></section>\n';
    const goesOn = now === hour;
    hour = now;
    inSection = 0;
    return `${close}<section><h3>${hourOf(entry, zone)}${goesOn ? ', continued' : ''}</h3><ol class="said">\n`;
  };
  return {
    begin: () => head(incident, gathered, options, digest) + body(incident, gathered, options),
    entry: (recorded) => {
      const opening = section(recorded);
      inSection += 1;
      const parent = recorded.threadTs === recorded.ts ? undefined : threads.get(recorded.threadTs ?? '');
      if (recorded.ts !== null && gathered.threads.has(recorded.ts)) {
        const said = `${isoOf(recorded.at).slice(11, 16)}, ${person(recorded.actor, options)}`;
        threads.set(recorded.ts, `<a href="#e${recorded.id}">${said}</a>`);
      }
      return `${opening}${item(recorded, zone, parent, options)}\n`;
    },
    end: () => `${hour === '' ? '<p>Nothing was recorded.</p>' : '</ol></section>'}</section></main>${foot(options)}`,
  };
}

function head(incident: Incident, gathered: Gathered, options: ExportOptions, digest: Digest): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest(pageSearch)}'`,
    `style-src 'sha256-${digest(pageLook)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const phase = incident.phase.charAt(0).toUpperCase() + incident.phase.slice(1);
  const counted = `${number(gathered.entries, 'entry', 'entries')}, ${number(gathered.messages, 'message', 'messages')}`;
  const summary =
    incident.summary === ''
      ? ''
      : `<p class="text" dir="auto">${toHtml(escapeTyped(incident.summary), options.name)}</p>`;
  const kept = options.full
    ? 'With earlier and deleted texts: for lead and scribe, not for sharing.'
    : 'Earlier and deleted texts are left out.';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${nameOf(incident)} · ${incident.severity.toUpperCase()} · ${escapeHtml(incident.title)}</title>
<style>${pageLook}</style>
</head>
<body>
<a class="skip" href="#timeline">Skip to the timeline</a>
<header>
<h1>${nameOf(incident)} · ${incident.severity.toUpperCase()} · <bdi>${escapeHtml(incident.title)}</bdi></h1>
<p>${phase}. ${counted}.${incident.private ? ' A private incident: for its members only.' : ''}</p>
${summary}
<p class="kept">${kept}</p>
</header>
`;
}

function body(incident: Incident, gathered: Gathered, options: ExportOptions): string {
  const zone = incident.policy.timeZone;
  return `<main>
<h2>The course of it</h2>
<div class="plot" role="region" aria-label="The course of it, as a picture" tabindex="0">
${plot(incident, gathered, options)}
</div>
${pageFacts(incident, zone, options)}
<h2>Key events</h2>
${keyEventList(gathered, options)}
<section id="timeline" aria-labelledby="timeline-title">
<h2 id="timeline-title">Timeline</h2>
<p class="quiet">Times are UTC${zone === 'UTC' ? '' : `; those of ${escapeHtml(zone)} stand beside`}.</p>
<form id="search" role="search" hidden>
<label>Find <input type="search" id="words" autocomplete="off"></label>
<label class="tick"><input type="checkbox" id="key-only"> key events only</label>
<p id="hits" role="status" aria-live="polite"></p>
</form>
`;
}

function foot({ full }: ExportOptions): string {
  const shared = full ? '' : ' Who needs earlier or deleted texts asks the lead or the scribe.';
  return `
<footer><p>Written by Muster from its record. This page is a file of its own and loads nothing.${shared}</p></footer>
<script>${pageSearch}</script>
</body>
</html>
`;
}

/** `21 Nov 2026, 10:00 to 11:00 UTC` */
function hourOf({ at }: Entry, zone: string): string {
  const hour = isoOf(at).slice(11, 13);
  const next = String((Number(hour) + 1) % 24).padStart(2, '0');
  const full = Date.parse(`${isoOf(at).slice(0, 13)}:00:00.000Z`);
  const beside = zone === 'UTC' ? '' : ` (${besides(full, zone)} ${escapeHtml(zone)})`;
  return `${dayOf(at, 'UTC')}, ${hour}:00 to ${next}:00 UTC${beside}`;
}

function item(recorded: Entry, zone: string, parent: string | undefined, options: ExportOptions): string {
  const entry = shownEntry(recorded, options);
  const isReply = entry.threadTs !== null && entry.threadTs !== entry.ts;
  const looks = [
    entry.keyEvent ? 'key' : '',
    entry.kind === 'message' || entry.kind === 'note' ? '' : 'act',
    isReply ? 'reply' : '',
  ].filter((look) => look !== '');
  const source = options.permalink(entry);
  const tags = [
    entry.keyEvent ? '<span class="is-key">key event</span>' : '',
    isReply ? (parent === undefined ? 'a reply in a thread' : `in reply to ${parent}`) : '',
    recorded.revisions.length > 0 && entry.deletedAt === null ? 'edited' : '',
    entry.deletedAt === null ? '' : `deleted ${isoOf(entry.deletedAt).slice(11, 16)} UTC`,
    entry.found === 'mended' ? 'read back later' : '',
    source === null ? '' : anchor('in Slack', source),
  ].filter((tag) => tag !== '');
  const iso = isoOf(entry.at);
  const local = zone === 'UTC' ? '' : `<small>${besides(entry.at, zone)}</small>`;
  const text = toHtml(entry.text, options.name);
  return [
    `<li id="e${entry.id}"${looks.length === 0 ? '' : ` class="${looks.join(' ')}"`}>`,
    `<a class="when" href="#e${entry.id}"><time datetime="${iso}">${iso.slice(11, 16)}</time>${local}</a>`,
    `<div class="what"><b>${person(entry.actor, options)}</b>`,
    tags.length === 0 ? '' : ` <span class="tags">${tags.join(' · ')}</span>`,
    text === '' ? '' : `<div class="text" dir="auto">${text}</div>`,
    more(entry, options),
    '</div></li>',
  ].join('');
}

/** Files, and earlier texts where the page may show them. */
function more(entry: Entry, options: ExportOptions): string {
  const lines = [
    ...entry.files.map(
      (file) =>
        `<li>${file.removed ? 'removed file' : 'file'}: ${anchor(file.name, file.permalink)} (${escapeHtml(file.type)}, ${size(file)})</li>`,
    ),
    ...entry.revisions.map(
      (revision) =>
        `<li>${earlier(revision, entry, (at) => isoOf(at).slice(11, 16))}: <span class="text" dir="auto">${toHtml(revision.text, options.name)}</span></li>`,
    ),
  ];
  return lines.length === 0 ? '' : `<ul>${lines.join('')}</ul>`;
}

function size(file: FileRef): string {
  return file.size < 1000 ? `${file.size} B` : `${Math.round(file.size / 1000)} kB`;
}

function number(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
