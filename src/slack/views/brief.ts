import type { KnownBlock } from '@slack/types';
import { changesInPlace } from '../../incident/changes.ts';
import type { Incident, Instant } from '../../incident/incident.ts';
import { isOpen } from '../../incident/incident.ts';
import type { Brief } from '../../record/brief.ts';
import { checklistPhaseOf } from '../../record/checklist-summary.ts';
import { sayDuration } from '../../record/durations.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { context, fields, type Message, message, section } from '../blocks.ts';
import { asksOnBriefing } from './asks-on-briefing.ts';
import { changeWhat } from './change-words.ts';
import { checklistLines } from './checklist-line.ts';
import { heading } from './heading.ts';
import { severityWord } from './headline.ts';
import { holders, roleTitle } from './holders.ts';
import { keyEvent } from './key-event.ts';
import type { Links } from './link.ts';
import { dayAndTime, moment } from './moment.ts';
import { nextUpdate } from './next-update.ts';
import { status } from './status.ts';

/** For who comes late: what, since when, who does what, key events, last and next update; only they see it. */
export function brief(incident: Incident, facts: Brief, links: Links, now: Instant): Message {
  const due = nextUpdate(incident, now);
  const checks = incident.phase === 'cancelled' ? [] : checklistLines(incident, checklistPhaseOf(incident));
  const events = facts.keyEvents.map((entry) => keyEvent(incident, entry, links, 300, now));
  const lasts = isOpen(incident) ? 'so far' : 'of impact';
  const since = `${moment(incident, facts.startedAt, now)}; ${sayDuration(facts.impactMs)} ${lasts}`;
  const blocks: readonly KnownBlock[] = [
    ...heading(incident),
    ...fields([`*Status*  ${status(incident, now)}`, `*Started*  ${since}`]),
    ...(facts.summary === '' ? [] : [section(escapeTyped(shorten(facts.summary, 1500)))]),
    ...fields(facts.roles.map(({ role }) => `*${escapeText(roleTitle(role))}*  ${holders(incident, role, now)}`)),
    section(['*Key events*', ...(events.length === 0 ? ['None yet.'] : events)].join('\n')),
    section(
      [
        `*Last update*  ${lastUpdate(incident, facts, now)}`,
        ...(due === null ? [] : [`*Next update*  ${due}`]),
        ...inPlace(incident),
        ...asksOnBriefing(incident),
        ...checks,
      ].join('\n'),
    ),
    context(`As of ${dayAndTime(now)}. \`/incident brief ${facts.name}\` shows it again.`),
  ];
  const text = `${facts.name}: brief. ${severityWord(facts.severity)}, ${escapeText(facts.title)}. ${status(incident, now)}. ${facts.keyEvents.length} key events. Last update: ${lastUpdate(incident, facts, now)}`;
  return message(text, blocks);
}

function inPlace(incident: Incident): readonly string[] {
  const changes = changesInPlace(incident);
  const shown = changes.slice(-5).map((change) => changeWhat(change, 120));
  const more = changes.length - shown.length;
  if (changes.length === 0) return [];
  return [`*Changes in place*  ${shown.join(' · ')}${more > 0 ? ` and ${more} earlier` : ''}`];
}

function lastUpdate(incident: Incident, { lastUpdate: update }: Brief, now: Instant): string {
  if (update === null) return 'none yet.';
  const { at, by, happened, doing } = update;
  const said = [happened, doing].filter((part) => part !== '').join(' ');
  return `${moment(incident, at, now)} by <@${by}>: ${escapeTyped(shorten(said, 800))}`;
}
