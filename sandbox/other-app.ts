import { completeBlocks } from './blocks/complete-blocks.ts';
import type { Block, Message } from './message.ts';
import { messageIn } from './people/place.ts';
import type { Said } from './people/speaking.ts';
import { change, post, remove } from './post.ts';
import { channelNamed, nowSeconds, type World } from './world.ts';

export type AppWords = { text?: string; blocks?: Block[]; attachments?: Block[] };

export type OtherApp = {
  readonly botId: string;
  post(words: AppWords, where: { in: string }): Promise<Said>;
  edit(said: Said, words: AppWords): Promise<void>;
  remove(said: Said): Promise<void>;
};

/** An app beside ours, by an incoming webhook: an alerting tool, a workflow. It has no account, and our app hears it as anybody. */
export function makeOtherApp(world: World, name: string): OtherApp {
  const botId = world.ids.next('B');
  const own = (said: Said) => {
    const channel = placeFor(said.channel);
    const message = messageIn(channel, said.ts);
    if (message.bot_id !== botId) throw new Error(`cant_update_message: it is not of ${name}`);
    return { channel, message };
  };

  function placeFor(place: string) {
    const channel = channelNamed(world, place);
    if (!channel) throw new Error(`channel_not_found: ${place}`);
    if (channel.archived) throw new Error(`is_archived: ${place}`);
    return channel;
  }

  return {
    botId,
    async post(words, where) {
      const channel = placeFor(where.in);
      const author = { subtype: 'bot_message', bot_id: botId, username: name };
      const message = post(world, channel, { ...author, ...contentOf(world, words) });
      return { ts: message.ts, channel: channel.id };
    },
    async edit(said, words) {
      const { channel, message } = own(said);
      change(world, channel, message, (it) => {
        delete it.blocks;
        delete it.attachments;
        Object.assign(it, contentOf(world, words));
        it.edited = { user: botId, ts: `${nowSeconds(world)}.000000` };
      });
    },
    async remove(said) {
      const { channel, message } = own(said);
      remove(world, channel, message);
    },
  };
}

function contentOf(
  world: World,
  { text = '', blocks = [], attachments = [] }: AppWords,
): Pick<Message, 'text' | 'blocks' | 'attachments'> {
  const complete = (given: Block[]) => completeBlocks(given, () => world.ids.letters(5));
  return {
    text,
    ...(blocks.length ? { blocks: complete(blocks) } : {}),
    ...(attachments.length
      ? {
          attachments: attachments.map((one, index) => ({ id: index + 1, fallback: '[no preview available]', ...one })),
        }
      : {}),
  };
}
