import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { moment } from './moment.ts';

const laterMs = 30 * 60_000;

/** By direct message, to who keeps the record, once for each silence: what is decided on the call is written nowhere. */
export function callQuestion(incident: Incident, since: Instant): Message {
  const { number: n, room } = incident;
  const where = room.channel === null ? 'the room' : `<#${room.channel}>`;
  const raw = `Nobody has written in ${where} since ${moment(incident, since)}. What was decided on the call?`;
  return message(`${nameOf(incident)}: ${raw}`, [
    section(`*${nameOf(incident)}*  ${escapeText(incident.title)}\n${raw}`),
    ...actions([
      button('Write it down', 'record_decision', { n }, { style: 'primary' }),
      button('Not for 30 min', 'quiet_call', { n, ms: laterMs }, { suffix: 'later' }),
      button('Not for this incident', 'quiet_call', { n, ms: 0 }, { suffix: 'never' }),
    ]),
    context('It goes onto the timeline at its time. Nothing decided? Then there is nothing to do.'),
  ]);
}
