import { setTimeout as sleep } from 'node:timers/promises';
import { outage } from '../demo/outage.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

export type ScenarioOptions = {
  sandbox: Sandbox;
  /** How many times as fast as life. */
  speed: number;
  print(text: string): void;
  signal: AbortSignal;
};

/**
 * The demo's outage, played before whoever looks on. They may take part: what the story wanted to do and cannot any more,
 * because somebody else did it, is left out, and the story goes on.
 */
export async function playScenario({ sandbox, speed, print, signal }: ScenarioOptions): Promise<void> {
  const settle = async () => {
    await sandbox.settled();
    // The bot works by itself; a moment is enough for what one press leads to.
    await sleep(700, undefined, { signal });
    await sandbox.settled();
  };
  const pass = async (minutes: number) => {
    await sleep((minutes * 60_000) / speed, undefined, { signal });
    await settle();
  };
  try {
    await sleep(4000, undefined, { signal });
    for (const scene of outage({ sandbox, rest: settle, pass })) {
      print(`── ${scene.heading}`);
      await scene.play().catch((error: unknown) => {
        if (signal.aborted) throw error;
        print(`   (it went another way: ${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
      });
    }
    print('── The story is over; the workspace stays.');
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
