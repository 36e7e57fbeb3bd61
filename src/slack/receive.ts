import type { Receiver, ReceiverEvent } from '@slack/bolt';
import type { Mask } from '../record/mask.ts';
import { maskRequest } from './mask-request.ts';
import type { UnderWay } from './under-way.ts';

/**
 * Bolt acknowledges an event before any listener runs, over HTTP and Socket Mode alike. So what an event says is
 * written down before Bolt sees it: `hear` commits, then Bolt may answer. If the write fails, nothing is
 * acknowledged, and Slack sends the event again. Whatever else comes loses its credentials here; an event's are found
 * where it is read, since its author is told. `onLost` hears of a failed write: after some attempts Slack gives up, and
 * the history must be asked.
 */
export function hearFirst(
  receiver: Receiver,
  hear: (body: EventBody) => Promise<void>,
  mask: Mask,
  onLost: () => void,
  underWay: UnderWay,
): Receiver {
  return {
    init(app) {
      receiver.init({
        processEvent: (event: ReceiverEvent) =>
          underWay.run(async () => {
            const body = event.body as Partial<EventBody>;
            if (body.type === 'event_callback' && typeof body.event === 'object' && body.event !== null) {
              await hear(body as EventBody).catch((error: unknown) => {
                onLost();
                throw error;
              });
              await app.processEvent(event);
            } else await app.processEvent({ ...event, body: maskRequest(event.body, mask) });
          }),
      } as Parameters<Receiver['init']>[0]);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/** An `event_callback`, as far as we read it. */
export interface EventBody {
  readonly type: 'event_callback';
  /** Where it happened: in a channel shared with another organisation, that may be theirs. */
  readonly team_id: string;
  readonly context_team_id?: string | null;
  /** For whom it is delivered. */
  readonly authorizations?: readonly { readonly team_id?: string | null }[];
  readonly event_id: string;
  /** Seconds since 1970. */
  readonly event_time: number;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
}
