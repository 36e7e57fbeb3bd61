import { describe, expect, test } from '@jest/globals';
import { checkMessage, type MessageArgs, textIn } from '../../sandbox/blocks/check-message.ts';
import { viewTooLarge } from '../../sandbox/blocks/check-view.ts';

const x = (length: number) => 'x'.repeat(length);
const METHODS = ['post', 'update', 'ephemeral'] as const;
const divider = { type: 'divider' };
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const metadata = (event_payload: unknown) => ({ event_type: 'errand', event_payload });
const check = (args: MessageArgs, method: (typeof METHODS)[number] = 'post') => checkMessage(args, { method });

describe('a message with', () => {
  const refused: [what: string, args: MessageArgs, error: string][] = [
    ['nothing', {}, 'no_text'],
    ['empty text', { text: '' }, 'no_text'],
    ['empty text and empty blocks', { text: '', blocks: [] }, 'no_text'],
    ['text of 4,001 characters', { text: x(4001) }, 'msg_too_long'],
    ['blocks as a string that is no JSON', { text: 'a', blocks: '[{' }, 'invalid_blocks_format'],
    ['blocks as an object', { text: 'a', blocks: { blocks: [] } }, 'invalid_blocks_format'],
    ['blocks that are null', { text: 'a', blocks: null }, 'invalid_blocks_format'],
    ['markdown and text', { text: 'a', markdown_text: 'b' }, 'markdown_text_conflict'],
    ['markdown and blocks', { blocks: [divider], markdown_text: 'b' }, 'markdown_text_conflict'],
    ['markdown of 12,001 characters', { markdown_text: x(12_001) }, 'msg_too_long'],
    ['attachments as an object', { text: 'a', attachments: {} }, 'invalid_attachments'],
    ['101 attachments', { text: 'a', attachments: Array(101).fill({ text: 'a' }) }, 'too_many_attachments'],
    ['metadata as a string', { text: 'a', metadata: 'x' }, 'invalid_metadata_format'],
    ['metadata without payload', { text: 'a', metadata: { event_type: 'e' } }, 'invalid_metadata_format'],
    ['metadata without type', { text: 'a', metadata: { event_payload: {} } }, 'invalid_metadata_format'],
    ['metadata with more', { text: 'a', metadata: { ...metadata({}), id: 1 } }, 'invalid_metadata_format'],
    ['metadata with null', { text: 'a', metadata: metadata({ at: null }) }, 'invalid_metadata_format'],
    ['metadata two levels deep', { text: 'a', metadata: metadata({ a: { b: { c: 1 } } }) }, 'invalid_metadata_format'],
  ];
  test.each(refused)('%s is refused, whatever the method', (_what, args, error) => {
    for (const method of METHODS) expect(check(args, method)).toEqual({ error });
  });

  const taken: [what: string, args: MessageArgs][] = [
    ['4,000 characters', { text: x(4000) }],
    ['blocks alone', { blocks: [divider] }],
    ['attachments alone', { attachments: [{ text: 'a', color: '#f00' }] }],
    ['markdown of 12,000 characters', { markdown_text: x(12_000) }],
    ['markdown and empty blocks', { markdown_text: 'a', blocks: [] }],
    ['another alphabet', { text: '服务中断 🔥 תקלה' }],
    ['metadata', { text: 'a', metadata: metadata({ id: 7, ok: true, tags: ['a'], who: { id: 'U01' } }) }],
  ];
  test.each(taken)('%s is taken', (_what, args) => {
    for (const method of METHODS) expect(check(args, method)).toBeNull();
  });
});

test('wrong blocks come back with their pointers, in attachments too', () => {
  expect(check({ text: 'a', blocks: [{ type: 'header' }] })).toEqual({
    error: 'invalid_blocks',
    messages: ['missing required field: text [json-pointer:/blocks/0]'],
  });
  expect(check({ text: 'a', attachments: [{ text: 'a' }, { blocks: [{ type: 'header' }] }] })).toEqual({
    error: 'invalid_attachments',
    messages: ['missing required field: text [json-pointer:/attachments/1/blocks/0]'],
  });
});

test('the text of all blocks together is capped at 12,000 characters, those of attachments too', () => {
  const four = Array(4).fill(section(x(3000)));
  expect(textIn(four)).toBe(12_000);
  expect(check({ text: 'a', blocks: four })).toBeNull();
  expect(check({ text: 'a', blocks: [...four, section('x')] })).toEqual({ error: 'msg_blocks_too_long' });
  expect(check({ text: 'a', blocks: four, attachments: [{ blocks: [section('x')] }] })).toEqual({
    error: 'msg_blocks_too_long',
  });
});

test('one table in a message', () => {
  expect(check({ text: 'a', blocks: [table] })).toBeNull();
  expect(check({ text: 'a', blocks: [table, table] })).toEqual({
    error: 'invalid_attachments',
    messages: ['only_one_table_allowed'],
  });
});

test('metadata is capped at 16 KB, in bytes', () => {
  const around = Buffer.byteLength(JSON.stringify(metadata({ a: '' })));
  const room = 16 * 1024 - around;
  expect(check({ text: 'a', metadata: metadata({ a: x(room) }) })).toBeNull();
  expect(check({ text: 'a', metadata: metadata({ a: x(room + 1) }) })).toEqual({ error: 'metadata_too_large' });
  expect(check({ text: 'a', metadata: metadata({ a: '火'.repeat(room / 2) }) })).toEqual({
    error: 'metadata_too_large',
  });
});

test('an update may touch metadata or attachments alone, and take them away', () => {
  expect(check({ metadata: {} }, 'update')).toBeNull();
  expect(check({ metadata: metadata({}) }, 'update')).toBeNull();
  expect(check({ attachments: [] }, 'update')).toBeNull();
  expect(check({ text: '', metadata: {} }, 'update')).toEqual({ error: 'no_text' });
  expect(check({ blocks: [], metadata: {} }, 'update')).toEqual({ error: 'no_text' });
  expect(check({ metadata: metadata({}) }, 'post')).toEqual({ error: 'no_text' });
  expect(check({ text: 'a', metadata: {} }, 'post')).toEqual({ error: 'invalid_metadata_format' });
});

test('a view is too large above 250 KB', () => {
  const around = JSON.stringify({ private_metadata: '' }).length;
  expect(viewTooLarge({ private_metadata: x(250_000 - around) })).toBe(false);
  expect(viewTooLarge({ private_metadata: x(250_001 - around) })).toBe(true);
});
