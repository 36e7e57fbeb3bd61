// Safe to repeat: see `tellPerson`.
import { isOpen } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { roomLeft } from '../views/room-left.ts';
import { type Delivery, done } from './delivery.ts';
import { channelOf, isInside } from './rejoin-channel.ts';
import { tellPerson } from './tell-person.ts';

/** Who leads and who declared hear that I am out of their room, unless I am in it again, or it was archived, by now. */
export const sayLeft: Delivery<'say_left'> = async (slack, job, incident, { user, by }) => {
  const { channel } = incident.room;
  if (outOfReach(incident.room) !== 'left' || !isOpen(incident)) return done;
  // Told late, or in the wrong order: it is in by now.
  if (channel !== null && isInside(await channelOf(slack, channel))) {
    await slack.engine.perform(job.ref, { type: 'room_rejoined', by: 'muster' });
    return done;
  }
  return tellPerson(slack, job, user, roomLeft(incident, by));
};
