import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Room } from './requests.ts';
import { peopleCount } from './workspace.ts';

/** Declares so many incidents and waits until their rooms stand and Slack was told everything. */
export async function openRooms(sandbox: Sandbox, count: number): Promise<readonly Room[]> {
  for (let index = 0; index < count; index += 1) {
    await sandbox.person(`p${index % peopleCount}`).command(`/incident new sev2 Room number ${index}`);
  }
  await quiet(sandbox);
  return sandbox.channelNames.flatMap((name) => {
    const number = Number(/^inc-(\d+)-/.exec(name)?.[1]);
    return Number.isNaN(number) ? [] : [{ number, channel: sandbox.channel(name).id }];
  });
}

/** The bot has told Slack everything: no call for half a second. */
export async function quiet(sandbox: Sandbox): Promise<void> {
  for (let seen = -1; seen !== sandbox.calls.length; ) {
    seen = sandbox.calls.length;
    await sleep(500);
  }
}
