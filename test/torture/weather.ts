import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { makeBadDays, type Room } from './bad-days.ts';
import type { Bot } from './bots.ts';
import type { Blow, Trouble } from './script.ts';
import type { Takeover } from './takeover.ts';
import type { Wire } from './wire.ts';

export interface Exposed {
  readonly sandbox: Sandbox;
  readonly bots: readonly Bot[];
  readonly wire: Wire | null;
  readonly takeover: Takeover | null;
  readonly rooms: readonly Room[];
}

/** What can go wrong in this set-up, and how often beside the rest. */
export function possibleTroubles({
  hasWire,
  transport,
}: {
  readonly hasWire: boolean;
  readonly transport: 'http' | 'socket';
}) {
  const all: readonly (readonly [Trouble, number])[] = [
    ['kill', 3],
    ['kill_at_call', 5],
    ['roll', 2],
    ['freeze', 1],
    ['slack_away', 1],
    ['events_dropped', 2],
    ['notice_without_loss', 1],
    ['database_away', hasWire ? 3 : 0],
    ['sockets_cut', transport === 'socket' ? 3 : 0],
    ['sockets_refreshed', transport === 'socket' ? 2 : 0],
    ['room_archived', 2],
    ['room_renamed', 1],
    ['room_made_private', 0.5],
    ['room_shared', 0.5],
    ['bot_removed', 2],
    ['resolved_or_reopened', 3],
    ['account_closed', 1],
    ['token_revoked', 1],
  ];
  return all.filter(([, weight]) => weight > 0);
}

const background = { repeat: 0.06, reorder: 0.08, drop: 0.05, lose: 0.03 };

/** Faults that are always there: some share of all calls and deliveries goes wrong. */
export function setBackground({ faults }: Sandbox): void {
  faults.deliveries(background);
  faults.chance('*', 0.01, { rateLimit: 1 });
  faults.chance('*', 0.01, { status: 503 });
  faults.chance('*', 0.02, { loseReply: true });
  faults.chance('*', 0.003, { error: 'internal_error' });
  faults.chance('*', 0.004, { hangMs: 3_000 });
  faults.chance('chat.postMessage', 0.06, { loseReply: true });
}

export function makeWeather({ sandbox, bots, wire, takeover, rooms }: Exposed) {
  const counts: Partial<Record<Trouble | 'kills', number>> = {};
  const underWay = new Set<Promise<void>>();
  const always = Number.POSITIVE_INFINITY;
  const calm = Promise.withResolvers<false>();
  const badDays = makeBadDays(sandbox, rooms, (ms) => Promise.race([sleep(ms, true as const), calm.promise]));
  const starting = new Set<Promise<void>>();
  /** While the token is taken back no bot starts: it would say so and end. */
  let revoked: Promise<void> | null = null;
  let struck: (() => void) | null = null;
  let losing = 0;
  // Killed while Slack has been asked and has not answered.
  sandbox.faults.next('*', { loseReply: true }, { times: always, when: () => strike() });

  function strike(): boolean {
    const blow = struck;
    struck = null;
    blow?.();
    return blow !== null;
  }

  /** While nobody is there, nobody can take over. */
  function lookWhoLives(): void {
    if (bots.every(({ port }) => port === null)) takeover?.disturb();
  }

  async function start(bot: Bot): Promise<void> {
    while (revoked !== null) await revoked;
    const one = bot.start().finally(() => starting.delete(one));
    starting.add(one);
    await one;
  }

  /** The token is taken back, and a while later the app is installed anew: whoever runs it rolls it with the new one. */
  async function revoke(forMs: number): Promise<boolean> {
    if (revoked !== null) return false;
    const given = Promise.withResolvers<void>();
    revoked = given.promise;
    await Promise.all(starting);
    takeover?.disturb();
    sandbox.revokeToken();
    await sleep(forMs);
    sandbox.reinstall();
    for (const bot of bots) {
      if (bot.port === null) continue;
      await bot.end();
      await bot.start();
    }
    takeover?.disturb();
    revoked = null;
    given.resolve();
    return true;
  }

  async function kill(bot: Bot, downMs: number): Promise<void> {
    if (bot.port === null) return;
    counts.kills = (counts.kills ?? 0) + 1;
    const dead = bot.kill();
    await takeover?.begin(dead);
    lookWhoLives();
    await sleep(downMs);
    await start(bot);
  }

  async function come({ trouble, which, howLong }: Blow): Promise<void> {
    if ((await befall({ trouble, which, howLong })) !== false) counts[trouble] = (counts[trouble] ?? 0) + 1;
  }

  /** False where it could not be. */
  async function befall({ trouble, which, howLong }: Omit<Blow, 'at'>): Promise<unknown> {
    const bot = bots[Math.floor(which * bots.length)] as Bot;
    switch (trouble) {
      case 'kill':
        return kill(bot, howLong * 3_000);
      case 'kill_at_call': {
        const { promise: now, resolve } = Promise.withResolvers<void>();
        struck = resolve;
        await Promise.race([now, sleep(5_000)]);
        return kill(bot, howLong * 2_000);
      }
      case 'roll':
        for (const one of bots) {
          if (one.port === null) continue;
          const ended = one.end();
          lookWhoLives();
          await ended;
          await start(one);
        }
        return;
      case 'freeze':
        return bot.port === null ? undefined : bot.freeze(1_000 + howLong * 4_000);
      case 'database_away':
        takeover?.disturb();
        wire?.cut();
        await sleep(300 + howLong * 4_000);
        return wire?.mend();
      case 'slack_away':
        sandbox.faults.cutOff();
        await sleep(500 + howLong * 2_500);
        return sandbox.faults.restore();
      case 'sockets_cut':
        return sandbox.socket.cut();
      case 'sockets_refreshed':
        return sandbox.socket.disconnect('refresh_requested');
      case 'events_dropped': {
        losing += 1;
        sandbox.faults.deliveries({ lose: 1 });
        await sleep(500 + howLong * 2_000);
        losing -= 1;
        // A second spell may have begun meanwhile; over a long run one always does.
        if (losing === 0) sandbox.faults.deliveries(background);
        await sandbox.sayRateLimited();
        return;
      }
      case 'notice_without_loss':
        return sandbox.sayRateLimited();
      case 'token_revoked':
        return revoke(500 + howLong * 2_500);
      case 'account_closed':
        return badDays.closeAccount(which, howLong);
      default:
        return badDays.come(trouble, which, howLong);
    }
  }

  return {
    counts,
    come(blow: Blow): void {
      const one = come(blow).finally(() => underWay.delete(one));
      underWay.add(one);
    },
    /** Everything that was broken is whole again. */
    async clear(): Promise<void> {
      calm.resolve(false);
      while (underWay.size > 0) await Promise.all(underWay);
      sandbox.faults.clear();
      sandbox.faults.deliveries({});
      wire?.mend();
      await Promise.all(bots.map(start));
      await badDays.bringBack();
      while (bots.some(({ port }) => port === null)) await sleep(100);
    },
  };
}
