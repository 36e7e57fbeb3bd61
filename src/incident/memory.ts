import type { Instant } from './incident.ts';

/** What somebody remembered when asked at the end. */
export interface Memory {
  readonly unwritten: string;
  readonly surprised: string;
  readonly remember: string;
  readonly at: Instant;
}
