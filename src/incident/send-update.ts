import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { type Holding, holdersOf, type Incident, isOpen, type UserId } from './incident.ts';

/**
 * What happened, what is being done, what users can do meanwhile, when we speak next. Two voices do harm: while somebody
 * is communicator, they and the lead speak; whoever else has something to say tells them, or takes the role over.
 */
export const sendUpdate: Rule<'send_update'> = (incident, command, now) => {
  const speaker = speakerInsteadOf(incident, command.by);
  if (speaker !== null) return refuse({ reason: 'not_speaker', user: speaker.user, since: speaker.since });
  const happenedText = command.happened.trim();
  if (happenedText === '') return refuse({ reason: 'empty', what: 'text' });
  if (command.nextAt !== null && command.nextAt <= now) return refuse({ reason: 'next_update_past' });
  return happened({
    type: 'update_sent',
    update: {
      at: now,
      by: command.by,
      happened: happenedText,
      doing: command.doing.trim(),
      meanwhile: command.meanwhile.trim(),
      nextAt: isOpen(incident) ? command.nextAt : null,
    },
  });
};

/** Who is communicator, if that keeps somebody from sending an update. */
function speakerInsteadOf(incident: Incident, user: UserId): Holding | null {
  const speakers = holdersOf(incident, 'communicator');
  const mayToo = [...speakers, ...holdersOf(incident, 'lead')].some((holding) => holding.user === user);
  return mayToo ? null : (speakers[0] ?? null);
}

/** The promised time has passed: the briefing says so, until an update is sent. */
export const missUpdate: Rule<'miss_update'> = (incident, _command, now) => {
  const dueAt = incident.nextUpdateAt;
  if (dueAt === null || dueAt > now || incident.updateMissed || !isOpen(incident)) return refuse({ reason: 'not_due' });
  return happened({ type: 'update_missed' });
};
