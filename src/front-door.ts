import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Store } from './store/open-store.ts';
import type { Metrics } from './web/metrics.ts';
import { refuse } from './web/refuse.ts';
import type { Route } from './web/routes.ts';
import { createWeb, type Web } from './web/web.ts';

export interface FrontDoor {
  readonly web: Web;
  /** The database answers and is up to date. */
  found(store: Store): void;
  /** From now on Slack's requests are let in (HTTP), and the process may be ready. */
  open(gate: RequestListener | null): void;
}

export interface FrontDoorOptions {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** False in Socket Mode: then there is no path for Slack's requests. */
  readonly takesRequests: boolean;
  /** Whether Slack reaches us and takes our token. */
  readonly isSlackThere: () => boolean;
  readonly routes: readonly Route[];
}

/**
 * The HTTP door of a process that is still starting: whoever watches it sees from the first moment that it lives and is
 * not ready, and Slack's requests are turned away with 503, so that they come again.
 */
export function frontDoor({ log, metrics, takesRequests, isSlackThere, routes }: FrontDoorOptions): FrontDoor {
  let store: Store | null = null;
  let gate: RequestListener | null = null;
  let isOpen = false;
  const web = createWeb({
    log,
    metrics,
    routes,
    checks: {
      database: async () => store !== null && (await store.ping().then(() => true)),
      migrations: async () => store !== null && (await store.missing()).missing.length === 0,
      slack: () => isOpen && isSlackThere(),
    },
    slack: takesRequests
      ? (request, response) => (gate === null ? refuse(response, 503) : gate(request, response))
      : null,
  });
  return {
    web,
    found(opened) {
      store = opened;
    },
    open(opened) {
      gate = opened;
      isOpen = true;
    },
  };
}
