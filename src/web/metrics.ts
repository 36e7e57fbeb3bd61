import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the process counts, as Prometheus reads it at `/metrics`. Labels are of a few known values, never names or ids. */
export interface Metrics {
  readonly registry: Registry;
  /** A request or an envelope came from Slack. */
  received(kind: ReceivedKind, transport: 'http' | 'socket'): void;
  /** The gate turned a request away. */
  refused(status: number): void;
  /** Something heard in a war room was kept. */
  recorded(): void;
  /** It had been kept, or performed, before. */
  duplicate(): void;
  /** Something heard could not be written down: Slack is not told that it arrived, and sends it again. */
  unwritten(): void;
  /** What the record had missed was read back and put right. */
  mended(what: 'missing' | 'changed' | 'vanished', count?: number): void;
  /** A message came with a credential, which was taken out. */
  masked(): void;
  /** From Slack's time of something said to its being recorded; below 0 when Slack's clock is ahead of ours. */
  lag(durationMs: number): void;
  /** Slack told that it dropped events: too many in an hour. */
  dropped(): void;
  /** Slack refuses our token, or takes it again. */
  tokenRefused(refused: boolean): void;
  /** `method` and `outcome`: of the few that there are, see `src/slack/methods.ts` and `src/slack/api.ts`. */
  slackCall(method: string, outcome: string, durationMs: number): void;
  /** A mail of the card was handed over, has to wait, or is refused for good. */
  mailed(outcome: 'sent' | 'later' | 'never'): void;
  /** Somebody tried an address of the card's page that opens nothing. */
  guessed(): void;
  /** From receiving to acknowledging. */
  acknowledged(kind: ReceivedKind, durationMs: number): void;
  /** Where the errands' figures come from; asked at each reading of `/metrics`. */
  watchBacklog(read: () => Promise<BacklogFigures>, now: () => number): void;
}

export type ReceivedKind = 'event' | 'command' | 'interaction' | 'other';

/** As the engine tells it; instants in ms. */
interface BacklogFigures {
  readonly waiting: number;
  readonly parked: number;
  readonly oldestWaitingAt: number | null;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const received = new Counter({
    name: 'muster_received_total',
    help: 'Requests and envelopes from Slack',
    labelNames: ['kind', 'transport'],
    registers,
  });
  const refused = new Counter({
    name: 'muster_refused_total',
    help: 'Requests turned away before they were looked at',
    labelNames: ['status'],
    registers,
  });
  const recorded = new Counter({ name: 'muster_recorded_total', help: 'Entries kept from war rooms', registers });
  const duplicates = new Counter({
    name: 'muster_duplicates_total',
    help: 'Deliveries that were kept or performed before',
    registers,
  });
  const unwritten = new Counter({
    name: 'muster_unwritten_total',
    help: 'Deliveries that could not be written down, and were not acknowledged',
    registers,
  });
  const mended = new Counter({
    name: 'muster_mended_total',
    help: "Messages put right from Slack's history, by what was found",
    labelNames: ['what'],
    registers,
  });
  const masked = new Counter({
    name: 'muster_masked_total',
    help: 'Messages from which a credential was taken',
    registers,
  });
  const dropped = new Counter({
    name: 'muster_dropped_notices_total',
    help: 'Times that Slack said it dropped events of a minute',
    registers,
  });
  // Slack's own way takes most of it; 1 is what we aim at, and what comes after an hour came by a retry.
  const lag = new Histogram({
    name: 'muster_lag_seconds',
    help: "From Slack's time of a message, an edit or a deletion to its being recorded",
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
    registers,
  });
  const token = new Gauge({
    name: 'muster_token_refused',
    help: '1 while Slack refuses the bot token: nothing reaches Slack',
    registers,
  });
  // They begin at zero, so that the first one is seen as a rise.
  for (const what of ['missing', 'changed', 'vanished']) mended.inc({ what }, 0);
  const calls = new Histogram({
    name: 'muster_slack_call_seconds',
    help: 'Calls to the Web API of Slack',
    labelNames: ['method', 'outcome'],
    buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
    registers,
  });
  const mails = new Counter({
    name: 'muster_mails_total',
    help: 'Mails of the card for when Slack fails, by how the mail server took them',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['sent', 'later', 'never']) mails.inc({ outcome }, 0);
  const guesses = new Counter({
    name: 'muster_bridge_guesses_total',
    help: "Requests for the card's page with an address that opens nothing",
    registers,
  });
  // Slack waits three seconds; 0.2 is what we aim at.
  const acknowledged = new Histogram({
    name: 'muster_ack_seconds',
    help: 'Time from receiving to acknowledging',
    labelNames: ['kind'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 3],
    registers,
  });
  return {
    registry,
    received: (kind, transport) => received.inc({ kind, transport }),
    refused: (status) => refused.inc({ status }),
    recorded: () => recorded.inc(),
    duplicate: () => duplicates.inc(),
    unwritten: () => unwritten.inc(),
    mended: (what, count = 1) => mended.inc({ what }, count),
    masked: () => masked.inc(),
    lag: (durationMs) => lag.observe(Math.max(0, durationMs) / 1000),
    dropped: () => dropped.inc(),
    tokenRefused: (refused) => token.set(refused ? 1 : 0),
    slackCall: (method, outcome, durationMs) => calls.observe({ method, outcome }, durationMs / 1000),
    mailed: (outcome) => mails.inc({ outcome }),
    guessed: () => guesses.inc(),
    acknowledged: (kind, durationMs) => acknowledged.observe({ kind }, durationMs / 1000),
    watchBacklog: (read, now) => watchBacklog(registry, read, now),
  };
}

function watchBacklog(registry: Registry, read: () => Promise<BacklogFigures>, now: () => number): void {
  // One reading serves both gauges of a scrape.
  let underWay: Promise<BacklogFigures | null> | null = null;
  const figures = () => {
    // The database is away: the other figures are needed all the more, so these vanish rather than go stale.
    underWay ??= read()
      .catch(() => null)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
  new Gauge({
    name: 'muster_errands',
    help: 'Errands to Slack not done yet: waiting, or parked because Slack will never take them',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const found = await figures();
      this.reset();
      if (!found) return;
      this.set({ state: 'waiting' }, found.waiting);
      this.set({ state: 'parked' }, found.parked);
    },
  });
  new Gauge({
    name: 'muster_errands_oldest_seconds',
    help: 'How long the errand that is late has waited, at most',
    registers: [registry],
    async collect() {
      const found = await figures();
      if (!found) this.remove();
      else this.set(found.oldestWaitingAt === null ? 0 : Math.max(0, now() - found.oldestWaitingAt) / 1000);
    },
  });
}
