import { type Call, ids, type Method, optional, required } from '../call.ts';
import { fileJson, type Message, messageAt, type StoredFile } from '../message.ts';
import { botAuthor, post } from '../post.ts';
import { SlackError } from '../slack-error.ts';
import { type Channel, nowSeconds, type World } from '../world.ts';

/** First step: an address for the bytes, whose number is announced here. */
const getUploadUrl: Method = {
  tier: 4,
  scopes: ['files:write'],
  run(call) {
    const { world } = call;
    const name = required(call, 'filename');
    const size = Number(required(call, 'length'));
    if (!Number.isInteger(size) || size < 1) throw new SlackError('missing_argument');
    if ((optional(call, 'alt_txt') ?? '').length > 1000) throw new SlackError('alt_txt_too_large');
    const id = world.ids.next('F');
    const file: StoredFile = {
      id,
      name,
      title: name,
      size,
      type: typeOf(name),
      owner: world.app.botUserId,
      created: nowSeconds(world),
      content: null,
      complete: false,
      shares: [],
    };
    world.files.set(id, file);
    return { upload_url: `${world.origin}/upload/${id}/${world.ids.letters(20)}`, file_id: id };
  },
};

/** Last step: shares the files. Slack answers first; the message comes a moment later and its ts is not told. */
const complete: Method = {
  tier: 4,
  scopes: ['files:write'],
  run(call) {
    const { world } = call;
    const files = filesOf(call);
    const places = [optional(call, 'channel_id') ?? '', ...ids(call, 'channels')]
      .filter(Boolean)
      .map((id) => placeOf(call, id));
    const thread = optional(call, 'thread_ts');
    if (thread && (places.length !== 1 || !messageAt(places[0] as Channel, thread)))
      throw new SlackError('invalid_thread_ts');
    for (const file of files) file.complete = true;
    const text = optional(call, 'initial_comment') ?? '';
    for (const place of places) shareLater(world, place, files, { text, ...(thread ? { thread_ts: thread } : {}) });
    return { files: files.map((file) => ({ id: file.id, title: file.title })) };
  },
};

const lookUp: Method = {
  tier: 4,
  scopes: ['files:read'],
  run(call) {
    const { world } = call;
    const file = world.files.get(required(call, 'file'));
    if (!file?.complete) throw new SlackError('file_not_found');
    if (file.deleted) throw new SlackError('file_deleted');
    const mine = file.owner === world.app.botUserId;
    const seen = file.shares.some((share) => world.channels.get(share.channelId)?.members.has(world.app.botUserId));
    if (!mine && !seen) throw new SlackError('file_not_found');
    const shares: Record<string, Record<string, { ts: string }[]>> = {};
    for (const { channelId, ts } of file.shares) {
      const sort = world.channels.get(channelId)?.kind === 'public' ? 'public' : 'private';
      shares[sort] = { ...shares[sort], [channelId]: [...(shares[sort]?.[channelId] ?? []), { ts }] };
    }
    return { file: { ...fileJson(world, file), shares }, comments: [], response_metadata: { next_cursor: '' } };
  },
};

function filesOf(call: Call): StoredFile[] {
  const given = call.args.files;
  if (!Array.isArray(given) || given.length === 0) throw new SlackError('invalid_arguments');
  return given.map((one: { id?: string; title?: string }) => {
    const file = call.world.files.get(one?.id ?? '');
    if (!file?.content || file.complete) throw new SlackError('file_not_found');
    if (one.title) file.title = one.title;
    return file;
  });
}

function placeOf(call: Call, id: string): Channel {
  const channel = call.world.channels.get(id);
  const inside = channel?.members.has(call.world.app.botUserId);
  if (!channel || (channel.kind !== 'public' && !inside)) throw new SlackError('channel_not_found');
  if (!inside) throw new SlackError('not_in_channel');
  if (channel.archived) throw new SlackError('posting_to_channel_denied');
  return channel;
}

function shareLater(
  world: World,
  channel: Channel,
  files: StoredFile[],
  comment: Pick<Message, 'text' | 'thread_ts'>,
): void {
  const work = new Promise<void>((resolve) => {
    const share = () => {
      const message = post(world, channel, {
        ...botAuthor(world),
        ...comment,
        subtype: 'file_share',
        files,
        more: { upload: false },
      });
      for (const file of files) file.shares.push({ channelId: channel.id, ts: message.ts });
      resolve();
    };
    if (world.shareDelayMs) world.clock.after(world.shareDelayMs, share);
    else setImmediate(share);
  }).finally(() => world.pending.delete(work));
  world.pending.add(work);
}

function typeOf(name: string): string {
  const types: Record<string, string> = {
    md: 'text/markdown',
    csv: 'text/csv',
    json: 'application/json',
    png: 'image/png',
  };
  return types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
}

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': lookUp,
};
