import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { User } from '../world.ts';
import { safeHeaders } from './guard.ts';
import type { Reader } from './reader.ts';
import type { Noted, Watch } from './watch-world.ts';
import type { Change } from './wire.ts';

type Listener = { user: User; response: ServerResponse };

/**
 * What changes, as server-sent events. Each carries a number and the name of this start, so that a page that lost its
 * connection goes on where it was; after a restart it asks for everything again.
 */
export function makeStream(reader: Reader, watch: Watch) {
  const start = randomBytes(4).toString('hex');
  const listeners = new Set<Listener>();
  const stamp = (seq: number) => `${start}-${seq}`;

  function write({ user, response }: Listener, noted: readonly Noted[]): void {
    const lines = noted.flatMap(({ seq, touched }) => {
      const change = reader.change(user, touched);
      return change ? [event(change, stamp(seq))] : [];
    });
    if (lines.length) response.write(lines.join(''));
  }

  return {
    stamp,
    get open() {
      return listeners.size > 0;
    },
    send(noted: readonly Noted[]): void {
      for (const listener of listeners) write(listener, noted);
    },
    clock(): void {
      for (const { response } of listeners) response.write(event({ kind: 'clock', ...reader.clock() }));
    },
    join(user: User, request: IncomingMessage, response: ServerResponse, from: string): void {
      const headers = { ...safeHeaders, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
      response.writeHead(200, headers);
      response.write('retry: 1000\n\n');
      const listener = { user, response };
      watch.look();
      const [name, seq] = String(request.headers['last-event-id'] || from).split('-');
      const missed = name === start ? watch.since(Number(seq)) : null;
      if (missed) write(listener, missed);
      else response.write(event({ kind: 'reset' }));
      listeners.add(listener);
      response.on('close', () => listeners.delete(listener));
    },
    close(): void {
      for (const { response } of listeners) response.destroy();
    },
  };
}

const event = (change: Change, id?: string): string => `${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(change)}\n\n`;
