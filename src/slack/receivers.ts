import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { quietLog } from './quiet-log.ts';
import { type SocketAddress, type SocketAddressOptions, socketAddress } from './socket-address.ts';

/**
 * Requests over HTTP. Our own gate stands before it: it has checked the signature (by our clock, in both directions),
 * the size and the shape, so that Bolt's weaker check is left off.
 */
export function httpReceiver(signingSecret: string): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    signatureVerification: false,
    // A write that failed is answered with 503: Slack sends the event again.
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
      return false;
    },
    logger: quietLog,
  });
}

export interface SocketOptions extends SocketAddressOptions {
  readonly onRateLimited: () => void;
  readonly onConnected: () => void;
  /** The connection has ended; another is on its way, unless we stop. */
  readonly onLost: () => void;
  readonly metrics: SocketMetrics;
}

/** The gate counts what comes over HTTP; this is the same for envelopes. */
export interface SocketMetrics {
  received(kind: 'event' | 'command' | 'interaction' | 'other', transport: 'socket'): void;
  acknowledged(kind: 'event' | 'command' | 'interaction' | 'other', durationMs: number): void;
}

/** The same over a WebSocket. What is not acknowledged comes again by itself. */
export function socketReceiver(options: SocketOptions): SocketModeReceiver {
  const { appToken, apiUrl, onRateLimited, onConnected, onLost, metrics } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    processEventErrorHandler: async () => false,
    logger: quietLog,
  });
  const { client } = receiver;
  askOurselves(client as unknown as SocketClient, socketAddress(options));
  // An `app_rate_limited` envelope has no inner event: socket-mode 3.1.0 throws on it, which would end the process.
  const listeners = client.listeners('ws_message') as ((data: unknown, isBinary: boolean) => void)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const notice = isBinary ? null : rateLimitNotice(data);
    if (notice === null) {
      for (const listener of listeners) listener(data, isBinary);
      return;
    }
    // Unacknowledged it would come again. `send` is private only in the types; a lost connection needs no answer.
    (client as unknown as { send(envelope: string): Promise<void> }).send(notice).catch(() => {});
    onRateLimited();
  });
  client.on('connected', onConnected);
  client.on('close', () => {
    // An old connection may close when the next is there; only the types call it private.
    if (!(client as unknown as { websocket?: { isActive(): boolean } }).websocket?.isActive()) onLost();
  });
  const takers = client.listeners('slack_event') as ((envelope: Envelope) => void)[];
  client.removeAllListeners('slack_event');
  client.on('slack_event', (envelope: Envelope) => {
    const counted = count(envelope, metrics);
    for (const take of takers) take(counted);
  });
  return receiver;
}

/** Parts of socket-mode 3.1.0's client that only its types call private. */
interface SocketClient {
  start(): Promise<unknown>;
  retrieveWSSURL(): Promise<string>;
  connectionResponse: SocketAddress;
  /** Each makes it wait five seconds longer before the next. */
  numOfConsecutiveReconnectionFailures: number;
}

/** The client connects to where we say, whenever it wants to connect. */
function askOurselves(client: SocketClient, address: () => Promise<SocketAddress>): void {
  let started = false;
  client.retrieveWSSURL = async () => {
    client.connectionResponse = await address();
    client.numOfConsecutiveReconnectionFailures = 0;
    return client.connectionResponse.url;
  };
  const { start } = client;
  // It listens to the first start only: a later one that ends (we stop meanwhile) would end the process.
  client.start = () => {
    const answer = start.call(client);
    if (started) return answer.catch(() => new Promise(() => {}));
    started = true;
    return answer;
  };
}

interface Envelope {
  readonly type: string;
  readonly ack: (answer?: unknown) => Promise<void>;
}

const kinds = { events_api: 'event', slash_commands: 'command', interactive: 'interaction' } as const;

function count(envelope: Envelope, metrics: SocketMetrics): Envelope {
  const kind = Object.hasOwn(kinds, envelope.type) ? kinds[envelope.type as keyof typeof kinds] : 'other';
  const startedAt = performance.now();
  metrics.received(kind, 'socket');
  return {
    ...envelope,
    ack: async (answer) => {
      await envelope.ack(answer);
      metrics.acknowledged(kind, performance.now() - startedAt);
    },
  };
}

/** The id of its envelope; null for anything else. */
function rateLimitNotice(data: unknown): string | null {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data as Uint8Array);
  if (!text.includes('app_rate_limited')) return null;
  try {
    const envelope = JSON.parse(text) as {
      readonly type?: string;
      readonly envelope_id?: string;
      readonly payload?: { readonly event?: unknown };
    };
    return envelope.type === 'events_api' && envelope.payload?.event === undefined
      ? (envelope.envelope_id ?? '')
      : null;
  } catch {
    return null;
  }
}
