import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerHook } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import type { SocketTransport } from './socket-transport.ts';
import { readArguments, type WebApi } from './web-api.ts';
import type { World } from './world.ts';

/** What stands in for slack.com, hooks.slack.com and files.slack.com, on one port of this machine. */
export async function listen(
  world: World,
  api: WebApi,
  sockets: SocketTransport,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    respond(world, api, request, response).catch((error) => {
      // A fault of the sandbox itself must be seen as one, not as Slack's refusal.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`sandbox: ${String(error?.stack ?? error)}`);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (world.faults.isCutOff) socket.destroy();
    else sockets.upgrade(request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port, close: () => stop(server) };
}

async function respond(world: World, api: WebApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const body = await readBody(request);
  const [, area, ...rest] = url.pathname.split('/');
  if (world.faults.isCutOff) return void response.destroy();
  if (area === 'api') return respondToCall(api, request, response, rest.join('/'), url.searchParams, body);
  if (area === 'hooks') {
    const { status, text } = answerHook(world, url.pathname, body.toString());
    return void response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  }
  if (area === 'upload') return takeUpload(world, rest[0] ?? '', request, body, response);
  if (area === 'files-pri') return giveFile(world, rest[0] ?? '', request, response);
  response.writeHead(404).end();
}

async function respondToCall(
  api: WebApi,
  request: IncomingMessage,
  response: ServerResponse,
  method: string,
  query: URLSearchParams,
  body: Buffer,
): Promise<void> {
  const send = (status: number, headers: Record<string, string>, answer: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  let args: Record<string, unknown>;
  try {
    args = readArguments(request.headers['content-type'] ?? '', body.toString(), query);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return void send(200, {}, { ok: false, error: error.code, ...error.extra });
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? String(args.token ?? '');
  delete args.token;
  const reply = await api.call(method, args, token);
  if (reply === 'cut') return void response.destroy();
  send(reply.status, reply.headers, reply.body);
}

/** The bytes of a file, raw or as the first file of a multipart form; the length must be the one announced. */
async function takeUpload(
  world: World,
  id: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const file = world.files.get(id);
  if (!file || file.complete || request.method !== 'POST') return void response.writeHead(404).end();
  const type = request.headers['content-type'] ?? '';
  let content = body;
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const part = [...form.values()].find((value) => typeof value !== 'string');
    content = part instanceof Blob ? Buffer.from(await part.arrayBuffer()) : Buffer.alloc(0);
  }
  if (content.length !== file.size) return void response.writeHead(400).end('length differs');
  file.content = content;
  response.writeHead(200).end(`OK - ${content.length}`);
}

/** `url_private` for the app: its token, its scope, and a channel of its own that the file is shared in. */
function giveFile(world: World, place: string, request: IncomingMessage, response: ServerResponse): void {
  const file = world.files.get(place.slice(place.indexOf('-') + 1));
  const { botToken, botUserId, revoked, scopes } = world.app;
  const known = request.headers.authorization === `Bearer ${botToken}` && !revoked && scopes.includes('files:read');
  const shared = file?.shares.some((share) => world.channels.get(share.channelId)?.members.has(botUserId));
  if (!file?.content || !known || !(shared || file.owner === botUserId)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file.type }).end(file.content);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
