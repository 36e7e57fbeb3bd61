// At least once: a response_url has no history. Falls back from the form or the answer to a direct message.
import type { Incident } from '../../incident/incident.ts';
import { sayLater } from '../say-later.ts';
import type { Slack } from '../slack.ts';
import { declareDone } from '../views/declare-done.ts';
import { roomLink } from '../views/room-link.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Tells who declared where the room is, or that it could not be made. */
export const sendLink: Delivery<'send_link'> = async (slack, job, incident, { user }) => {
  if (user === 'muster') return done;
  const message = roomLink(incident);
  if (await saidThere(slack, incident, message)) return done;
  return tellPerson(slack, job, user, message);
};

async function saidThere(slack: Slack, incident: Incident, message: ReturnType<typeof roomLink>): Promise<boolean> {
  const { replyTo } = incident;
  switch (replyTo.via) {
    case 'response_url':
      return sayLater(replyTo.url, message);
    case 'view': {
      const view = declareDone(incident);
      // Somebody may have closed the form meanwhile.
      return (await slack.api('views.update', { view_id: replyTo.viewId, view })).ok;
    }
    case 'dm':
      return false;
  }
}
