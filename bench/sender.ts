// A process of its own that sends what it is given, over connections that stay open: signed and written out before the
// clock runs, so that sending itself takes little of the cores that it shares with the bot.
import { connect, type Socket } from 'node:net';
import { sign } from '../sandbox/sign.ts';
import type { Fired, Shot, Volley } from './load.ts';

process.on('message', (volley: Volley) => {
  fire(volley).then(
    (fired) => process.send?.(fired),
    (error: unknown) => process.send?.({ trouble: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

const now = (): number => performance.timeOrigin + performance.now();

/** Sends each shot when it is due, those without a time as soon as a connection is free. Ends with the last answer. */
function fire({ port, secret, shots, connections }: Volley): Promise<Fired> {
  const requests = shots.map((shot) => written(shot, secret));
  const took = new Float64Array(shots.length).fill(Number.NaN);
  const refused: string[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAt = now();
  return new Promise((resolve, reject) => {
    let next = 0;
    let answered = 0;
    const free: ((index: number) => void)[] = [];
    let timer: NodeJS.Timeout | null = null;
    const sockets: Socket[] = [];
    handOut();

    /**
     * Hands due shots to free connections; a shot that finds none waits, and its wait is measured. A connection is opened
     * only when it is needed: the bot closes one on which nothing comes for ten seconds.
     */
    function handOut(): void {
      timer = null;
      for (; next < shots.length; next += 1) {
        const waitMs = (shots[next]?.atMs ?? 0) - now();
        if (waitMs > 0) {
          timer = setTimeout(handOut, waitMs);
          return;
        }
        const send = free.pop();
        if (send !== undefined) send(next);
        else if (sockets.length < connections) open(next);
        else return;
      }
    }

    function settle(index: number, sentAt: number, head: string): void {
      const shot = shots[index] as Shot;
      took[index] = now() - (shot.atMs ?? sentAt);
      if (!head.startsWith('HTTP/1.1 200')) refused.push(head.slice(9, 12));
      answered += 1;
      if (answered < shots.length) return;
      const { user, system } = process.cpuUsage(cpuBefore);
      for (const socket of sockets) socket.destroy();
      resolve({ took, refused, seconds: (now() - startedAt) / 1_000, cpuMs: (user + system) / 1_000 });
    }

    function open(first: number): void {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      sockets.push(socket);
      let index = -1;
      let sentAt = 0;
      let got = '';
      const send = (which: number) => {
        index = which;
        sentAt = now();
        socket.write(requests[which] as Buffer);
      };
      socket.on('data', (chunk) => {
        got += chunk.toString('latin1');
        const head = headOfWhole(got);
        if (head === null) return;
        got = '';
        settle(index, sentAt, head);
        free.push(send);
        if (timer === null) handOut();
      });
      socket.on('connect', () => send(first));
      socket.on('error', reject);
      socket.on('close', () => answered < shots.length && reject(new Error('the bot closed a connection')));
    }
  });
}

/** The head of an answer, once all of the answer is there. */
function headOfWhole(got: string): string | null {
  const end = got.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = got.slice(0, end);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length !== undefined) return got.length >= end + 4 + Number(length) ? head : null;
  return got.endsWith('0\r\n\r\n') ? head : null;
}

function written({ type, body }: Shot, secret: string): Buffer {
  const signed = Object.entries(sign(secret, body, Date.now())).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST /slack/events HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: ${type}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n${signed.join('')}\r\n${body}`,
  );
}
