import { createHash } from 'node:crypto';
import type { Incident } from '../incident/incident.ts';
import type { BridgeKeys } from './bridge-keys.ts';
import { bridgeLook } from './bridge-look.ts';
import { type Bridge, bridgePage } from './bridge-page.ts';
import { createGuesses, whoAsks } from './guesses.ts';
import { type Page, type Route, textPage } from './routes.ts';

export interface BridgeRouteOptions {
  readonly keys: BridgeKeys;
  readonly now: () => number;
  /** All that are open, from the database; throws when it is away. */
  readonly open: () => Promise<readonly Incident[]>;
  /** What the page tells of these; null: of those nobody knows. */
  readonly read: (incidents: readonly Incident[] | null) => Promise<Bridge>;
  /** Somebody tries addresses. */
  readonly onGuess: () => void;
}

/** `GET /bridge/SECRET`: all that is open and not private, or, by a key of its own, one private incident. */
export function bridgeRoute(options: BridgeRouteOptions): Route {
  const { keys, now, open, read, onGuess } = options;
  const guesses = createGuesses(now);
  return {
    method: 'GET',
    path: '/bridge/:key',
    async answer({ params: { key = '' }, address, headers }) {
      const who = whoAsks(address, headers['x-forwarded-for']);
      if (guesses.tooMany(who)) return textPage(429, 'Too Many Requests');
      const forAll = keys.opens(keys.keyFor(null), key);
      const incidents = await open().catch(() => null);
      const shown = forAll
        ? (incidents?.filter((incident) => !incident.private) ?? null)
        : incidents?.filter((incident) => incident.private && keys.opens(keys.keyFor(incident), key));
      if (!forAll && (shown === undefined || shown === null || shown.length === 0)) {
        guesses.wrong(who);
        onGuess();
        return textPage(404, 'Not Found');
      }
      return card(bridgePage(await read(shown ?? null)));
    },
  };
}

const lookDigest = createHash('sha256').update(bridgeLook).digest('base64');

/** Kept nowhere, found by no search, in no frame; and where one goes from here nobody learns its address. */
function card(body: string): Page {
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body,
    headers: {
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${lookDigest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  };
}
