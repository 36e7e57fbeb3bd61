import type { Engine } from '../engine/engine.ts';
import type { CardWays } from '../incident/card-ways.ts';
import type { Directory } from '../incident/directory.ts';
import type { Instant } from '../incident/incident.ts';
import type { Pagers } from '../incident/pager.ts';
import type { Policy } from '../incident/policy.ts';
import type { Mask } from '../record/mask.ts';
import type { Api } from './api.ts';
import type { Identity } from './identity.ts';
import type { People } from './people.ts';

/** What listeners and deliveries work with. */
export interface Slack {
  readonly engine: Engine;
  /** For the worker: patient. */
  readonly api: Api;
  /** For what a person waits for: answers or gives up within the three seconds that Slack allows. */
  readonly quick: Api;
  readonly identity: Identity;
  readonly people: People;
  readonly policy: Policy;
  /** Who can be fetched, with their phone numbers. */
  readonly directory: Directory;
  /** Paging services that are set up. */
  readonly pagers: Pagers;
  /** The card for when Slack fails. */
  readonly card: CardWays;
  /** For every text that comes in, before it goes on. */
  readonly mask: Mask;
  readonly now: () => Instant;
  /** Whether an error says that the database is away (and nothing was changed). */
  readonly isAway: (error: unknown) => boolean;
  readonly log: Log;
}

/** The part of pino that this room uses. Never message text, names or tokens. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
