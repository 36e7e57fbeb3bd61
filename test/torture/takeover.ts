import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How long the work of killed bots lay still. */
export interface Takeover {
  /** Looks what was leased when a bot died, and measures until each of it is done or somebody else's. */
  begin(dead: Promise<void>): Promise<void>;
  /** The database is cut off: what is measured now says nothing about leases. */
  disturb(): void;
  /** Milliseconds, the longest; null: nothing that a dead bot held was seen. */
  readonly longestMs: number | null;
  readonly measured: number;
  close(): Promise<void>;
}

/** Over a line of its own, that is never cut. */
export function watchTakeover(url: string): Takeover {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => {});
  let longestMs: number | null = null;
  let measured = 0;
  let disturbed = 0;
  let isClosed = false;

  async function follow(held: ReadonlySet<string>, from: number): Promise<void> {
    const disturbedBefore = disturbed;
    for (let left = held; left.size > 0 && !isClosed; await sleep(100)) {
      const now = await leases();
      left = new Set([...left].filter((one) => now.has(one)));
      if (disturbed !== disturbedBefore) return;
      const ms = performance.now() - from;
      // Gone within a second: a living bot had it.
      if (left.size < held.size && ms > 1_000) longestMs = Math.max(longestMs ?? 0, ms);
    }
    measured += 1;
  }

  async function leases(): Promise<ReadonlySet<string>> {
    const { rows } = await pool.query<{ one: string }>(
      `select concat('errand ', id, ' ', leased_by, ' ', attempt) as one from errand where state = 'leased'
       union all select concat('room ', number, ' ', leased_by) from mending where lease_until is not null`,
    );
    return new Set(rows.map(({ one }) => one));
  }

  return {
    async begin(dead) {
      await dead;
      const from = performance.now();
      follow(await leases(), from).catch(() => {});
    },
    disturb() {
      disturbed += 1;
    },
    get longestMs() {
      return longestMs;
    },
    get measured() {
      return measured;
    },
    async close() {
      isClosed = true;
      await pool.end();
    },
  };
}
