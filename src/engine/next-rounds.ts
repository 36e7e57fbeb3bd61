import type { Instant } from '../incident/incident.ts';
import type { Choice, Cost, Pace, WaitingRound } from '../store/claim-rounds.ts';

/**
 * What rounds may take of a workspace's limits. Slack lets `chat.update` be called 50 times in a minute (tier 3) and
 * `views.publish` 100 times (tier 4), and welcomes sporadic bursts; what is left over is for followers (20 edits in a
 * minute) and for whatever else is edited. `kept`: left for rounds that did not begin lately, so that a room under fire
 * does not make the others wait. Source: https://docs.slack.dev/apis/web-api/rate-limits
 */
const limits: { readonly [Of in Cost]: Limit } = {
  message: { atOnce: 24, perMinute: 30, kept: 6 },
  home: { atOnce: 40, perMinute: 70, kept: 10 },
};

interface Limit {
  readonly atOnce: number;
  readonly perMinute: number;
  readonly kept: number;
}

type Levels = { readonly [Of in Cost]: number };

const costs = ['message', 'home'] as const;
/** A round that began within this time began lately. */
const latelyMs = 10_000;
/** A round waits so long for one of it that failed: what Slack asks after a 429 is a second or two. */
const patienceMs = 4_000;

/**
 * Which rounds begin now: those for which Slack has room as a whole, those that waited for longest first. A round begins
 * when the one before it has ended; what of it failed and is tried again soon is waited for, what fails for longer is not.
 */
export function nextRounds(rounds: readonly WaitingRound[], before: Pace, now: Instant): Choice {
  const lately = Object.fromEntries(
    Object.entries(before.lately ?? {}).filter(([, at]) => now - at < latelyMs && at <= now),
  );
  let level = refilled(before, now);
  const take: number[] = [];
  const wait: { ids: readonly number[]; until: Instant }[] = [];
  const blocked = new Set<Cost>();
  for (const round of inTurn(rounds, lately)) {
    if (round.errands.some(({ held }) => held)) continue;
    const soon = round.errands.filter(
      ({ ready, paced, dueAt }) => ready || (dueAt > now && (paced || dueAt <= now + patienceMs)),
    );
    const ready = soon.filter((errand) => errand.ready).map(({ id }) => id);
    const retryAt = Math.max(...soon.map((errand) => (errand.ready || errand.paced ? now : errand.dueAt)));
    const spent = { message: 0, home: 0 };
    for (const { cost } of soon) spent[cost] += 1;
    const roomAt = whenFits(spent, level, nameOf(round) in lately, now);
    const isBehind = costs.some((cost) => spent[cost] > 0 && blocked.has(cost));
    const until = Math.max(retryAt, roomAt, isBehind ? now + stepMs : now);
    if (until > now) {
      wait.push({ ids: ready, until });
      if (roomAt > now) for (const cost of costs) if (spent[cost] > 0) blocked.add(cost);
      continue;
    }
    take.push(...soon.map(({ id }) => id));
    level = { message: level.message - spent.message, home: level.home - spent.home };
    lately[nameOf(round)] = now;
  }
  return { take, wait, pace: { level, at: now, lately } };
}

/** A round that is next in line looks again after this. */
const stepMs = 500;

/** Rounds that did not begin lately, then those whose last one is longest ago; `sort` keeps the order of the rest. */
function inTurn(rounds: readonly WaitingRound[], lately: Readonly<Record<string, Instant>>): readonly WaitingRound[] {
  return rounds.toSorted((one, other) => (lately[nameOf(one)] ?? 0) - (lately[nameOf(other)] ?? 0));
}

function refilled({ level, at }: Pace, now: Instant): Levels {
  const of = (cost: Cost): number => {
    const { atOnce, perMinute } = limits[cost];
    if (level === undefined || at === undefined) return atOnce;
    return Math.min(atOnce, level[cost] + (Math.max(0, now - at) / 60_000) * perMinute);
  };
  return { message: of('message'), home: of('home') };
}

/** When there is room for it. One that is larger than the limit goes when all of the limit is there, and owes the rest. */
function whenFits(spent: Levels, level: Levels, isRecent: boolean, now: Instant): Instant {
  const waits = costs.map((cost) => {
    if (spent[cost] === 0) return 0;
    const { atOnce, perMinute, kept } = limits[cost];
    const needed = Math.min(atOnce, spent[cost] + (isRecent ? kept : 0));
    return Math.ceil((Math.max(0, needed - level[cost]) / perMinute) * 60_000);
  });
  return now + Math.max(...waits);
}

function nameOf({ number, round }: WaitingRound): string {
  return `${number} ${round}`;
}
