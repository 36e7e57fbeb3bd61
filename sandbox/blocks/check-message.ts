import { checkBlocks } from './check-blocks.ts';
import { asObject, asObjects, isObject } from './json.ts';

export type MessageArgs = {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  markdown_text?: unknown;
  metadata?: unknown;
};

/** A refusal as the Web API words it; `messages` are complaints with their JSON pointers, without `[ERROR] `. */
export type Refusal = { error: string; messages?: string[] };

/** chat.update refuses longer text; chat.postMessage takes it by the documentation and refuses it in places. */
const LONGEST_TEXT = 4000;
const LONGEST_MARKDOWN = 12_000;
/** The true cap on the text of all blocks is undocumented, between 12,000 and 13,200 characters: the strict side. */
const LONGEST_BLOCKS = 12_000;
const MOST_ATTACHMENTS = 100;
const LARGEST_METADATA_BYTES = 16 * 1024;

/**
 * Whether Slack would take these arguments of chat.postMessage, chat.update or chat.postEphemeral; null when it would.
 * `blocks`, `attachments` and `metadata` are parsed JSON; pass what could not be parsed as the string that it was.
 */
export function checkMessage(
  args: MessageArgs,
  { method }: { method: 'post' | 'update' | 'ephemeral' },
): Refusal | null {
  return (
    markdownConflict(args) ??
    nothingToSay(args, method) ??
    textTooLong(args) ??
    wrongBlocks(args.blocks) ??
    wrongAttachments(args) ??
    wrongMetadata(args.metadata, method)
  );
}

function markdownConflict({ text, blocks, markdown_text }: MessageArgs): Refusal | null {
  return filled(markdown_text) && (filled(text) || filled(blocks)) ? { error: 'markdown_text_conflict' } : null;
}

/** An update may touch the metadata alone: text and blocks then stay as they are. */
function nothingToSay(
  { text, blocks, attachments, markdown_text, metadata }: MessageArgs,
  method: string,
): Refusal | null {
  if ([text, blocks, attachments, markdown_text].some(filled)) return null;
  const untouched = text === undefined && blocks === undefined;
  const changesElse = metadata !== undefined || attachments !== undefined;
  return method === 'update' && untouched && changesElse ? null : { error: 'no_text' };
}

function filled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
}

function textTooLong({ text, markdown_text }: MessageArgs): Refusal | null {
  const tooLong = lengthOf(text) > LONGEST_TEXT || lengthOf(markdown_text) > LONGEST_MARKDOWN;
  return tooLong ? { error: 'msg_too_long' } : null;
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}

function wrongBlocks(blocks: unknown): Refusal | null {
  if (blocks === undefined) return null;
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  const messages = checkBlocks(blocks, 'message');
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  return textIn(blocks) > LONGEST_BLOCKS ? { error: 'msg_blocks_too_long' } : null;
}

/** How many characters stand in these blocks, over every text that they hold. */
export function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textIn(each), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === 'text' ? lengthOf(each) : 0) + textIn(each),
    0,
  );
}

/** Blocks inside attachments follow the same rules. A message holds one table, wherever it stands. */
function wrongAttachments({ blocks, attachments }: MessageArgs): Refusal | null {
  if (attachments !== undefined && !Array.isArray(attachments)) return { error: 'invalid_attachments' };
  const attached = asObjects(attachments);
  if (attached.length > MOST_ATTACHMENTS) return { error: 'too_many_attachments' };
  const messages = attached.flatMap((each, index) =>
    each.blocks === undefined ? [] : checkBlocks(each.blocks, 'message', `/attachments/${index}/blocks`),
  );
  if (messages.length > 0) return { error: 'invalid_attachments', messages };
  const all = [...asObjects(blocks), ...attached.flatMap((each) => asObjects(each.blocks))];
  if (textIn(all) > LONGEST_BLOCKS) return { error: 'msg_blocks_too_long' };
  const tables = all.filter(({ type }) => type === 'table').length;
  return tables > 1 ? { error: 'invalid_attachments', messages: ['only_one_table_allowed'] } : null;
}

/** `{ event_type, event_payload }`; in an update `{}` takes the metadata away. */
function wrongMetadata(metadata: unknown, method: string): Refusal | null {
  if (metadata === undefined) return null;
  if (!isObject(metadata)) return { error: 'invalid_metadata_format' };
  if (method === 'update' && Object.keys(metadata).length === 0) return null;
  const { event_type, event_payload, ...others } = metadata;
  const shaped = typeof event_type === 'string' && event_type !== '' && isObject(event_payload);
  if (!shaped || Object.keys(others).length > 0 || !Object.values(asObject(event_payload)).every(mayBePayload)) {
    return { error: 'invalid_metadata_format' };
  }
  return Buffer.byteLength(JSON.stringify(metadata)) > LARGEST_METADATA_BYTES ? { error: 'metadata_too_large' } : null;
}

/** Slack's types allow a scalar, or a list or object of them; nothing deeper, and no null. */
function mayBePayload(value: unknown): boolean {
  const flat = (each: unknown) => (isObject(each) ? Object.values(each).every(isScalar) : isScalar(each));
  return Array.isArray(value) ? value.every(flat) : flat(value);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
