import { isAtWork, workPhases } from './at-work.ts';
import { changeLengthMax, pendingOffers, recordKeeper } from './changes.ts';
import { cutText } from './cut-text.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';
import { logged } from './log-change.ts';

/** A message reads like a change: the scribe, else the lead, is asked whether it is one; once for each message. */
export const offerChange: Rule<'offer_change'> = (incident, { offer }) => {
  const { channel, ts } = offer;
  const known = [...pendingOffers(incident), ...(incident.changes ?? []).flatMap(({ source }) => source ?? [])];
  if (known.some((one) => one.ts === ts && one.channel === channel)) return refuse({ reason: 'nothing_changed' });
  if (!isOpen(incident) || recordKeeper(incident) === null) return refuse({ reason: 'not_due' });
  return happened({
    type: 'change_offered',
    offer: { ...offer, text: cutText(offer.text.replace(/[\s.]+$/, ''), changeLengthMax) },
  });
};

/** One press: it is a change, and is logged at the time of its message, by who wrote it; or it is none. */
export const settleOffer: Rule<'settle_offer'> = (incident, { ts, log, by }, now) => {
  const offer = pendingOffers(incident).find((pending) => pending.ts === ts);
  if (offer === undefined) return refuse({ reason: 'nothing_changed' });
  const settled = { type: 'offer_settled', ts } as const;
  if (!log) return happened(settled);
  // A button that nobody has taken away yet.
  if (!isAtWork(incident)) return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: workPhases });
  const source = { channel: offer.channel, ts };
  return happened(
    logged(incident, { by, who: offer.by, happenedAt: offer.at, source, whole: offer.text }, now),
    settled,
  );
};
