import type { Crew, CrewEvent, RoleAsk, RoleAskEnd, Silence } from './crew.ts';
import { escalationsOf, withEscalation } from './escalate-unheld.ts';
import type { IncidentEvent } from './events.ts';
import { handOverOffersAfter, handOverOffersOf, withHandOverOffer } from './hand-over-offers.ts';
import { type Incident, type Instant, isOpen, type MessageRef, type UserId } from './incident.ts';
import { crewOf, holdersByHand, isFull, withoutOldestEnded } from './role-asks.ts';
import { rolePolicy } from './role-policy.ts';
import { lookEveryMs, lookForSilentAt } from './silent-holders.ts';

/** Asks for a role, silences, offers. */
export function evolveCrew(incident: Incident, event: Extract<IncidentEvent, { type: CrewEvent['type'] }>): Incident {
  const crew = crewOf(incident);
  const { at, by } = event;
  switch (event.type) {
    case 'role_asked': {
      const replaced = (ask: RoleAsk) =>
        ask.ended === null && ask.role === event.ask.role && ask.user === event.instead;
      const asks = crew.asks.map((ask) => (replaced(ask) ? ended(ask, at, 'replaced', event.ask.user) : ask));
      return withCrew(remindAgain(incident, event.ask), { asks: [...asks, event.ask] });
    }
    case 'role_asked_again':
      return withCrew(incident, {
        asks: crew.asks.map((ask) => (ask.id === event.id ? { ...ask, againAt: at } : ask)),
      });
    case 'role_declined':
      return endAsk(incident, event.id, at, 'declined', by);
    case 'role_ask_ended':
      return endAsk(incident, event.id, at, event.how, by);
    case 'holders_looked_for':
      // Also when no answer ever comes of it.
      return withCrew(incident, { lookAt: at + lookEveryMs });
    case 'holders_heard':
      return withCrew(incident, { lookAt: event.nextAt, silences: heard(crew.silences, event.users, at) });
    case 'holder_silent':
      return withCrew(incident, { silences: [...crew.silences, event.silence] });
    case 'holder_here':
      return withCrew(incident, { silences: heard(crew.silences, [event.user], at) });
    case 'hand_over_offered': {
      const now = event.roles.map((role) => ({ role, user: event.user, at }));
      const kept = crew.offered.filter((one) => one.user !== event.user || !event.roles.includes(one.role));
      return withCrew(incident, { offered: [...kept, ...now], handOverOffers: withHandOverOffer(incident, event) });
    }
    case 'unheld_escalated':
      return withCrew(incident, { escalations: withEscalation(escalationsOf(incident), event.escalation) });
  }
}

/** The room has been reminded of the role already: unless somebody accepts, it is once more. */
function remindAgain(incident: Incident, { role, at }: RoleAsk): Incident {
  const vacancy = incident.vacancies[role];
  const afterMs = rolePolicy(incident, role)?.remindUnheldMs ?? null;
  if (vacancy === undefined || vacancy.remindedAt === null || afterMs === null) return incident;
  const snoozedUntil = Math.max(vacancy.snoozedUntil ?? 0, at + afterMs);
  return { ...incident, vacancies: { ...incident.vacancies, [role]: { ...vacancy, snoozedUntil } } };
}

/** What any event means for who was asked, and for who was silent: a role that has gone, a word, an end. */
export function crewAfter(before: Incident, incident: Incident, event: IncidentEvent): Incident {
  if (incident.crew === undefined) return incident;
  const { at } = event;
  const ends = endedBy(before, incident, event);
  const asks = incident.crew.asks.map((ask) => {
    if (ask.ended !== null) return ask;
    if (ends(ask)) return ended(ask, at, 'over', event.by);
    return event.type === 'role_taken' && event.role === ask.role ? afterTaking(incident, ask, event) : ask;
  });
  const silences = incident.crew.silences.map((silence): Silence => {
    if (silence.ended !== null) return silence;
    if (ends(silence)) return { ...silence, ended: { at, how: 'over' } };
    const holds = incident.roles.some(({ role, user }) => user === silence.user && silence.roles.includes(role));
    if (!holds) return { ...silence, ended: { at, how: 'gone' } };
    return event.by === silence.user ? { ...silence, ended: { at, how: 'heard' } } : silence;
  });
  const offered = incident.crew.offered.filter(({ role, user }) =>
    incident.roles.some((holding) => holding.role === role && holding.user === user),
  );
  const left = withCrew(incident, { asks, silences, offered, lookAt: lookAtAfter(incident, event) });
  return incident.crew.handOverOffers === undefined
    ? left
    : withCrew(left, { handOverOffers: handOverOffersAfter(incident, at, ends) });
}

/** The end of an incident ends what is open; an end that comes back by undoing, only what has begun meanwhile. */
function endedBy(
  before: Incident,
  incident: Incident,
  event: IncidentEvent,
): (one: { readonly at: Instant }) => boolean {
  const over = before.phase !== incident.phase && !isOpen(incident);
  const undone = event.type === 'undone' ? (before.undoable?.phase?.at ?? null) : null;
  return (one) => over && (undone === null || one.at > undone);
}

/** Slack shows the direct message of an ask. */
export function roleAskShown(incident: Incident, id: number, request: MessageRef): Incident {
  return withCrew(incident, {
    asks: crewOf(incident).asks.map((ask) => (ask.id === id ? { ...ask, request } : ask)),
  });
}

/** Slack shows the line of a silence. */
export function silenceShown(incident: Incident, id: number, line: MessageRef): Incident {
  return withCrew(incident, {
    silences: crewOf(incident).silences.map((silence) => (silence.id === id ? { ...silence, line } : silence)),
  });
}

/** Slack shows the direct message that asks whether to hand over. */
export function handOverOfferShown(incident: Incident, id: number, message: MessageRef): Incident {
  return withCrew(incident, {
    handOverOffers: handOverOffersOf(incident).map((offer) => (offer.id === id ? { ...offer, message } : offer)),
  });
}

function afterTaking(
  incident: Incident,
  ask: RoleAsk,
  { at, user }: Extract<IncidentEvent, { type: 'role_taken' }>,
): RoleAsk {
  if (ask.user === user) return ended(ask, at, 'accepted', user);
  const fromHolds = holdersByHand(incident, ask.role).some((holding) => holding.user === ask.from);
  return isFull(incident, ask.role) && !fromHolds ? ended(ask, at, 'taken', user) : ask;
}

/** A new holder may be expected to speak sooner than the next look was planned. */
function lookAtAfter(incident: Incident, event: IncidentEvent): Instant | null {
  const { lookAt } = crewOf(incident);
  if (event.type !== 'role_taken' || lookAt === null) return lookAt;
  const ms = rolePolicy(incident, event.role)?.silentAfterMs ?? null;
  return ms === null || lookForSilentAt(incident) === null ? lookAt : Math.min(lookAt, event.at + ms);
}

function heard(silences: readonly Silence[], users: readonly UserId[], at: Instant): readonly Silence[] {
  return silences.map((silence) =>
    silence.ended === null && users.includes(silence.user) ? { ...silence, ended: { at, how: 'heard' } } : silence,
  );
}

function endAsk(incident: Incident, id: number, at: Instant, how: RoleAskEnd, by: UserId): Incident {
  return withCrew(incident, {
    asks: crewOf(incident).asks.map((ask) => (ask.id === id ? ended(ask, at, how, by) : ask)),
  });
}

function ended(ask: RoleAsk, at: Instant, how: RoleAskEnd, by: UserId): RoleAsk {
  return { ...ask, ended: { at, how, by } };
}

function withCrew(incident: Incident, changes: Partial<Crew>): Incident {
  const crew = { ...crewOf(incident), ...changes };
  return {
    ...incident,
    crew: {
      ...crew,
      asks: withoutOldestEnded(crew.asks),
      silences: withoutOldestEnded(crew.silences),
      ...(crew.handOverOffers === undefined ? {} : { handOverOffers: withoutOldestEnded(crew.handOverOffers) }),
    },
  };
}
