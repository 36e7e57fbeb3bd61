import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './read-body.ts';
import { refuse } from './refuse.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Such as `/status/:incident`: a part with a colon stands for one segment, given decoded in `params`. */
  readonly path: string;
  /** What it throws is answered with 500 and logged. */
  readonly answer: (request: RouteRequest) => Promise<Page> | Page;
}

interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Of whoever is connected: a person's, or that of a proxy in front of us. */
  readonly address: string;
  /** Empty for GET. */
  readonly body: Buffer;
}

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Finds the route of a request and writes its page; 404, 405 and 413 where there is none to write. */
export async function answerRoute(
  routes: readonly Route[],
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  bodyLimit: number,
): Promise<void> {
  const here = routes.flatMap((route) => {
    const params = match(route.path, url.pathname);
    return params ? [{ route, params }] : [];
  });
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const found = here.find(({ route }) => route.method === method);
  if (!found) {
    if (here.length === 0) return refuse(response, 404);
    return refuse(response, 405, { allow: here.map(({ route }) => route.method).join(', ') });
  }
  let body: Buffer = Buffer.alloc(0);
  if (method === 'POST') {
    const read = await readBody(request, bodyLimit);
    if (read === 'gone') return;
    if (read === 'too_large') return refuse(response, 413);
    body = read;
  }
  const page = await found.route.answer({
    params: found.params,
    query: url.searchParams,
    headers: request.headers,
    address: request.socket.remoteAddress ?? '',
    body,
  });
  response.writeHead(page.status, {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.body),
    'x-content-type-options': 'nosniff',
    ...page.headers,
  });
  response.end(page.body);
}

function match(pattern: string, pathname: string): Record<string, string> | null {
  const parts = pathname.split('/');
  const wanted = pattern.split('/');
  if (parts.length !== wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== given) return null;
      continue;
    }
    try {
      params[part.slice(1)] = decodeURIComponent(given);
    } catch {
      return null;
    }
  }
  return params;
}

/** A page of plain text that nobody keeps in a cache. */
export function textPage(status: number, body: string): Page {
  return { status, type: 'text/plain; charset=utf-8', body: `${body}\n`, headers: { 'cache-control': 'no-store' } };
}
