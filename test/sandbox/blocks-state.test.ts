import { expect, test } from '@jest/globals';
import { checkBlocks } from '../../sandbox/blocks/check-blocks.ts';
import { completeBlocks } from '../../sandbox/blocks/complete-blocks.ts';
import { elementsOf } from '../../sandbox/blocks/find-element.ts';
import { emptyState, keepState } from '../../sandbox/blocks/view-state.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });
const input = (block_id: string, element: object) => ({
  type: 'input',
  block_id,
  label: plain(`Label ${block_id}`),
  element,
});
const field = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'v', ...more });

function counter(): () => string {
  let last = 0;
  return () => `id${++last}`;
}

test('missing ids are filled in as Slack answers, given ones stay, the original is untouched', () => {
  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text: 'a' }, accessory: { type: 'button', text: plain('Go') } },
    {
      type: 'actions',
      block_id: 'mine',
      elements: [
        { type: 'button', text: plain('A'), action_id: 'a' },
        { type: 'button', text: plain('B') },
      ],
    },
    { type: 'context', elements: [{ type: 'image', alt_text: 'x', image_url: 'https://x.example' }] },
    { type: 'input', label: plain('L'), element: { type: 'plain_text_input' } },
    { type: 'markdown', block_id: 'lost', text: 'a' },
  ];
  const before = structuredClone(blocks);
  const done = completeBlocks(blocks, counter());
  expect(blocks).toEqual(before);
  expect(done.map(({ block_id }) => block_id)).toEqual(['id1', 'mine', 'id4', 'id5', 'id7']);
  expect(done[0]).toEqual({
    type: 'section',
    block_id: 'id1',
    text: { type: 'mrkdwn', text: 'a', verbatim: false },
    accessory: { type: 'button', action_id: 'id2', text: { type: 'plain_text', text: 'Go', emoji: true } },
  });
  expect(elementsOf(done).map(({ actionId }) => actionId)).toEqual(['id2', 'a', 'id3', 'id6']);
  expect(done[2]?.elements).toEqual(blocks[2]?.elements);
  expect(checkBlocks(done, 'message')).toEqual([]);
});

test('the state of an untouched view has a place for everything that holds a value', () => {
  const kinds: [type: string, more: object, entry: object][] = [
    ['plain_text_input', {}, { value: null }],
    ['plain_text_input', { initial_value: '初期値' }, { value: '初期値' }],
    ['plain_text_input', { initial_value: '' }, { value: null }],
    ['email_text_input', {}, { value: null }],
    ['url_text_input', {}, { value: null }],
    ['number_input', { is_decimal_allowed: true, initial_value: '4' }, { value: '4' }],
    ['rich_text_input', {}, { rich_text_value: null }],
    ['file_input', {}, { files: [] }],
    ['static_select', { options: [option('a')] }, { selected_option: null }],
    ['static_select', { options: [option('a')], initial_option: option('a') }, { selected_option: option('a') }],
    ['external_select', {}, { selected_option: null }],
    ['radio_buttons', { options: [option('a')] }, { selected_option: null }],
    ['multi_static_select', { options: [option('a')] }, { selected_options: [] }],
    ['checkboxes', { options: [option('a')], initial_options: [option('a')] }, { selected_options: [option('a')] }],
    ['users_select', { initial_user: 'U01' }, { selected_user: 'U01' }],
    ['multi_users_select', {}, { selected_users: [] }],
    ['channels_select', {}, { selected_channel: null }],
    ['multi_channels_select', {}, { selected_channels: [] }],
    ['conversations_select', {}, { selected_conversation: null }],
    ['multi_conversations_select', { initial_conversations: ['C01'] }, { selected_conversations: ['C01'] }],
    ['datepicker', { initial_date: '2026-11-21' }, { selected_date: '2026-11-21' }],
    ['timepicker', {}, { selected_time: null }],
    ['datetimepicker', { initial_date_time: 1_700_000_000 }, { selected_date_time: 1_700_000_000 }],
  ];
  for (const [type, more, entry] of kinds) {
    const view = { blocks: [input('b', { type, action_id: 'a', ...more })] };
    expect(emptyState(view)).toEqual({ values: { b: { a: { type, ...entry } } } });
  }
});

test('buttons, overflow menus and elements without ids have no state; menus outside inputs do', () => {
  const view = {
    blocks: [
      {
        type: 'actions',
        block_id: 'b',
        elements: [
          { type: 'button', action_id: 'x', text: plain('X') },
          { type: 'datepicker', action_id: 'd' },
          { type: 'timepicker', action_id: 't' },
        ],
      },
      {
        type: 'section',
        block_id: 's',
        text: plain('a'),
        accessory: { type: 'overflow', action_id: 'o', options: [option('a')] },
      },
      { type: 'input', label: plain('No ids'), element: { type: 'plain_text_input' } },
    ],
  };
  expect(emptyState(view)).toEqual({
    values: { b: { d: { type: 'datepicker', selected_date: null }, t: { type: 'timepicker', selected_time: null } } },
  });
  expect(emptyState({ type: 'modal' })).toEqual({ values: {} });
});

test('after an update typed values stay where both ids are the same, and nowhere else', () => {
  const typed = (value: string) => ({ type: 'plain_text_input', value });
  const before = { blocks: ['kept', 'action', 'gone', 'kind'].map((id) => input(id, field())) };
  const state = {
    values: {
      kept: { v: typed('stays') },
      action: { v: typed('lost') },
      gone: { v: typed('lost') },
      kind: { v: typed('7') },
    },
  };
  const after = {
    blocks: [
      input('kept', field({ initial_value: 'passed over' })),
      input('action', field({ action_id: 'v2' })),
      input('kind', { type: 'number_input', action_id: 'v', is_decimal_allowed: false }),
      input('new', field({ initial_value: 'fresh' })),
    ],
  };
  expect(keepState(before, state, after)).toEqual({
    values: {
      kept: { v: typed('stays') },
      action: { v2: { type: 'plain_text_input', value: null } },
      kind: { v: { type: 'number_input', value: null } },
      new: { v: typed('fresh') },
    },
  });
});

test('people find an element by what they would call it', () => {
  const viewer = { zone: 'UTC', now: 0, userName: () => 'ana', channelName: () => 'ops', groupHandle: () => 'team' };
  const blocks = [
    {
      type: 'section',
      block_id: 's',
      text: { type: 'mrkdwn', text: '*Deployed* by <@U01>?' },
      accessory: { type: 'static_select', action_id: 'check', options: [option('Yes')] },
    },
    {
      type: 'section',
      text: plain('a'),
      accessory: { type: 'image', alt_text: 'graph', image_url: 'https://x.example' },
    },
    {
      type: 'actions',
      block_id: 'a',
      elements: [
        { type: 'button', action_id: 'take', text: plain('Take lead') },
        { type: 'users_select', action_id: 'who', placeholder: plain('Who?') },
      ],
    },
    input('i', field()),
    { type: 'divider' },
  ];
  expect(
    elementsOf(blocks, viewer).map(({ blockId, actionId, type, label }) => [blockId, actionId, type, label]),
  ).toEqual([
    ['s', 'check', 'static_select', 'Deployed by @ana?'],
    ['a', 'take', 'button', 'Take lead'],
    ['a', 'who', 'users_select', 'Who?'],
    ['i', 'v', 'plain_text_input', 'Label i'],
  ]);
  const [menu] = elementsOf(blocks);
  expect(menu).toMatchObject({
    label: '*Deployed* by <@U01>?',
    element: { type: 'static_select', action_id: 'check' },
    block: { block_id: 's' },
  });
  expect(elementsOf(undefined)).toEqual([]);
});
