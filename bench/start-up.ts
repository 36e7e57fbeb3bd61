// From `npm start` to ready, and what the process holds when nothing happens.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, startBot } from './bot.ts';
import { met, ms } from './figures.ts';
import { openWorkspace } from './workspace.ts';

/** Rows of the table. The first start makes the tables, the second finds them. */
export async function benchStartUp(
  name: string,
  place: Place,
  target: { readonly readyMs: number; readonly residentMb: number | null },
): Promise<string[][]> {
  const sandbox = await openWorkspace(0);
  const first = await startBot(sandbox, place);
  await first.stop();
  const bot = await startBot(sandbox, place);
  await sleep(5_000);
  const resident = bot.residentMb();
  await bot.stop();
  await sandbox.close();
  return [
    [`${name}: start to ready, empty database`, ms(first.readyMs), '', ''],
    [
      `${name}: start to ready, existing database`,
      ms(bot.readyMs),
      `< ${target.readyMs} ms`,
      met(bot.readyMs < target.readyMs),
    ],
    [
      `${name}: resident after 5 s idle`,
      `${resident.toFixed(0)} MB`,
      target.residentMb === null ? '' : `< ${target.residentMb} MB`,
      target.residentMb === null ? '' : met(resident < target.residentMb),
    ],
  ];
}
