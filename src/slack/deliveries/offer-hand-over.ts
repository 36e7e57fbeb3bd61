// Safe to repeat: see `paintMessage`.
import { findHandOverOffer } from '../../incident/hand-over-offers.ts';
import { handOverOffer } from '../views/hand-over-offer.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { paintMessage } from './paint-message.ts';

/** Whether to hand over, to a holder; without its buttons once it is settled. Settled before it was told: not told. */
export const offerHandOver: Delivery<'offer_hand_over'> = async (slack, job, incident, { offer: id }) => {
  const offer = findHandOverOffer(incident, id);
  if (offer === undefined) return done;
  const { message: at, user } = offer;
  // An earlier attempt may have posted it all the same: then it is found, and edited.
  if (at === null && offer.ended !== null && job.attempt === 1) return done;
  const opened = at === null ? await directMessages(slack, user) : { ok: true as const, result: at.channel };
  if (!opened.ok) return settle(opened, `<@${user}>`);
  const surface = { kind: 'hand_over_offer', offer: id } as const;
  return paintMessage(slack, job, { surface, at, channel: opened.result, message: handOverOffer(incident, offer) });
};
