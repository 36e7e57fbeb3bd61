// What people write in a war room, change and delete: kept before Slack hears that it arrived.
import type { Heard } from '../../engine/engine.ts';
import type { FileRef } from '../../record/entry.ts';
import type { Mask } from '../../record/mask.ts';
import { mergeFiles, sameFiles } from '../../record/merge-files.ts';
import type { Slack } from '../slack.ts';
import { instantOf } from '../slack-time.ts';
import type { Hear } from './hear.ts';
import { hearAnswer } from './hear-answer.ts';
import { hearChange } from './hear-change.ts';
import { hearInPostmortem } from './hear-in-postmortem.ts';
import { hearRoom } from './hear-room.ts';
import { type Worded, wordsOf } from './words-of.ts';

/** A message, as far as we read it; https://docs.slack.dev/reference/events/message */
export interface SlackMessage extends Worded {
  readonly subtype?: string;
  readonly hidden?: boolean;
  readonly channel?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly username?: string;
  /** The channel's, in a line about it. */
  readonly name?: string;
  readonly ts: string;
  readonly event_ts?: string;
  readonly thread_ts?: string;
  readonly deleted_ts?: string;
  readonly edited?: { readonly ts: string };
  readonly files?: readonly Readonly<Record<string, unknown>>[];
  readonly message?: SlackMessage;
  /** An empty array when the parent of a thread is deleted. */
  readonly previous_message?: SlackMessage | readonly [];
}

export const hearMessage: Hear = async (slack, { key, event }) => {
  const message = event as unknown as SlackMessage;
  const heard = readMessage(message, slack);
  if (heard === null) return;
  const outcome = await slack.engine.hear(slack.identity.teamId, key, heard);
  if (outcome !== null && heard.kind === 'channel') await hearRoom(slack, outcome.ref, message, key);
  if (outcome === null) return;
  // Also of one that was kept before: whoever kept it may have died before doing the rest. Each has a key of its own.
  if (heard.kind === 'message') {
    await hearChange(slack, outcome.ref, heard);
    if (heard.threadTs !== null) await hearAnswer(slack, outcome.ref, heard);
  }
  if (heard.kind === 'deletion' || ((heard.kind === 'message' || heard.kind === 'edit') && heard.threadTs !== null)) {
    await hearInPostmortem(slack, outcome.ref, heard);
  }
};

/**
 * What a message event says, in our words, credentials masked; null for what is not kept: our own posts, joins (told
 * otherwise), unfurls. What is read back from Slack's history goes through here too: masked, it can be compared.
 */
export function readMessage(event: SlackMessage, { identity, mask }: Pick<Slack, 'identity' | 'mask'>): Heard | null {
  const heard = readRaw(event, identity);
  return heard === null ? null : withoutSecrets(heard, mask);
}

function withoutSecrets(heard: Heard, mask: Mask): Heard {
  const secrets = new Set<string>();
  const clean = <Text extends string | null>(text: Text): Text => {
    if (text === null) return text;
    const masked = mask(text);
    for (const kind of masked.kinds) secrets.add(kind);
    return masked.text as Text;
  };
  const cleanFiles = (files: readonly FileRef[]): readonly FileRef[] =>
    files.map((file) => ({ ...file, name: clean(file.name), permalink: clean(file.permalink) }));
  const told = (): { readonly secrets?: readonly string[] } => (secrets.size > 0 ? { secrets: [...secrets] } : {});
  switch (heard.kind) {
    case 'message':
      return { ...heard, text: clean(heard.text), files: cleanFiles(heard.files), ...told() };
    case 'edit': {
      const { text, previousText, files } = heard;
      return {
        ...heard,
        text: clean(text),
        previousText: clean(previousText),
        files: cleanFiles(files),
        ...told(),
      };
    }
    case 'deletion':
      return { ...heard, previousText: clean(heard.previousText), ...told() };
    case 'channel':
      return { ...heard, text: clean(heard.text) };
    default:
      return heard;
  }
}

function readRaw(event: SlackMessage, own: { readonly botUserId: string; readonly botId: string }): Heard | null {
  const channel = event.channel ?? '';
  const isOwn = (message: SlackMessage | undefined): boolean =>
    message !== undefined && (message.user === own.botUserId || message.bot_id === own.botId);
  switch (event.subtype) {
    case 'message_changed': {
      const { message } = event;
      const previous = asMessage(event.previous_message);
      if (message === undefined || isOwn(message) || isOwn(previous)) return null;
      if (message.subtype === 'tombstone') return deletion(channel, message.ts, previous, event.ts);
      return readEdit(channel, message, previous, event.ts);
    }
    case 'message_deleted': {
      const previous = asMessage(event.previous_message);
      if (event.deleted_ts === undefined || isOwn(previous)) return null;
      return deletion(channel, event.deleted_ts, previous, event.ts);
    }
    case 'channel_join':
    case 'channel_leave':
    case 'group_join':
    case 'group_leave':
    case 'message_replied':
    // Told by events of their own: `hear-archive.ts`, `hear-mark.ts`.
    case 'channel_archive':
    case 'group_archive':
    case 'pinned_item':
      return null;
    case 'channel_topic':
    case 'channel_purpose':
    case 'channel_name':
    case 'channel_convert_to_private':
    case 'channel_convert_to_public':
    case 'channel_posting_permissions':
    case 'bot_add':
    case 'bot_remove':
    case 'group_topic':
    case 'group_purpose':
    case 'group_name':
      if (isOwn(event)) return null;
      return {
        kind: 'channel',
        channel,
        ts: event.ts,
        user: event.user ?? 'USLACKBOT',
        text: event.text ?? '',
        at: instantOf(event.ts),
      };
    default: {
      // A reply is sometimes told of by its thread's first message, without the subtype `message_replied`.
      if (isOwn(event) || event.hidden === true || event.message !== undefined || channel === '') return null;
      // Old integrations have neither a user nor a bot: what they say is kept all the same.
      const user = event.user ?? event.bot_id ?? '';
      return { kind: 'message', channel, ...placed(event), user, text: wordsOf(event), files: readFiles(event) };
    }
  }
}

function readEdit(
  channel: string,
  message: SlackMessage,
  previous: SlackMessage | undefined,
  changedTs: string,
): Heard | null {
  // Unfurls, reactions and replies change a message too; only words and files count as an edit.
  const sameWords = previous !== undefined && wordsOf(previous) === wordsOf(message);
  const had = previous === undefined ? [] : readFiles(previous);
  const files = mergeFiles(had, readFiles(message));
  if (message.edited === undefined && (previous === undefined || (sameWords && sameFiles(had, files)))) return null;
  const user = message.user ?? message.bot_id ?? previous?.user ?? '';
  return {
    kind: 'edit',
    channel,
    ...placed(message),
    user,
    text: wordsOf(message),
    files,
    previousText: previous === undefined ? null : wordsOf(previous),
    editedAt: instantOf(message.edited?.ts ?? changedTs),
  };
}

function deletion(channel: string, ts: string, previous: SlackMessage | undefined, deletedTs: string): Heard {
  return {
    kind: 'deletion',
    channel,
    ts,
    threadTs: previous === undefined ? null : threadOf(previous),
    user: previous?.user ?? previous?.bot_id ?? null,
    previousText: previous === undefined ? null : wordsOf(previous),
    at: instantOf(ts),
    deletedAt: instantOf(deletedTs),
  };
}

function placed(message: SlackMessage): { readonly ts: string; readonly threadTs: string | null; readonly at: number } {
  return { ts: message.ts, threadTs: threadOf(message), at: instantOf(message.ts) };
}

/** The thread that a reply is in; the parent of a thread is no reply. */
function threadOf(message: SlackMessage): string | null {
  return message.thread_ts === undefined || message.thread_ts === message.ts ? null : message.thread_ts;
}

function asMessage(previous: SlackMessage['previous_message']): SlackMessage | undefined {
  return previous === undefined || Array.isArray(previous) ? undefined : (previous as SlackMessage);
}

function readFiles(message: SlackMessage): readonly FileRef[] {
  return (message.files ?? []).map((file) => ({
    ...(file.id === undefined ? {} : { id: String(file.id) }),
    name: String(file.name ?? file.title ?? file.id ?? 'file'),
    type: String(file.mimetype ?? file.filetype ?? ''),
    size: Number(file.size ?? 0),
    permalink: String(file.permalink ?? ''),
    ...(file.mode === 'tombstone' ? { removed: true } : {}),
  }));
}
