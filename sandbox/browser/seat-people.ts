import type { Sandbox } from '../sandbox.ts';
import { directChannel, type User } from '../world.ts';
import { type Desk, makeDesk } from './desk.ts';
import { makeReader } from './reader.ts';
import { makeStream } from './stream.ts';
import { watchWorld } from './watch-world.ts';

/** A desk for everybody, what they see from it, and what comes in while they sit there. */
export function seatPeople(sandbox: Sandbox, { speed, inside }: { speed: () => number; inside: boolean }) {
  const { world } = sandbox;
  const desks = new Map<string, Desk>();
  const deskOf = (user: User): Desk => {
    const desk = desks.get(user.id) ?? makeDesk(world, user, sandbox.person(user.name));
    desks.set(user.id, desk);
    return desk;
  };
  const reader = makeReader(world, (user) => deskOf(user).readTo, { speed, inside });
  const watch = watchWorld(world, (noted) => stream.send(noted));
  const stream = makeStream(reader, watch);
  // Who opens the page for the first time has read what was said before.
  for (const user of world.users.values()) {
    if (user.bot) continue;
    directChannel(world, user.id);
    for (const channel of world.channels.values()) {
      const last = channel.messages.at(-1);
      if (last) deskOf(user).readTo.set(channel.id, last.ts);
    }
  }
  return { deskOf, reader, watch, stream };
}
