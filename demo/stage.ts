import { readFileSync } from 'node:fs';
import { dialClock } from '../sandbox/clock.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { startBot } from './start-bot.ts';

/** Where and when the outage plays: a Saturday morning, seen from Berlin. */
const startAt = Date.UTC(2026, 10, 21, 8, 58);

/** On this machine, for as long as the demo runs. */
const bridgeSecret = 'only-for-the-demo-of-this-machine-0';

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** The sandbox workspace, the bot with its embedded database, and a clock that runs as fast as the work allows. */
export async function openStage(dataDir: string) {
  const clock = dialClock(startAt);
  const sandbox = await openSandbox({
    manifest: readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'),
    clock,
    people: [
      { name: 'ana', title: 'Payments', zone: 'Europe/Berlin' },
      { name: 'ben', title: 'Platform', zone: 'Europe/London' },
      { name: 'cho', title: 'Payments', zone: 'Asia/Seoul' },
      { name: 'dan', title: 'Support', zone: 'America/New_York' },
      { name: 'eve', title: 'Head of engineering', zone: 'Europe/Berlin' },
    ],
    channels: [
      { name: 'general', members: ['ana', 'ben', 'cho', 'dan', 'eve'] },
      { name: 'incidents', members: ['ana', 'ben', 'cho', 'dan', 'eve'] },
    ],
  });
  const { muster, rest } = await startBot({ sandbox, clock, dataDir, bridgeSecret });
  return {
    clock,
    sandbox,
    muster,
    rest,
    /** The page for when Slack fails. */
    card: async (): Promise<string> => (await fetch(`http://127.0.0.1:${muster.port}/bridge/${bridgeSecret}`)).text(),
    /** Minutes go by. */
    async pass(minutes: number): Promise<void> {
      await clock.advance(minutes * 60_000);
      await rest();
    },
    async close(): Promise<void> {
      await muster.stop();
      await sandbox.close();
    },
  };
}
