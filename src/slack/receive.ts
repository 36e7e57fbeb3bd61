import type { Receiver, ReceiverEvent } from '@slack/bolt';

/**
 * Bolt acknowledges an event before any listener runs, over HTTP and Socket Mode alike. So what an event says is
 * written down before Bolt sees it: `hear` commits, then Bolt may answer. If the write fails, nothing is
 * acknowledged, and Slack sends the event again.
 */
export function hearFirst(
  receiver: Receiver,
  hear: (body: EventBody) => Promise<void>,
  received: Received = () => () => {},
): Receiver {
  return {
    init(app) {
      receiver.init({
        processEvent: async (event: ReceiverEvent) => {
          const body = event.body as Partial<EventBody>;
          const answered = received(kindOf(body));
          const ack: ReceiverEvent['ack'] = async (answer) => {
            await event.ack(answer);
            answered();
          };
          if (body.type === 'event_callback' && typeof body.event === 'object' && body.event !== null) {
            await hear(body as EventBody);
          }
          await app.processEvent({ ...event, ack });
        },
      } as Parameters<Receiver['init']>[0]);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/** Told of everything that came from Slack; what it returns is called once that is acknowledged. */
export type Received = (kind: 'event' | 'command' | 'interaction') => () => void;

function kindOf(body: Readonly<Record<string, unknown>>): Parameters<Received>[0] {
  if (body.type === 'event_callback') return 'event';
  return typeof body.command === 'string' ? 'command' : 'interaction';
}

/** An `event_callback`, as far as we read it. */
export interface EventBody {
  readonly type: 'event_callback';
  readonly team_id: string;
  readonly event_id: string;
  /** Seconds since 1970. */
  readonly event_time: number;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
}
