// The direct message that asks a holder, after two hours, whether to hand over: it stands while what it offers is so.
import type { IncidentEvent } from './events.ts';
import type { Incident, Instant, MessageRef, UserId } from './incident.ts';
import type { RoleName } from './policy.ts';

/** What somebody is asked about, whatever they held for so long. */
export interface HandOverOffer {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  readonly user: UserId;
  readonly roles: readonly RoleName[];
  readonly at: Instant;
  /** The direct message; null until Slack shows it. */
  readonly message: MessageRef | null;
  /** `given`: they hold none of these roles any more. `renewed`: asked once more. `over`: the incident has ended. */
  readonly ended: { readonly at: Instant; readonly how: 'given' | 'renewed' | 'over' } | null;
}

/** Open ones, and the newest that have ended, oldest first; an incident of an earlier version has none. */
export function handOverOffersOf(incident: Pick<Incident, 'crew'>): readonly HandOverOffer[] {
  return incident.crew?.handOverOffers ?? [];
}

export function findHandOverOffer(incident: Pick<Incident, 'crew'>, id: number): HandOverOffer | undefined {
  return handOverOffersOf(incident).find((offer) => offer.id === id);
}

/** Of the roles that were offered, those that they hold still. */
export function stillTheirs(incident: Pick<Incident, 'roles'>, { user, roles }: HandOverOffer): readonly RoleName[] {
  return roles.filter((role) => incident.roles.some((holding) => holding.role === role && holding.user === user));
}

/** One more; one that asked about the same roles has had its day. */
export function withHandOverOffer(
  incident: Incident,
  { at, user, roles }: Extract<IncidentEvent, { type: 'hand_over_offered' }>,
): readonly HandOverOffer[] {
  const offers = handOverOffersOf(incident);
  const id = Math.max(0, ...offers.map((offer) => offer.id)) + 1;
  const earlier = offers.map((offer) =>
    offer.user === user && offer.ended === null && offer.roles.every((role) => roles.includes(role))
      ? { ...offer, ended: { at, how: 'renewed' as const } }
      : offer,
  );
  return [...earlier, { id, user, roles, at, message: null, ended: null }];
}

/** What any event means for the open ones. */
export function handOverOffersAfter(
  incident: Incident,
  at: Instant,
  ends: (offer: HandOverOffer) => boolean,
): readonly HandOverOffer[] {
  return handOverOffersOf(incident).map((offer) => {
    if (offer.ended !== null) return offer;
    if (ends(offer)) return { ...offer, ended: { at, how: 'over' } };
    return stillTheirs(incident, offer).length === 0 ? { ...offer, ended: { at, how: 'given' } } : offer;
  });
}

/** Those whose message reads otherwise since an event: they have ended, or some of their roles have gone. */
export function changedHandOverOffers(incident: Incident, event: IncidentEvent): readonly HandOverOffer[] {
  const role = event.type === 'role_taken' || event.type === 'role_vacated' ? event.role : null;
  return handOverOffersOf(incident).filter((offer) => {
    if (offer.ended !== null) return offer.ended.at === event.at;
    return role !== null && offer.roles.includes(role) && !stillTheirs(incident, offer).includes(role);
  });
}
