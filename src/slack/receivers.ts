import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { quietLog } from './quiet-log.ts';

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

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly onRateLimited: () => void;
  /** Called with every change: Slack renews connections now and then, for some seconds there is none. */
  readonly onConnection: (isConnected: boolean) => void;
}

/** The same over a WebSocket. What is not acknowledged comes again by itself. */
export function socketReceiver({ appToken, apiUrl, onRateLimited, onConnection }: SocketOptions): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    processEventErrorHandler: async () => false,
    logger: quietLog,
  });
  const { client } = receiver;
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
  client.on('connected', () => onConnection(true));
  for (const lost of ['reconnecting', 'disconnecting', 'disconnected']) client.on(lost, () => onConnection(false));
  return receiver;
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
