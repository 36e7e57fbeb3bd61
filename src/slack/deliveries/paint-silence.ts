// Safe to repeat: see `paintMessage` and `tellPerson`.
import { personBySlack } from '../../incident/directory.ts';
import { crewOf } from '../../incident/role-asks.ts';
import { silenceLine, silentNumber } from '../views/silence-line.ts';
import { type Delivery, done, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';
import { tellPerson } from './tell-person.ts';

/** The line in the room; a silence that was over before Slack showed it is not shown any more. */
export const paintSilence: Delivery<'paint_silence'> = async (slack, job, incident, { silence: id }) => {
  const silence = crewOf(incident).silences.find((one) => one.id === id);
  const { channel } = incident.room;
  if (channel === null) return soon;
  if (silence === undefined) return done;
  const at = silence.line?.channel === channel ? silence.line : null;
  if (at === null && silence.ended !== null && job.attempt === 1) return done;
  const surface = { kind: 'silence', silence: id } as const;
  return paintMessage(slack, job, { surface, at, channel, message: silenceLine(incident, silence) });
};

/** Where no number is known there is nothing to say that the room does not say. The number stands in this message alone. */
export const saySilentNumber: Delivery<'say_silent_number'> = async (slack, job, incident, { user, silence: id }) => {
  const silence = crewOf(incident).silences.find((one) => one.id === id);
  if (silence === undefined || silence.ended !== null) return done;
  const known = personBySlack(slack.directory, silence.user);
  if (known === null || known.phone === null) return done;
  return tellPerson(slack, job, user, silentNumber(incident, silence, { phone: known.phone, place: known.place }));
};
