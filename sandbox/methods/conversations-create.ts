import { flag, type Method, optional } from '../call.ts';
import { comeIn, nameProblem } from '../channel-changes.ts';
import { emit } from '../emit.ts';
import { all, managing, needScope } from '../reach.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { makeChannel } from '../world.ts';

/** Makes a channel with the bot as its only member. A name that will not do is refused, never mended. */
export const conversationsCreate: Method = {
  tier: 2,
  scopes: all({ ...managing, im: [] }),
  run(call) {
    const { world } = call;
    const name = optional(call, 'name') ?? '';
    const kind = flag(call, 'is_private') ? 'private' : 'public';
    needScope(call, managing[kind] ?? []);
    const problem = nameProblem(world, name);
    if (problem) throw new SlackError(problem);
    const channel = makeChannel(world, kind, name, world.app.botUserId);
    if (kind === 'public') {
      const { id, created, creator } = channel;
      const made = { id, name, created, creator, is_channel: true, is_shared: false, name_normalized: name };
      emit(world, { type: 'channel_created', channel: made }, { channel, everywhere: true });
    }
    comeIn(world, channel, world.app.botUserId);
    return { channel: channelJson(world, channel) };
  },
};
