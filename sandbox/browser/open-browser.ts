import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../sandbox.ts';
import type { User } from '../world.ts';
import { refusal, safeHeaders, same } from './guard.ts';
import { pageFiles } from './page-files.ts';
import { seatPeople } from './seat-people.ts';
import type { Act, ActResult } from './wire.ts';

export type BrowserOptions = {
  port?: number;
  /** Where to listen; anything but this machine's own address needs a token. */
  host?: string;
  token?: string | null;
  /** How fast the workspace's clock runs, for the page to run its own alike. */
  speed?: () => number;
  /** What is still done before anybody can act here, in a line for who waits; null once the workspace is ready. */
  opening?: () => string | null;
  /** What the drawer shows and does: GET and POST under `/inside/`. Its answer is sent as JSON. */
  inside?: ((path: string, body: unknown) => Promise<unknown>) | null;
};

export type Browser = {
  /** `http://127.0.0.1:PORT/`, with the token where there is one. */
  readonly address: string;
  /** Tells every page that the clock runs differently now. */
  clockChanged(): void;
  close(): Promise<void>;
};

/** How often the workspace is compared with what was last shown, in real milliseconds. */
const lookEveryMs = 60;
const bodyLimit = 20_000_000;

/** Opens the page of a sandbox: a workspace to look at and to act in, for several people at once. */
export async function openBrowser(sandbox: Sandbox, options: BrowserOptions = {}): Promise<Browser> {
  const { world } = sandbox;
  const token = options.token ?? null;
  const inside = options.inside ?? null;
  const files = pageFiles();
  const seat = () => seatPeople(sandbox, { speed: options.speed ?? (() => 1), inside: !!inside });
  // Whoever comes first finds as read what was said until then.
  let seats: ReturnType<typeof seatPeople> | null = options.opening ? null : seat();
  const timer = setInterval(() => {
    if (seats?.stream.open) seats.watch.look();
  }, lookEveryMs);

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page');
    const given = url.searchParams.get('token');
    if (token !== null && url.pathname === '/' && given !== null && same(given, token)) {
      const cookie = `sandbox=${token}; HttpOnly; SameSite=Strict; Path=/`;
      url.searchParams.delete('token');
      return void response.writeHead(303, { ...safeHeaders, location: `/${url.search}`, 'set-cookie': cookie }).end();
    }
    const turnedAway = refusal(request, token);
    if (turnedAway)
      return void response
        .writeHead(turnedAway.status, { ...safeHeaders, 'content-type': 'text/plain' })
        .end(turnedAway.text);
    const file = files.get(url.pathname);
    if (file && request.method === 'GET') {
      const packed = (request.headers['accept-encoding'] ?? '').includes('gzip');
      const headers = { ...safeHeaders, 'content-type': file.type, ...(packed ? { 'content-encoding': 'gzip' } : {}) };
      return void response.writeHead(200, headers).end(packed ? file.packed : file.plain);
    }
    if (url.pathname.startsWith('/inside/') && inside) {
      const body = request.method === 'POST' ? await readJson(request) : null;
      return json(response, 200, await inside(`${url.pathname.slice('/inside/'.length)}${url.search}`, body));
    }
    const undone = options.opening?.() ?? null;
    if (undone !== null) return json(response, 503, { opening: undone });
    const user = [...world.users.values()].find((one) => one.name === url.searchParams.get('as') && !one.bot);
    if (!user) return json(response, 404, { error: 'nobody is called so' });
    return answer(request, response, url, user);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL, user: User): Promise<void> {
    seats ??= seat();
    const { reader, watch, stream, deskOf } = seats;
    const query = (name: string) => url.searchParams.get(name) ?? '';
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /api/state':
        watch.look();
        return json(response, 200, reader.state(user, stream.stamp(watch.seq)));
      case 'GET /api/messages':
        return json(
          response,
          200,
          reader.messages(user, query('channel'), query('before'), Number(query('limit')) || 100),
        );
      case 'GET /api/thread':
        return json(response, 200, reader.thread(user, query('channel'), query('ts')));
      case 'GET /api/events':
        return stream.join(user, request, response, query('from'));
      case 'GET /api/file': {
        const found = reader.file(user, query('id'));
        if (!found) return json(response, 404, { error: 'file_not_found' });
        const name = encodeURIComponent(found.name);
        // Always a download or a picture: a file's own words never become part of the page.
        const picture = /^image\/(png|jpeg|gif|webp)$/.test(found.type) && query('show') === '1';
        const headers = {
          ...safeHeaders,
          'content-type': picture ? found.type : 'application/octet-stream',
          'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
        };
        return void response.writeHead(200, headers).end(found.content ?? Buffer.alloc(0));
      }
      case 'GET /api/text': {
        const found = reader.file(user, query('id'));
        if (!found) return json(response, 404, { error: 'file_not_found' });
        return json(response, 200, { name: found.name, text: found.content?.toString('utf8') ?? '' });
      }
      case 'POST /api/act': {
        const given = (await readJson(request)) as Act;
        // What Slack would not let them do is an answer, as it is in Slack's own methods.
        const result = await deskOf(user).do(given).catch(refused);
        watch.look();
        return json(response, 200, result);
      }
      default:
        return json(response, 404, { error: 'no such page' });
    }
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else json(response, 400, { ok: false, error: words });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host ?? '127.0.0.1';
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${shownHost}:${port}/${token === null ? '' : `?token=${token}`}`,
    clockChanged: () => seats?.stream.clock(),
    async close() {
      clearInterval(timer);
      seats?.stream.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const refused = (error: unknown): ActResult => ({
  ok: false,
  error: error instanceof Error ? error.message : String(error),
});

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { ...safeHeaders, 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body ?? null));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > bodyLimit) throw new Error('too_large: more than 20 MB');
    chunks.push(chunk as Buffer);
  }
  return JSON.parse(Buffer.concat(chunks).toString() || 'null');
}
