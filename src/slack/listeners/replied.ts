import type { Outcome } from '../../engine/engine.ts';
import type { Command } from '../../incident/commands.ts';
import type { IncidentEvent } from '../../incident/events.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { refusal } from '../views/refusal.ts';
import { trouble } from '../views/trouble.ts';
import type { Asked, Reply } from './listener.ts';

/** Asks the incident, and words its no for who asked. `done` words the yes; without it nothing is said. */
export async function performed(
  asked: Pick<Asked, 'slack' | 'key'>,
  incident: Incident,
  command: Command,
  done: (incident: Incident, events: readonly IncidentEvent[]) => Reply | null = () => null,
): Promise<Reply | null> {
  const outcome = await asked.slack.engine.perform(incident, command, asked.key);
  return replyTo(outcome, done);
}

export function replyTo(
  outcome: Outcome,
  done: (incident: Incident, events: readonly IncidentEvent[]) => Reply | null = () => null,
): Reply | null {
  switch (outcome.kind) {
    case 'done':
      return done(outcome.incident, outcome.events);
    case 'refused':
      return refusal(outcome.incident, outcome.refusal);
    case 'repeated':
      // The same request once more: it was answered the first time.
      return null;
    case 'not_found':
      return trouble.unknownIncident(0);
  }
}

/** For what the room is told anyway: whoever typed it there reads it there, anybody else learns that it is done. */
export function doneElsewhere({ channel }: Pick<Asked, 'channel'>): (incident: Incident) => Reply | null {
  return (incident) => {
    const { room } = incident;
    if (room.channel !== null && room.channel === channel) return null;
    const isTold = room.channel !== null && outOfReach(room) === null;
    return { text: `${nameOf(incident)}: done.${isTold ? ` <#${room.channel}> is told.` : ''}` };
  };
}
