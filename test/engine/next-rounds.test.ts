import { expect, test } from '@jest/globals';
import { nextRounds } from '../../src/engine/next-rounds.ts';
import type { Pace, WaitingErrand, WaitingRound } from '../../src/store/claim-rounds.ts';

const now = Date.UTC(2026, 10, 21, 10);
let id = 0;

function errand(more: Partial<WaitingErrand> = {}): WaitingErrand {
  id += 1;
  return { id, cost: 'message', dueAt: now, paced: false, held: false, ready: true, ...more };
}

/** Briefing, announcement and a home. */
function facts(number: number, ...more: readonly Partial<WaitingErrand>[]): WaitingRound {
  const three = [{}, {}, { cost: 'home' } as const];
  return { number, round: 'facts', errands: three.map((one, place) => errand({ ...one, ...more[place] })) };
}

const ids = ({ errands }: WaitingRound) => errands.map((one) => one.id);
const spent = (message: number, home = 40, lately = {}): Pace => ({ level: { message, home }, at: now, lately });

test('after a quiet minute a round begins at once, whole', () => {
  const round = facts(1);
  expect(nextRounds([round], {}, now)).toMatchObject({ take: ids(round), wait: [] });
});

test('a room that changes all the time gets a burst, then a round every four seconds', () => {
  let pace: Pace = {};
  const begun: number[] = [];
  for (let at = now; at < now + 60_000; at += 100) {
    const choice = nextRounds([facts(1)], pace, at);
    if (choice.take.length > 0) {
      begun.push(at);
      pace = choice.pace;
    }
  }
  expect(begun.filter((at) => at < now + 1_000)).toHaveLength(9);
  // Two messages a round: never more than Slack's fifty in a minute.
  expect(begun.length * 2).toBeLessThanOrEqual(50);
  const last = begun.slice(-5);
  for (const [place, at] of last.slice(1).entries()) expect(at - (last[place] ?? 0)).toBe(4_000);
});

test('it waits as long as it takes until there is room for all of it', () => {
  const round = facts(1);
  const { take, wait } = nextRounds([round], spent(1), now);
  expect(take).toEqual([]);
  expect(wait).toEqual([{ ids: ids(round), until: now + 2_000 }]);
});

test('a room that was quiet goes before one under fire, and finds room that this one must leave', () => {
  const [hot, quiet] = [facts(1), facts(2)];
  const { take, wait } = nextRounds([hot, quiet], spent(4, 40, { '1 facts': now - 500 }), now);
  expect(take).toEqual(ids(quiet));
  expect(wait.map((one) => one.ids)).toEqual([ids(hot)]);
});

test('nobody is overtaken by those who need less', () => {
  const homes = Array.from({ length: 30 }, () => ({ cost: 'home' }) as const);
  const crowded: WaitingRound = { number: 1, round: 'facts', errands: homes.map(errand) };
  const [small, other] = [facts(2), facts(3)];
  const bare = { ...other, errands: other.errands.slice(0, 2) };
  const { take, wait } = nextRounds([crowded, small, bare], spent(20, 5), now);
  // The one that needs no home goes on.
  expect(take).toEqual(ids(bare));
  expect(wait.map((one) => one.ids)).toEqual([ids(crowded), ids(small)]);
});

test('a round with more homes than Slack takes at once goes when all of the limit is there', () => {
  const homes = Array.from({ length: 100 }, () => errand({ cost: 'home' }));
  const { take, pace } = nextRounds([{ number: 1, round: 'facts', errands: homes }], {}, now);
  expect(take).toHaveLength(100);
  expect(pace.level?.home).toBe(-60);
});

test('a round begins when the one before it has ended', () => {
  expect(nextRounds([facts(1, { held: true, ready: false })], {}, now)).toMatchObject({ take: [], wait: [] });
});

test('what is tried again soon is waited for; what fails for long holds up nobody', () => {
  const soon = facts(1, { ready: false, dueAt: now + 2_000 });
  expect(nextRounds([soon], {}, now).wait).toEqual([{ ids: ids(soon).slice(1), until: now + 2_000 }]);
  const late = facts(1, { ready: false, dueAt: now + 30_000 });
  expect(nextRounds([late], {}, now)).toMatchObject({ take: ids(late).slice(1), wait: [] });
});

test('behind a paint that a dead process left, the newer one of the same surface is of the next round', () => {
  const left = facts(1);
  const newer = errand({ ready: false });
  expect(nextRounds([{ ...left, errands: [...left.errands, newer] }], {}, now).take).toEqual(ids(left));
});

test('what only waits for room goes along when something else of its round is new', () => {
  const round = facts(1, { ready: false, paced: true, dueAt: now + 9_000 });
  expect(nextRounds([round], {}, now).take).toEqual(ids(round));
});
