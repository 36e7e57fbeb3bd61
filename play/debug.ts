import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lookInside } from '../src/store/look-inside.ts';
import type { Db } from '../src/store/tables.ts';

/**
 * `GET /debug`: errands waiting and the newest entries of the record, for the drawer of the sandbox. On this machine's
 * own address, with a token that only who started the bot knows; `npm start` has nothing of the kind.
 */
export async function openDebug(db: Db, token: string): Promise<number> {
  const wanted = Buffer.from(`Bearer ${token}`);
  const server = createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return void response.writeHead(401).end();
    if (request.url !== '/debug') return void response.writeHead(404).end();
    lookInside(db).then(
      (found) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found)),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return (server.address() as AddressInfo).port;
}
