// Safe to repeat: see `paintMessage`.
import { findAsk } from '../../incident/asks.ts';
import { linksFor } from '../links.ts';
import { askLine } from '../views/ask-line.ts';
import { askRequest } from '../views/ask-request.ts';
import { asPost } from './as-post.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { paintMessage } from './paint-message.ts';

/** The line in the room about what somebody was asked. */
export const paintAsk: Delivery<'paint_ask'> = async (slack, job, incident, { ask: id }) => {
  const ask = findAsk(incident, id);
  const { channel } = incident.room;
  if (channel === null) return soon;
  if (ask === undefined) return done;
  // A line in an earlier room stays there; the new room gets its own.
  const at = ask.line?.channel === channel ? ask.line : null;
  const message = askLine(incident, ask, linksFor(slack));
  return asPost(await paintMessage(slack, job, { surface: { kind: 'ask', ask: id }, at, channel, message }));
};

/** The direct message to who was asked. */
export const paintAskRequest: Delivery<'paint_ask_request'> = async (slack, job, incident, { ask: id }) => {
  const ask = findAsk(incident, id);
  if (ask === undefined) return done;
  const { request: at } = ask;
  const opened = at === null ? await directMessages(slack, ask.who) : { ok: true as const, result: at.channel };
  if (!opened.ok) return settle(opened, `<@${ask.who}>`);
  const message = askRequest(incident, ask, linksFor(slack));
  const surface = { kind: 'ask_request', ask: id } as const;
  return paintMessage(slack, job, { surface, at, channel: opened.result, message });
};
