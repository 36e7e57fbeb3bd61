import { type Method, optional, required } from '../call.ts';
import { archiveChannel, nameProblem, renameChannel, setPurpose, setTopic } from '../channel-changes.ts';
import { all, managing, naming, ownChannel, seenChannel } from '../reach.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';

/** Topic and purpose hold 250 characters. */
const mostInTopic = 250;

const topic: Method = {
  tier: 2,
  scopes: all(naming),
  run(call) {
    const channel = ownChannel(call, { family: naming });
    const text = optional(call, 'topic') ?? '';
    if ([...text].length > mostInTopic) throw new SlackError('too_long');
    setTopic(call.world, channel, call.world.app.botUserId, text);
    return { channel: channelJson(call.world, channel) };
  },
};

const purpose: Method = {
  tier: 2,
  scopes: all(naming),
  run(call) {
    const channel = ownChannel(call, { family: naming });
    const text = optional(call, 'purpose') ?? '';
    if ([...text].length > mostInTopic) throw new SlackError('too_long');
    setPurpose(call.world, channel, call.world.app.botUserId, text);
    return { channel: channelJson(call.world, channel) };
  },
};

/** A bot may rename what it made itself. */
const rename: Method = {
  tier: 2,
  scopes: all({ ...managing, im: [] }),
  run(call) {
    const { world } = call;
    const channel = ownChannel(call, { family: managing });
    const name = required(call, 'name');
    if (channel.creator !== world.app.botUserId) throw new SlackError('not_authorized');
    const problem = name === channel.name ? null : nameProblem(world, name);
    if (problem) throw new SlackError(problem);
    renameChannel(world, channel, world.app.botUserId, name);
    return { channel: channelJson(world, channel) };
  },
};

const archive: Method = {
  tier: 2,
  scopes: all({ ...managing, im: [] }),
  run(call) {
    const channel = seenChannel(call, { family: managing });
    if (channel.archived) throw new SlackError('already_archived');
    if (!channel.members.has(call.world.app.botUserId)) throw new SlackError('not_in_channel');
    if (channel.name === 'general') throw new SlackError('cant_archive_general');
    archiveChannel(call.world, channel, call.world.app.botUserId);
    return {};
  },
};

/** Listed for bots, but their tokens never get through: undocumented `not_in_channel`. */
const unarchive: Method = {
  tier: 2,
  scopes: all({ ...managing, im: [] }),
  run(call) {
    const channel = seenChannel(call, { family: managing });
    throw new SlackError(channel.archived ? 'not_in_channel' : 'not_archived');
  },
};

/** What changes a channel as a whole. */
export const channelChangeMethods: Record<string, Method> = {
  'conversations.setTopic': topic,
  'conversations.setPurpose': purpose,
  'conversations.rename': rename,
  'conversations.archive': archive,
  'conversations.unarchive': unarchive,
};
