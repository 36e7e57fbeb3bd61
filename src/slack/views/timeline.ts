import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import type { Entry } from '../../record/entry.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { keyEvent } from './key-event.ts';
import type { Links } from './link.ts';

const shownEvents = 20;

/** `/incident timeline`: the newest key events, oldest first, and where the whole record is. */
export function timeline(incident: Incident, entries: readonly Entry[], links: Links, now: Instant): Message {
  const events = entries.filter((entry) => entry.keyEvent);
  const shown = events.slice(-shownEvents);
  const older = events.length - shown.length;
  const title = `Key events of ${nameOf(incident)}, ${escapeText(incident.title)}`;
  const none = 'None yet. Mark a message with :pushpin:, or type `/incident note TEXT`.';
  return message(`${nameOf(incident)}: ${events.length === 0 ? none : `${events.length} key events.`}`, [
    section(`*${title}*${older > 0 ? `\nThe newest ${shownEvents}; ${older} earlier ones are in the export.` : ''}`),
    ...(shown.length === 0
      ? [section(none)]
      : shown.map((entry) => section(keyEvent(incident, entry, links, 400, now)))),
    ...actions([button('Export', 'ask_files', { n: incident.number })]),
    context(
      'The whole record is in the files of `/incident export`; earlier and deleted texts only in those that lead and scribe get.',
    ),
  ]);
}
