import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { readiness } from './readiness.ts';
import { refuse } from './refuse.ts';
import { answerRoute, type Route, textPage } from './routes.ts';

/** The HTTP door: Slack's requests, health, metrics, and pages that others add as routes. */
export interface Web {
  /** Begins to listen; the port in use. Port 0 takes any free one. */
  listen(port: number, host?: string): Promise<number>;
  /**
   * Takes no new connection, lets what is under way finish with `connection: close`, and after `graceMs` ends
   * what is left. Never rejects; a second call waits for the first.
   */
  stop(): Promise<void>;
}

export interface WebOptions {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** What has to hold before traffic is welcome, by name: `database`, `migrations`, `slack`. */
  readonly checks: Readonly<Record<string, () => Promise<boolean> | boolean>>;
  /** `POST /slack/events`: the gate before Bolt. `null` in Socket Mode: then the path does not exist. */
  readonly slack: RequestListener | null;
  readonly routes?: readonly Route[];
  /** Bytes that a route's request may have; 1 MB unless told. */
  readonly bodyLimit?: number;
  readonly requestTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  /** For one check of `/readyz`. */
  readonly checkTimeoutMs?: number;
  readonly graceMs?: number;
}

export function createWeb(options: WebOptions): Web {
  const { log, metrics, slack, checks, bodyLimit = 1024 * 1024, checkTimeoutMs = 2000 } = options;
  const { requestTimeoutMs = 15_000, headersTimeoutMs = 10_000, graceMs = 5_000 } = options;
  let stopping: Promise<void> | null = null;
  const routes: readonly Route[] = [
    { method: 'GET', path: '/healthz', answer: () => textPage(200, 'ok') },
    { method: 'GET', path: '/readyz', answer: () => readiness(checks, checkTimeoutMs, stopping !== null) },
    {
      method: 'GET',
      path: '/metrics',
      answer: async () => ({
        status: 200,
        type: metrics.registry.contentType,
        body: await metrics.registry.metrics(),
      }),
    },
    ...(options.routes ?? []),
  ];

  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    // Without a listener the error of a connection that breaks while we write would end the process.
    response.on('error', () => {});
    if (stopping) response.setHeader('connection', 'close');
    // A request that was under way when we stopped leaves a kept-alive connection behind.
    response.on('close', () => setImmediate(() => stopping && server.closeIdleConnections()));
    try {
      const url = URL.parse(request.url ?? '', 'http://localhost');
      if (!url) refuse(response, 400);
      else if (slack && url.pathname === '/slack/events') {
        if (request.method === 'POST') await slack(request, response);
        else refuse(response, 405, { allow: 'POST' });
      } else await answerRoute(routes, url, request, response, bodyLimit);
    } catch (error) {
      log.error({ err: error, 'http.method': request.method }, 'a request failed');
      refuse(response, 500);
    }
  };

  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: headersTimeoutMs,
      // How often the two are looked at; Node's own 30 s would let a slow sender stay much longer.
      connectionsCheckingInterval: Math.max(10, Math.min(1000, headersTimeoutMs / 4)),
      keepAliveTimeout: 65_000, // longer than the usual 60 s of load balancers, which else meet closing connections
    },
    listener,
  );
  return {
    listen: (port, host) => listen(server, port, host),
    stop: () => {
      stopping ??= stop(server, graceMs);
      return stopping;
    },
  };
}

function listen(server: Server, port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = undefined;
    // Closes idle kept-alive connections too; called back when the last one under way has ended.
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
