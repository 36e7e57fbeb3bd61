import type { CrewEvent, Silence } from '../incident/crew.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { findRoleAsk } from '../incident/role-asks.ts';
import { escalatedTo, unheldFor } from './describe-unheld.ts';
import { sayDuration } from './durations.ts';
import { actor, clock } from './phrases.ts';
import { escapeText } from './slack-text.ts';

/** Who was asked to take a role, what they said, and who was not heard; null: bookkeeping. */
export function describeCrew(
  incident: Incident,
  event: Extract<IncidentEvent, { type: CrewEvent['type'] }>,
): string | null {
  const by = actor(event.by);
  switch (event.type) {
    case 'role_asked': {
      const { role, user, from } = event.ask;
      const keeps = from === null ? '' : ` ${actor(from)} keeps it until then.`;
      const instead = event.instead === null ? '' : ` ${actor(event.instead)} is asked no longer.`;
      return `${by} asked ${actor(user)} to be ${escapeText(role)}.${keeps}${instead}`;
    }
    case 'role_asked_again':
    case 'role_declined':
    case 'role_ask_ended': {
      const ask = findRoleAsk(incident, event.id);
      if (ask === undefined) return null;
      const [user, role] = [actor(ask.user), escapeText(ask.role)];
      if (event.type === 'role_asked_again') return `${by} asked ${user} again to be ${role}.`;
      if (event.type === 'role_declined') return `${user} cannot be ${role}, as ${actor(ask.by)} asked.`;
      if (event.how === 'gone') return `${user} has no account here any more, and is not asked to be ${role}.`;
      return `${user} is asked no longer to be ${role}, by ${by}.`;
    }
    case 'holder_silent':
      return `${noWord(event.silence)}, since ${clock(event.silence.since)}.`;
    case 'holder_here':
      return `${by} is here.`;
    case 'holders_heard':
      return event.users.length === 0 ? null : `${event.users.map(actor).join(', ')} said something again.`;
    case 'hand_over_offered': {
      const roles = event.roles.map(escapeText).join(' and ');
      return `${actor(event.user)} has been ${roles} for long, and was offered to hand over.`;
    }
    case 'unheld_escalated':
      return `${unheldFor(incident, event.escalation.roles, event.at)} Escalated: ${escalatedTo(event.escalation)}.`;
    case 'holders_looked_for':
      return null;
  }
}

/** `No word from @cho (scribe) for 15 min`, raw. */
export function noWord({ user, roles, ms }: Pick<Silence, 'user' | 'roles' | 'ms'>): string {
  return `No word from ${actor(user)} (${roles.map(escapeText).join(', ')}) for ${sayDuration(ms)}`;
}
