/** How often and how far back records are compared with the history. */
export interface MendingRhythm {
  /** Between two readings of a room whose incident is open, in ms. */
  readonly everyMs: number;
  /** How much of an adopted channel's past is put on the record, in ms before it was adopted. */
  readonly pastMs: number;
}

export const usualRhythm: MendingRhythm = { everyMs: 5 * 60_000, pastMs: 30 * 24 * 60 * 60_000 };
