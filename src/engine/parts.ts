import type { Logger } from 'pino';
import type { Kept, SaidIn } from '../store/hear-message.ts';
import type { Store } from '../store/open-store.ts';
import type { Absence } from './absence.ts';
import type { Clock } from './engine.ts';
import type { Known } from './known.ts';
import type { Rules } from './rules.ts';
import type { Together } from './together.ts';
import type { Turns } from './turns.ts';

/** What the pieces of the loop share. */
export interface Parts {
  readonly store: Store;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly log: Logger;
  readonly absence: Absence;
  readonly turns: Turns;
  readonly known: Known;
  /** Records messages, those that come at once together. */
  readonly messages: Together<SaidIn, Kept>;
  /** Chance for backoffs, 0 to 1. */
  readonly random: () => number;
  /** How long somebody who waits for an answer waits, in milliseconds. */
  readonly answerMs: number;
}
