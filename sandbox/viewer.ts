import type { Viewer } from './blocks/mrkdwn.ts';
import type { User, World } from './world.ts';

/** What a text needs to know to be read by somebody: their zone, the time, and names for ids. */
export function viewerOf(world: World, user: User): Viewer {
  return {
    zone: user.zone,
    now: world.clock.now(),
    userName: (id) => world.users.get(id)?.name ?? id,
    channelName: (id) => world.channels.get(id)?.name ?? 'private channel',
    groupHandle: (id) => world.groups.get(id)?.handle ?? id,
  };
}
