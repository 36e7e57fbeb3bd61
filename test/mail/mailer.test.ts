import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { Mailer } from '../../src/incident/mailer.ts';
import { createMailer } from '../../src/mail/create-mailer.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';

let server: MailServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const mail = (to = 'ana@example.org') => ({
  to,
  subject: 'INC-1: Zahlung schlägt fehl\r\nBcc: x@example.org',
  text: 'Grüße',
  id: 't1.inc-1.7',
});

function mailer(port: number, clock: { now: number } = { now: 0 }): Mailer {
  return createMailer({
    host: '127.0.0.1',
    port,
    user: null,
    password: null,
    from: 'muster@example.org',
    now: () => clock.now,
  });
}

test('a mail is taken as it was written, and nothing in it becomes a header', async () => {
  server = await openMailServer();
  expect(await mailer(server.port).send(mail())).toEqual({ outcome: 'sent' });
  const [got] = server.mails;
  expect(got?.to).toEqual(['ana@example.org']);
  expect(got?.subject).toContain('INC-1: Zahlung schlägt fehl');
  expect(got?.text.trim()).toBe('Grüße');
  expect(got?.id).toBe('<t1.inc-1.7@example.org>');
  expect(got?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(got?.raw).not.toMatch(/^Bcc:/m);
});

test('a server that is away is asked once a minute, and says so at once in between', async () => {
  const clock = { now: 0 };
  const gone = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => gone.once('listening', resolve));
  const { port } = gone.address() as AddressInfo;
  let asked = 0;
  gone.on('connection', (socket) => {
    asked += 1;
    socket.destroy();
  });
  const sender = mailer(port, clock);
  expect(await sender.send(mail())).toMatchObject({ outcome: 'later', afterMs: 60_000 });
  clock.now = 59_000;
  expect(await sender.send(mail())).toMatchObject({ outcome: 'later', afterMs: 1_000 });
  expect(asked).toBe(1);
  clock.now = 60_000;
  await sender.send(mail());
  expect(asked).toBe(2);
  await closed(gone, []);
});

test('a server that hangs takes two of the hands that tell Slack, not more', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const sender = mailer((silent.address() as AddressInfo).port);
  const hanging = [sender.send(mail()), sender.send(mail())];
  expect(await sender.send(mail())).toEqual({ outcome: 'later', afterMs: 2_000, why: 'other mails go first' });
  while (sockets.length < 2) await new Promise((resolve) => setImmediate(resolve));
  await closed(silent, sockets);
  for (const answer of await Promise.all(hanging)) expect(answer.outcome).toBe('later');
});

test('a recipient that is refused for good is not tried again, and the next mail goes out', async () => {
  server = await openMailServer();
  const sender = mailer(server.port);
  server.refuseWith = 550;
  expect(await sender.send(mail())).toEqual({ outcome: 'never', why: 'EENVELOPE 550' });
  server.refuseWith = 451;
  expect(await sender.send(mail())).toMatchObject({ outcome: 'later', why: 'EENVELOPE 451' });
  server.refuseWith = 0;
  expect(await sender.send(mail())).toEqual({ outcome: 'sent' });
});

async function closed(listener: Server, sockets: readonly Socket[]): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => listener.close(resolve));
}
