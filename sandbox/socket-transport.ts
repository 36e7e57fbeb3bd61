import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Answer, DeliveryKind, Retry } from './deliveries.ts';
import type { Ids } from './ids.ts';

export type SocketTransport = {
  /** A single-use address for one WebSocket. */
  ticket(origin: string): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  deliver(kind: DeliveryKind, body: Record<string, unknown>, retry: Retry): Promise<Answer>;
  /** Says `disconnect` with Slack's reason and closes, except after a mere `warning`. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts all connections without a word. */
  cut(): void;
  /** Sends a frame of any shape to one open socket. */
  raw(frame: Record<string, unknown>): void;
  readonly open: number;
  /** True once a socket has ever been opened: the app speaks Socket Mode. */
  readonly used: boolean;
  close(): Promise<void>;
};

/** Slack allows ten sockets for one app; each payload goes to one of them. */
const mostSockets = 10;
/** Slack pings now and then; the client counts on hearing one within 30 s of the last. */
const pingEveryMs = 10_000;
const types: Partial<Record<DeliveryKind, string>> = { event: 'events_api', command: 'slash_commands' };
const answerable = new Set<DeliveryKind>(['command', 'view_submission', 'block_suggestion']);

export function makeSocketTransport(appId: string, ids: Ids): SocketTransport {
  // The frames of ws answer pings by themselves.
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, (answer: Answer) => void>();
  let turn = 0;
  let used = false;
  const pings = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, pingEveryMs);
  pings.unref();

  function welcome(socket: WebSocket): void {
    used = true;
    sockets.push(socket);
    const leave = () => {
      const at = sockets.indexOf(socket);
      if (at >= 0) sockets.splice(at, 1);
    };
    socket.on('close', leave);
    socket.on('error', leave);
    socket.on('message', (raw) => acknowledge(String(raw)));
    const debug_info = { host: 'applink-1', build_number: 1, approximate_connection_time: 3600 };
    const hello = { type: 'hello', num_connections: sockets.length, connection_info: { app_id: appId }, debug_info };
    socket.send(JSON.stringify(hello));
  }

  function acknowledge(raw: string): void {
    let frame: { envelope_id?: string; payload?: unknown };
    try {
      frame = JSON.parse(raw);
    } catch {
      return;
    }
    const done = waiting.get(frame.envelope_id ?? '');
    waiting.delete(frame.envelope_id ?? '');
    done?.({ status: 200, body: payloadOf(frame.payload) });
  }

  return {
    ticket(origin) {
      const ticket = ids.uuid();
      tickets.add(ticket);
      return `${origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      server.handleUpgrade(request, socket, head, (opened) => {
        if (sockets.length < mostSockets) return welcome(opened);
        opened.send(
          JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'applink-1' } }),
        );
        opened.close();
      });
    },
    deliver(kind, body, retry) {
      const socket = sockets[turn++ % Math.max(1, sockets.length)];
      if (!socket) return Promise.resolve({ status: 'unreachable', body: null });
      const envelope = {
        envelope_id: ids.uuid(),
        type: types[kind] ?? 'interactive',
        payload: body,
        accepts_response_payload: answerable.has(kind),
        ...(kind === 'event' ? { retry_attempt: retry.attempt, retry_reason: retry.attempt ? 'timeout' : '' } : {}),
      };
      return new Promise((resolve) => {
        waiting.set(envelope.envelope_id, resolve);
        // An envelope that was lost with its connection comes again when its three seconds are over.
        socket.send(JSON.stringify(envelope));
      });
    },
    disconnect(reason) {
      for (const socket of [...sockets]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }));
        if (reason !== 'warning') socket.close();
      }
    },
    cut() {
      for (const socket of [...sockets]) socket.terminate();
    },
    raw: (frame) => sockets[0]?.send(JSON.stringify(frame)),
    get open() {
      return sockets.length;
    },
    get used() {
      return used;
    },
    async close() {
      clearInterval(pings);
      for (const socket of [...sockets]) socket.close();
      // A client in the middle of closing would wait 30 s for an answer that a cut connection never gives.
      for (let tries = 0; sockets.length && tries < 20; tries++) await sleep(5);
      for (const socket of [...sockets]) socket.terminate();
      server.close();
    },
  };
}

/** The client always sends a payload, `{}` for an empty answer. */
function payloadOf(payload: unknown): unknown {
  if (payload === undefined || payload === null) return null;
  return typeof payload === 'object' && Object.keys(payload).length === 0 ? null : payload;
}
