// The end of an incident ends what waited for somebody's word: asks for a role, offers of one, silences. When that end
// was a mistake they stand again, as they were; their messages get their buttons back by an edit, which wakes nobody.
import { handOverOffersOf, stillTheirs } from './hand-over-offers.ts';
import { whyEnded } from './handovers.ts';
import { type Incident, type Instant, isOpen } from './incident.ts';
import { holdersByHand, isFull } from './role-asks.ts';

/** `incident`: as it is again; `at`: when it was ended. What has been settled otherwise meanwhile stays so. */
export function standAgain(incident: Incident, at: Instant): Incident {
  const { crew, handovers, ...rest } = incident;
  const wasOver = (ended: { readonly at: Instant; readonly how: string } | null) =>
    ended?.how === 'over' && ended.at === at;
  return {
    ...rest,
    ...(crew === undefined
      ? {}
      : {
          crew: {
            ...crew,
            asks: crew.asks.map((ask) => {
              const held = holdersByHand(incident, ask.role);
              const settled =
                held.some(({ user }) => user === ask.user) ||
                (isFull(incident, ask.role) && !held.some(({ user }) => user === ask.from));
              return wasOver(ask.ended) && !settled ? { ...ask, ended: null } : ask;
            }),
            silences: crew.silences.map((silence) =>
              isOpen(incident) && wasOver(silence.ended) ? { ...silence, ended: null } : silence,
            ),
            ...(crew.handOverOffers === undefined
              ? {}
              : {
                  handOverOffers: handOverOffersOf(incident).map((offer) =>
                    isOpen(incident) && wasOver(offer.ended) && stillTheirs(incident, offer).length > 0
                      ? { ...offer, ended: null }
                      : offer,
                  ),
                }),
          },
        }),
    ...(handovers === undefined
      ? {}
      : {
          handovers: handovers.map((handover) =>
            handover.why === 'over' && handover.since === at && whyEnded(incident, handover) === null
              ? { ...handover, state: 'open', why: null, since: handover.at }
              : handover,
          ),
        }),
  };
}
