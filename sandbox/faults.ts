import { seededRandom } from './ids.ts';

/** What goes wrong with a Web API call. `loseReply`: it takes effect and the connection is cut. `hangMs` is real time. */
export type CallFault = {
  error?: string;
  status?: number;
  /** 429 with this Retry-After, in seconds. */
  rateLimit?: number;
  loseReply?: boolean;
  hangMs?: number;
};
type CallArgs = Record<string, unknown>;
type When = (args: CallArgs) => boolean;
type Planned = { method: string; fault: CallFault; left: number; chance: number; when: When };

/**
 * What happens to deliveries; shares of 1. A dropped one fails at first and comes as a retry, a lost one never comes (as
 * when Slack gives up, or says `app_rate_limited`). `delayMs` is on the clock.
 */
type DeliveryFaults = { repeat?: number; reorder?: number; drop?: number; lose?: number; delayMs?: number };

export type Faults = {
  /** The next call (or the next `times` calls) of the method goes wrong. `*` is every method. */
  next(method: string, fault: CallFault, options?: { times?: number; when?: When }): void;
  /** From now on each call of the method goes wrong with this chance, drawn from the seed. */
  chance(method: string, share: number, fault: CallFault, options?: { when?: When }): void;
  deliveries(faults: DeliveryFaults): void;
  /** Slack cannot be reached, nor does it reach the app. */
  cutOff(): void;
  restore(): void;
  /** Takes all plans back. */
  clear(): void;
  readonly isCutOff: boolean;
  readonly delivery: DeliveryFaults;
  /** Draws for one call; planned ones first, in the order of planning. */
  draw(method: string, args: CallArgs): CallFault | null;
  /** True with that chance, from the seed. */
  lot(share: number | undefined): boolean;
};

export function makeFaults(seed: number, onCutOff: () => void): Faults {
  // A stream of its own: drawing lots must not change the ids that are given out.
  const random = seededRandom(seed ^ 0x5f3759df);
  let planned: Planned[] = [];
  let delivery: DeliveryFaults = {};
  let isCutOff = false;
  const lot = (share: number | undefined) => !!share && random() < share;
  return {
    next: (method, fault, { times = 1, when = () => true } = {}) =>
      void planned.push({ method, fault, left: times, chance: 1, when }),
    chance: (method, chance, fault, { when = () => true } = {}) =>
      void planned.push({ method, fault, left: Number.POSITIVE_INFINITY, chance, when }),
    deliveries: (faults) => {
      delivery = faults;
    },
    cutOff() {
      isCutOff = true;
      onCutOff();
    },
    restore: () => {
      isCutOff = false;
    },
    clear() {
      planned = [];
      delivery = {};
      isCutOff = false;
    },
    get isCutOff() {
      return isCutOff;
    },
    get delivery() {
      return delivery;
    },
    draw(method, args) {
      const fits = (plan: Planned) => (plan.method === method || plan.method === '*') && plan.when(args);
      for (const plan of planned) {
        if (!fits(plan) || (plan.chance < 1 && !lot(plan.chance))) continue;
        plan.left -= 1;
        planned = planned.filter((other) => other.left > 0);
        return plan.fault;
      }
      return null;
    },
    lot,
  };
}
