import type { Incident, Instant } from '../../incident/incident.ts';
import type { Entry } from '../../record/entry.ts';
import { present } from '../../record/merge-files.ts';
import { quoteText, shorten } from '../../record/slack-text.ts';
import { type Links, link } from './link.ts';
import { moment } from './moment.ts';

/**
 * `10:12  @ben: rolled back  (open)`, raw, on one line; nobody is called by its text. That it was edited or deleted is said;
 * what it said before is for lead and scribe, in their files.
 */
export function keyEvent(incident: Incident, entry: Entry, links: Links, length: number, now: Instant): string {
  const when = moment(incident, entry.at, now);
  if (entry.deletedAt !== null) return `${when}  _deleted ${moment(incident, entry.deletedAt, now)}_`;
  const text = quoteText(shorten(entry.text.replace(/\s+/g, ' ').trim(), length));
  const count = present(entry.files).length;
  const files = count === 0 ? '' : ` (${count === 1 ? 'a file' : `${count} files`})`;
  const said = entry.kind === 'message' ? `<@${entry.actor}>: ${text}` : text;
  const open = entry.channel === null || entry.ts === null ? '' : `  ${link(links(entry.channel, entry.ts), 'open')}`;
  const edited = entry.revisions.length === 0 ? '' : ' _(edited)_';
  return `${when}  ${said}${files}${edited}${open}`;
}
