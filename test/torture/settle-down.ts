import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../sandbox/people/person.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Room } from './bad-days.ts';
import type { Bot } from './bots.ts';
import type { HeardSoFar } from './heard.ts';
import { everybody } from './people.ts';

/** Far more than it takes: reading twenty rooms with their threads is two minutes of the bots' own budget of calls. */
const patienceMs = 6 * 60_000;

/**
 * Waits until the bots have caught up: nothing is on its way, every room was compared with its history on
 * `/incident mend`, and no errand is left. Gives what did not come to an end.
 */
export async function settleDown(
  sandbox: Sandbox,
  bots: readonly Bot[],
  rooms: readonly Room[],
  heard: HeardSoFar,
  say: (line: string) => void,
): Promise<string[]> {
  const deadline = performance.now() + patienceMs;
  const isLate = () => performance.now() > deadline;
  const quiet = async (): Promise<void> => {
    while (!isLate() && (await isBusy(sandbox, bots))) await sleep(200);
  };
  await quiet();
  // What is younger than two seconds is not compared.
  if (rooms.length > 0) await sleep(2_500);
  const general = sandbox.world.channels.get(sandbox.channel('general').id);
  const seenBefore = general?.ephemerals.length ?? 0;
  const left = new Set<string>();
  for (const room of rooms) {
    const seen = await whoMayAsk(sandbox, room).command(`/incident mend INC-${room.number}`);
    if (seen.error !== undefined) return [`/incident mend INC-${room.number}: ${seen.text}`];
    left.add(`INC-${room.number}:`);
  }
  for (let told = performance.now(); left.size > 0 && !isLate(); await sleep(200)) {
    for (const { message } of general?.ephemerals.slice(seenBefore) ?? [])
      if (/ was checked /.test(message.text)) left.delete(message.text.split(' ')[0] ?? '');
    if (performance.now() - told < 5_000) continue;
    told = performance.now();
    say(`        ${left.size} rooms are still being compared`);
  }
  await quiet();
  heard.collect();
  return [
    ...[...left].map((name) => `${name} mending did not end`),
    ...(isLate() ? ['the bots did not catch up'] : []),
  ];
}

/** A private room is its members' alone. */
function whoMayAsk(sandbox: Sandbox, { channel }: Room): Person {
  const names = sandbox.channel(channel).memberNames;
  const inside = everybody.filter((name) => names.includes(name)).map((name) => sandbox.person(name));
  const asking = inside.find(({ profile }) => sandbox.world.users.get(profile.id)?.deactivated === false);
  if (asking === undefined) throw new Error(`nobody is left in ${channel}`);
  return asking;
}

async function isBusy(sandbox: Sandbox, bots: readonly Bot[]): Promise<boolean> {
  await sandbox.settled();
  if (sandbox.waitingRetries > 0) return true;
  const calls = sandbox.calls.length;
  const waiting = await Promise.all(bots.map(({ port }) => errandsWaiting(port)));
  await sandbox.settled();
  return waiting.some((count) => count !== 0) || sandbox.calls.length !== calls;
}

async function errandsWaiting(port: number | null): Promise<number> {
  try {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(/^muster_errands\{state="waiting"\} (\d+)/m.exec(text)?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}
