import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubAnswer {
  readonly status: number;
  readonly json: unknown;
  /** Never answers. */
  readonly hangs?: boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly json: Readonly<Record<string, unknown>> | null;
}

export interface Stub {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** The next answers stand in for what the service would say. */
  fail(answer: StubAnswer): void;
  close(): Promise<void>;
}

/** An HTTP server that answers as a service's documentation says, and refuses what that does not know. */
export async function openStub(answerTo: (asked: Asked) => StubAnswer): Promise<Stub> {
  const asked: Asked[] = [];
  const faults: StubAnswer[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stub');
    const json = text === '' ? null : (JSON.parse(text) as Asked['json']);
    const one = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers, json };
    asked.push(one);
    const answer = faults.shift() ?? answerTo(one);
    if (answer.hangs === true) return;
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.json));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fail: (answer) => void faults.push(answer),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Keys of an object that a documented shape does not have; a missing required one as `-key`. */
export function strays(
  json: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): readonly string[] {
  const keys = Object.keys((json ?? {}) as object);
  return [
    ...keys.filter((key) => !required.includes(key) && !optional.includes(key)),
    ...required.filter((key) => !keys.includes(key)).map((key) => `-${key}`),
  ];
}
