import type { Instant } from './incident.ts';

/** What could not be done in Slack. */
export interface Problem {
  /** The errand that was given up, by its kind. */
  readonly errand: string;
  /** Slack's error code, or what else went wrong. */
  readonly why: string;
  /** Whom or what it concerned; may be empty. */
  readonly what: string;
  readonly at: Instant;
}
