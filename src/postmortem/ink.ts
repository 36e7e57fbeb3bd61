import type { Instant, UserId } from '../incident/incident.ts';
import { draftPointer } from '../record/describe.ts';
import type { Entry } from '../record/entry.ts';
import { inZone } from '../record/in-zone.ts';
import { escapeText, escapeTyped, shorten } from '../record/slack-text.ts';
import { type Tenure, tenures } from '../record/tenures.ts';
import { escapeMarkdown, link, toMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom } from './draft.ts';
import { type Field, sections } from './sections.ts';

/** How a draft writes things: in its zone, with its links, and with roles where people were (row A8). */
export interface Ink {
  /** `2026-11-21 10:02` in the zone of the draft. */
  stamp(at: Instant): string;
  /** Who it was, for a column of its own: `fixer`, `responder`; a name where the draft names people. Markdown. */
  who(user: UserId, at: Instant): string;
  /** The same for who is not bound to a moment, such as the owner of an action: the last role that they held. */
  owner(user: UserId): string;
  /** The text of an entry, for a table's cell or as text; people in it are named as above. */
  text(entry: Entry, where?: 'text' | 'cell', length?: number): string;
  /** What a person typed at some time → Markdown. */
  typed(text: string, at: Instant, where?: 'text' | 'cell'): string;
  /** ` ([source](…))`, or nothing. */
  source(message: Parameters<DraftFrom['permalink']>[0] | null | undefined, label?: string): string;
  /** What people wrote for a field, or its question in italics. */
  answer(key: string): string;
  isWritten(key: string): boolean;
  field(key: string): Field;
}

export function inkFor(from: DraftFrom): Ink {
  const { incident, zone, name, permalink } = from;
  const held = tenures(incident);
  const asRoles = from.roles ?? true;
  const names = (user: UserId, at: Instant, kind: Entry['kind'] | null) =>
    asRoles ? inSentence(roleAt(held, user, at, kind)) : `@${name(user)}`;
  const draw = (raw: string, at: Instant, kind: Entry['kind'] | null, where: 'text' | 'cell') => {
    // Replaced before Markdown is made, as words of ours: "the fixer took a message", not "@the fixer".
    const said = raw
      .replace(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g, (_, user: string) => escapeText(names(user, at, kind)))
      .replace(/<!date\^(\d{1,12})\^([^<>|]*)\|[^<>]*>/g, (_, seconds: string, format: string) =>
        zoned(Number(seconds) * 1000, format, zone),
      );
    const begins = raw.startsWith('<@') && asRoles;
    return toMarkdown(begins ? said.charAt(0).toUpperCase() + said.slice(1) : said, name, where);
  };
  const fields = new Map(sections.flatMap((section) => section.fields).map((field) => [field.key, field]));
  const field = (key: string) => {
    const found = fields.get(key);
    if (found === undefined) throw new Error(`no field ${key} in the sections of the post-mortem`);
    return found;
  };
  const written = (key: string) => {
    const writing = incident.postmortem.writings[field(key).key];
    return writing === undefined || writing.text.trim() === '' ? null : writing;
  };
  return {
    stamp(at) {
      const { date, time } = inZone(at, zone);
      return `${date} ${time}`;
    },
    who(user, at) {
      if (user === 'muster') return 'Muster';
      return escapeMarkdown(asRoles ? (roleAt(held, user, at, null) ?? 'responder') : name(user));
    },
    owner: (user) =>
      escapeMarkdown(asRoles ? (held.findLast((t) => t.user === user)?.role ?? 'responder') : name(user)),
    text(entry, where = 'text', length = Number.POSITIVE_INFINITY) {
      // In a file there is no thread below.
      const said = entry.kind === 'phase' ? entry.text.replace(draftPointer, '').trimEnd() : entry.text;
      return draw(shorten(said, length), entry.at, entry.kind, where);
    },
    typed: (text, at, where = 'text') => draw(escapeTyped(text), at, null, where),
    source(message, label = 'source') {
      const url = message ? permalink(message) : null;
      return url === null ? '' : ` (${link(label, url)})`;
    },
    answer(key) {
      const writing = written(key);
      return writing === null
        ? `_${escapeMarkdown(field(key).question)}_`
        : draw(escapeTyped(writing.text), writing.at, null, 'text');
    },
    isWritten: (key) => written(key) !== null,
    field,
  };
}

/**
 * The roles somebody held at a moment, such as `lead and fixer`; null: none. An act upon roles is told from before it:
 * who takes a role is not yet in it, who hands it over still is.
 */
function roleAt(held: readonly Tenure[], user: UserId, at: Instant, kind: Entry['kind'] | null): string | null {
  const before = kind === 'role';
  const roles = held
    .filter((tenure) => tenure.user === user)
    .filter(({ from, to }) =>
      before ? from < at && (to === null || to >= at) : from <= at && (to === null || to > at),
    )
    .map(({ role }) => role);
  return roles.length === 0 ? null : [...new Set(roles)].join(' and ');
}

/** Slack's date tokens are for readers in Slack; here all times are in the one zone of the draft. */
function zoned(at: Instant, format: string, zone: string): string {
  const { date, time } = inZone(at, zone);
  return format === '{time}' ? time : `${date} ${time}`;
}

function inSentence(role: string | null): string {
  return role === null ? 'a responder' : `the ${role}`;
}
