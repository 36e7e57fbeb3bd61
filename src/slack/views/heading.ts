import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { header, headerLength, section } from '../blocks.ts';
import { headline } from './headline.ts';

/** The first line of a message; what Slack has no room for there stands whole below it. */
export function heading(incident: Incident, line: string = headline(incident)): readonly KnownBlock[] {
  return [header(line), ...(line.length > headerLength ? [section(escapeText(incident.title))] : [])];
}
