// At least once: an ephemeral message leaves no history to look into, and one too many does no harm.
import { undoOffer } from '../views/undo-offer.ts';
import { type Delivery, done, settle } from './delivery.ts';

/** `Undo`, for who has just set something: privately in the room, or directly where they are not in it. */
export const offerUndo: Delivery<'offer_undo'> = async (slack, _job, incident, { user, what, set }) => {
  const { channel } = incident.room;
  const message = undoOffer(incident, what, set, slack.now());
  // Too late, or set anew: there is nothing to offer.
  if (message === null) return done;
  if (channel !== null) {
    const shown = await slack.api('chat.postEphemeral', { channel, user, ...message });
    if (shown.ok) return done;
    if (shown.kind === 'later') return settle(shown);
  }
  const told = await slack.api('chat.postMessage', { channel: user, ...message });
  return told.ok || told.kind !== 'later' ? done : settle(told);
};
