import type { Ask } from '../../incident/asks.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, context, type Message, message, section } from '../blocks.ts';
import { askButtons, askState, askWhat } from './ask-words.ts';
import { type Links, link } from './link.ts';

/** By direct message, to who is asked: what, until when, and three ways to answer; edited with its state. */
export function askRequest(incident: Incident, ask: Ask, links: Links): Message {
  const { room } = incident;
  const what = `<@${ask.by}> asks you: ${askWhat(incident, ask)}.`;
  const about = ask.source === null ? [] : [link(links(ask.source.channel, ask.source.ts), 'The message it is about')];
  const where = `${nameOf(incident)}, ${escapeText(incident.title)}.${room.channel === null ? '' : ` Room: <#${room.channel}>`}`;
  const state = askState(incident, ask);
  return message(`${nameOf(incident)}: ${what} ${state}`, [
    section([what, ...about, state].join('\n')),
    ...actions(askButtons(incident, ask, ask.who)),
    context(where),
  ]);
}
