// Safe to repeat: see `paintMessage`.
import { findHandover } from '../../incident/handovers.ts';
import { handoverRequest } from '../views/handover-request.ts';
import { type Delivery, done } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { paintMessage } from './paint-message.ts';

/** The direct message to who may take a role over; whom none reaches cannot, and who offered it hears that. */
export const paintHandover: Delivery<'paint_handover'> = async (slack, job, incident, { handover: id }) => {
  const handover = findHandover(incident, id);
  if (handover === undefined) return done;
  const { request: at, to, state } = handover;
  // Ended before it was told: nothing to tell.
  if (at === null && state === 'ended') return done;
  const unreachable = {
    outcome: 'done',
    commands: [{ type: 'handover_unreachable', by: 'muster', id }],
  } as const;
  const opened = at === null ? await directMessages(slack, to) : { ok: true as const, result: at.channel };
  if (!opened.ok) {
    return opened.kind === 'later' ? { outcome: 'later', afterMs: opened.afterMs, why: opened.code } : unreachable;
  }
  const surface = { kind: 'handover', handover: id } as const;
  const message = handoverRequest(incident, handover);
  const painted = await paintMessage(slack, job, { surface, at, channel: opened.result, message });
  return painted.outcome === 'never' && state === 'open' ? unreachable : painted;
};
