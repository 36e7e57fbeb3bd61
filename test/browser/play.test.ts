import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPlay, type Play } from '../../play/open-play.ts';
import type { Act, State } from '../../sandbox/browser/wire.ts';

/** `npm run sandbox` itself: bot in a process of its own, embedded database, page; without the past, which takes long. */
const post = async (address: string, path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL(path, address), { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, unknown>;
};
const get = async <T>(address: string, path: string): Promise<T> =>
  (await (await fetch(new URL(path, address))).json()) as T;
const act = (play: Play, as: string, given: Act) => post(play.address, `api/act?as=${as}`, given);
const state = (play: Play) => get<State>(play.address, 'api/state?as=ana');

type Inside = {
  bot: string;
  calls: { method: string }[];
  debug: { errands: unknown[]; entries: { text: string }[] } | null;
};

/** Asks again until it is so; how long does not matter. */
async function until<T>(look: () => Promise<T>, fits: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (fits(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

test('a killed bot loses nothing, and a kept workspace is there the next time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'play-'));
  const options = {
    empty: true,
    keep: true,
    scenario: false,
    speed: 1,
    port: 0,
    host: '127.0.0.1',
    print: () => {},
    folder,
  };
  const open = async () => {
    const play = await openPlay(options);
    await play.ready;
    return play;
  };
  const play = await open();
  let closed = false;
  try {
    const general = (await state(play)).channels.find((one) => one.name === 'general')?.id ?? '';
    await act(play, 'ana', { do: 'command', channel: general, text: '/incident new sev1 Checkout returns 500s' });
    const room = (
      await until(
        () => state(play),
        (now) => now.channels.some((one) => one.name.startsWith('inc-1-') && one.pins.length > 0),
      )
    ).channels.find((one) => one.name.startsWith('inc-1-'));
    const inside = () => get<Inside>(play.address, 'inside/look');
    await act(play, 'ana', { do: 'say', channel: room?.id ?? '', text: 'before the kill' });
    await until(inside, (now) => now.debug?.entries.some((entry) => entry.text === 'before the kill') === true);
    expect(await post(play.address, 'inside/bot', { order: 'kill' })).toEqual({ bot: 'stopped' });
    expect((await inside()).debug).toBeNull();
    // Said while nobody listens: read back from the history when the bot starts.
    await act(play, 'ana', { do: 'say', channel: room?.id ?? '', text: 'while it was dead' });
    expect(await post(play.address, 'inside/bot', { order: 'start' })).toEqual({ bot: 'running' });
    const has = (now: Inside, text: string) => now.debug?.entries.filter((entry) => entry.text === text).length === 1;
    await until(inside, (now) => has(now, 'before the kill') && has(now, 'while it was dead'));
    await act(play, 'ana', { do: 'command', channel: room?.id ?? '', text: '/incident severity sev3' });
    await until(
      () => state(play),
      (now) => now.channels.some((one) => one.topic.startsWith('SEV3 · INC-1')),
    );

    closed = true;
    await play.close();
    const next = await open();
    try {
      const kept = await state(next);
      expect(kept.channels.map((one) => one.name)).toContain(room?.name);
      // The bot still knows the room, and the room the bot.
      await act(next, 'ben', { do: 'join', channel: room?.id ?? '' });
      await act(next, 'ben', { do: 'command', channel: room?.id ?? '', text: '/incident title Checkout is slow' });
      await until(
        () => state(next),
        (now) => now.channels.some((one) => one.topic === 'SEV3 · INC-1 Checkout is slow'),
      );
    } finally {
      await next.close();
    }
  } finally {
    if (!closed) await play.close();
    rmSync(folder, { recursive: true, force: true });
  }
  // Two fresh starts of the embedded database: seconds, on a busy machine many.
}, 120_000);
