// Who is told what when somebody is asked to take a role, when a holder is silent, when one has held a role for long.
import type { CrewEvent, RoleAsk, Silence } from './crew.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { changedHandOverOffers, type HandOverOffer, handOverOffersOf } from './hand-over-offers.ts';
import { holdersOf, type Incident, type UserId } from './incident.ts';
import { leading } from './page-errands.ts';
import type { RoleName } from './policy.ts';
import { crewOf, findRoleAsk, openRoleAsks } from './role-asks.ts';
import { act, facts, homes, paint, say } from './surfaces.ts';

/** What follows from an event of this family itself; what it ends is told by `crewErrands`. */
export function crewConsequences(
  incident: Incident,
  event: Extract<IncidentEvent, { type: CrewEvent['type'] }>,
): readonly Errand[] {
  switch (event.type) {
    case 'role_asked': {
      const { ask, instead } = event;
      const replaced = crewOf(incident).asks.find(
        ({ role, user, ended }) => role === ask.role && user === instead && ended?.at === event.at,
      );
      return [
        request(ask),
        ...facts(incident),
        ...leadShown(incident, ask.role),
        // Only a member of a private room can answer; everybody else is asked in when they accept.
        ...(incident.private ? [act('invite', { kind: 'invite', who: [ask.user] })] : []),
        ...(replaced === undefined ? [] : [news(replaced, replaced.user, 'replaced')]),
      ];
    }
    case 'role_asked_again': {
      const ask = findRoleAsk(incident, event.id);
      return ask === undefined
        ? []
        : [news(ask, ask.user, 'again'), ...facts(incident), ...leadShown(incident, ask.role)];
    }
    case 'role_declined': {
      const ask = findRoleAsk(incident, event.id);
      if (ask === undefined) return [];
      const told = new Set([ask.by, ...holdersOf(incident, 'lead').map(({ user }) => user)]);
      told.delete(ask.user);
      told.delete('muster');
      return [
        ...[...facts(incident), ...leadShown(incident, ask.role)],
        ...[...told].map((user) => news(ask, user, 'declined')),
      ];
    }
    case 'role_ask_ended':
      return facts(incident);
    case 'holders_looked_for':
      return [act('silent', { kind: 'look_for_silent' })];
    case 'holder_silent':
      return [silenceLine(event.silence), ...numbers(incident, event.silence)];
    case 'hand_over_offered':
      return handOverOffersOf(incident)
        .filter((offer) => offer.user === event.user && (offer.at === event.at || offer.ended?.at === event.at))
        .map(handOverOffer);
    case 'unheld_escalated': {
      const { roles, teams, told } = event.escalation;
      const free = roles.map(({ role }) => role);
      return [
        ...(teams.length === 0 ? [] : [act('page', { kind: 'page_by_itself' })]),
        ...told.map((user) => say(`dm:${user}`, { kind: 'say_unheld', user, roles: free })),
        paint('reminder', { kind: 'paint_reminder' }),
      ];
    }
    case 'holders_heard':
    case 'holder_here':
      return [];
  }
}

/** Who was asked to lead stands in the App Home of who holds a role, too. */
function leadShown(incident: Incident, role: RoleName): readonly Errand[] {
  return role === 'lead' ? homes(incident.roles.map(({ user }) => user)) : [];
}

/** Whatever an event ends is edited where it stands, and who accepted is asked into the room. */
export function crewErrands(incident: Incident, event: IncidentEvent): readonly Errand[] {
  if (incident.crew === undefined) return [];
  const asks = incident.crew.asks.filter((ask) => ask.ended?.at === event.at);
  const accepted = asks.filter(
    ({ ended, user, role }) =>
      ended?.how === 'accepted' && event.type === 'role_taken' && event.user === user && event.role === role,
  );
  return [
    ...asks.map(request),
    ...accepted.map(({ user }) => act('invite', { kind: 'invite', who: [user] })),
    ...incident.crew.silences.filter((silence) => silence.ended?.at === event.at).map(silenceLine),
    ...(event.type === 'hand_over_offered' ? [] : changedHandOverOffers(incident, event).map(handOverOffer)),
  ];
}

/** What stands again after an end that was a mistake, drawn where it stands; who has not been shown it yet is now. */
export function crewShown(incident: Incident): readonly Errand[] {
  return [
    ...openRoleAsks(incident).map(request),
    ...crewOf(incident)
      .silences.filter(({ ended }) => ended === null)
      .map(silenceLine),
    ...handOverOffersOf(incident)
      .filter(({ ended }) => ended === null)
      .map(handOverOffer),
  ];
}

/** The number of who is silent, for who leads; while that is the same person, for who declared. */
function numbers(incident: Incident, silence: Silence): readonly Errand[] {
  const leads = leading(incident).filter((user) => user !== silence.user);
  const told = leads.length > 0 ? leads : [incident.declaredBy];
  return told
    .filter((user) => user !== silence.user && user !== 'muster')
    .map((user) => say(`dm:${user}`, { kind: 'say_silent_number', user, silence: silence.id }));
}

function request(ask: RoleAsk): Errand {
  return paint(`role-request:${ask.id}`, { kind: 'paint_role_request', ask: ask.id });
}

function handOverOffer({ id: offer }: HandOverOffer): Errand {
  return paint(`hand-over-offer:${offer}`, { kind: 'offer_hand_over', offer });
}

function silenceLine(silence: Silence): Errand {
  return paint(`silence:${silence.id}`, { kind: 'paint_silence', silence: silence.id });
}

function news(ask: RoleAsk, user: UserId, what: 'again' | 'declined' | 'replaced'): Errand {
  return say(`dm:${user}`, { kind: 'say_role_news', user, ask: ask.id, news: what });
}
