// Safe to repeat: see `tellPerson`.
import { isOpen } from '../../incident/incident.ts';
import { roomArchived } from '../views/room-archived.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Who leads and who declared hear that their room is gone, unless it is back by now. */
export const sayArchived: Delivery<'say_archived'> = async (slack, job, incident, { user, by }) => {
  if (incident.room.archivedAt === null || !isOpen(incident)) return done;
  return tellPerson(slack, job, user, roomArchived(incident, by));
};
