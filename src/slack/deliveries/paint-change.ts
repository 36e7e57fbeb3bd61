// Safe to repeat: see `paintMessage`.
import { isAtWork } from '../../incident/at-work.ts';
import { findChange, pendingOffers, recordKeeper } from '../../incident/changes.ts';
import { linksFor } from '../links.ts';
import { changeLine } from '../views/change-line.ts';
import { changeOffers, offersPassedOn } from '../views/change-offers.ts';
import { asPost } from './as-post.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { paintMessage } from './paint-message.ts';

/** The line in the room about a change of the systems. */
export const paintChange: Delivery<'paint_change'> = async (slack, job, incident, { change: id }) => {
  const change = findChange(incident, id);
  const { channel } = incident.room;
  if (channel === null) return soon;
  if (change === undefined) return done;
  // A line in an earlier room stays there; the new room gets its own.
  const at = change.line?.channel === channel ? change.line : null;
  const message = changeLine(incident, change, linksFor(slack));
  return asPost(await paintMessage(slack, job, { surface: { kind: 'change', change: id }, at, channel, message }));
};

/** What reads like a change, to who keeps the record now; the message of who kept it before says to whom it went. */
export const paintOffers: Delivery<'paint_offers'> = async (slack, job, incident) => {
  const shown = incident.offers?.shown ?? null;
  const waits = pendingOffers(incident).length > 0 && isAtWork(incident);
  const user = (waits ? recordKeeper(incident) : null) ?? shown?.user ?? null;
  if (user === null) return done;
  if (shown !== null && shown.user !== user) {
    const { channel, ts } = shown;
    const passedOn = await slack.api('chat.update', { channel, ts, ...offersPassedOn(incident, user) });
    if (!passedOn.ok && passedOn.kind === 'later') return settle(passedOn);
  }
  const at = shown?.user === user ? { channel: shown.channel, ts: shown.ts } : null;
  const opened = at === null ? await directMessages(slack, user) : { ok: true as const, result: at.channel };
  if (!opened.ok) return settle(opened, `<@${user}>`);
  const message = changeOffers(incident, linksFor(slack));
  return paintMessage(slack, job, { surface: { kind: 'offers', user }, at, channel: opened.result, message });
};
