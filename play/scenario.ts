import { setTimeout as sleep } from 'node:timers/promises';
import { outage } from '../demo/outage.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

export type ScenarioOptions = {
  sandbox: Sandbox;
  /** How many times as fast as life. */
  speed: number;
  print(text: string): void;
  signal: AbortSignal;
  /** The bot has told Slack all that is due. */
  quiet(): Promise<boolean>;
};

/**
 * The demo's outage, played before whoever looks on. They may take part: what the story wanted to do and cannot any more,
 * because somebody else did it, is left out, and the story goes on.
 */
export async function playScenario({ sandbox, speed, print, signal, quiet }: ScenarioOptions): Promise<void> {
  // The bot works by itself: until it has nothing more to tell, some seconds at most (somebody may have killed it).
  const settle = async () => {
    for (let left = 40; left > 0; left -= 1) {
      await sandbox.settled();
      await sleep(200, undefined, { signal });
      if (await quiet()) return;
    }
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
