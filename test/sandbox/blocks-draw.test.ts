import { expect, test } from '@jest/globals';
import { drawBlocks } from '../../sandbox/blocks/draw-blocks.ts';
import { drawView } from '../../sandbox/blocks/draw-view.ts';
import { emptyState } from '../../sandbox/blocks/view-state.ts';

const viewer = {
  zone: 'Europe/Vienna',
  now: 1_795_256_553_000,
  userName: (id: string) => ({ U01: 'ana', U02: 'ben' })[id] ?? id,
  channelName: (id: string) => ({ C01: 'incidents' })[id] ?? id,
  groupHandle: () => 'payments',
};
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (text: string, value = text) => ({ text: plain(text), value });
const button = (text: string) => ({ type: 'button', text: plain(text), action_id: text });
const input = (id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: 'v', ...element },
  ...more,
});

test('a rich message reads from top to bottom', () => {
  const menu = {
    type: 'static_select',
    action_id: 'm',
    placeholder: plain('Answer…'),
    options: [option('Yes'), option('No')],
  };
  const overflow = { type: 'overflow', action_id: 'o', options: [option('Edit'), option('Close')] };
  const blocks = [
    { type: 'header', text: plain('INC-42 · SEV1 · *Checkout* <returns> 500s') },
    {
      type: 'section',
      fields: [
        mrkdwn('*Lead*\n<@U01>'),
        mrkdwn('*Fixer*\nunclaimed'),
        mrkdwn('*Next update*\n<!date^1795256553^{time}|10:22>'),
      ],
    },
    { type: 'section', text: mrkdwn('Was something deployed?\nسبب محتمل 🔥'), accessory: menu },
    { type: 'section', text: mrkdwn('Set already'), accessory: { ...menu, initial_option: option('No') } },
    {
      type: 'section',
      text: plain('*as sent*'),
      accessory: { type: 'image', alt_text: 'a graph', image_url: 'https://x.example' },
    },
    { type: 'divider' },
    { type: 'actions', elements: [button('Take lead'), button('Take fixer'), overflow] },
    {
      type: 'context',
      elements: [
        mrkdwn('_Not here yet:_ <@U02>'),
        { type: 'image', alt_text: 'avatar', image_url: 'https://x.example' },
        plain('end'),
      ],
    },
    { type: 'image', alt_text: 'errors per minute', title: plain('Graph'), image_url: 'https://x.example' },
  ];
  const lines = (menus: [string, string, string]) => [
    'INC-42 · SEV1 · *Checkout* <returns> 500s',
    'Lead  @ana   Fixer  unclaimed',
    'Next update  11:22',
    `Was something deployed?   ${menus[0]}`,
    'سبب محتمل 🔥',
    `Set already   ${menus[1]}`,
    '*as sent*   (image: a graph)',
    '────',
    `[Take lead] [Take fixer] ${menus[2]}`,
    'Not here yet: @ben  (image: avatar)  end',
    'Graph (image: errors per minute)',
  ];
  expect(drawBlocks(blocks, viewer).split('\n')).toEqual(lines(['[Answer… ▾]', '[No ▾]', '[⋯]']));
  expect(drawBlocks(blocks, viewer, { menus: true }).split('\n')).toEqual(
    lines(['[Answer… ▾ Yes | No]', '[No ▾ Yes | No]', '[⋯ Edit | Close]']),
  );
});

test('rich text, markdown and tables are readable', () => {
  const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const text = (words: string) => ({ type: 'text', text: words });
  const blocks = [
    {
      type: 'rich_text',
      elements: [
        section(
          text('By '),
          { type: 'user', user_id: 'U01' },
          text(' in '),
          { type: 'channel', channel_id: 'C01' },
          text(' '),
          { type: 'emoji', name: 'fire' },
        ),
        {
          type: 'rich_text_list',
          style: 'ordered',
          offset: 2,
          elements: [section(text('三つ目')), section({ type: 'usergroup', usergroup_id: 'S01' })],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 1,
          elements: [section({ type: 'link', url: 'https://x.example', text: 'runbook' })],
        },
        { type: 'rich_text_quote', elements: [text('one\ntwo')] },
        { type: 'rich_text_preformatted', elements: [text('a *b* c\n')] },
        section({ type: 'date', timestamp: 1_795_256_553, format: '{time}' }, text(' '), {
          type: 'broadcast',
          range: 'here',
        }),
      ],
    },
    {
      type: 'markdown',
      text: '## Timeline\n**10:22** <@U01> ~~guessed~~ *said* [the *link*](https://x.example/a_b)\n- item `**code**`\n2**3**4',
    },
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'When' },
          { type: 'raw_text', text: 'Who' },
        ],
        [
          { type: 'raw_number', value: 7, text: '7' },
          { type: 'rich_text', elements: [section({ type: 'user', user_id: 'U02' })] },
        ],
      ],
    },
  ];
  expect(drawBlocks(blocks, viewer).split('\n')).toEqual([
    'By @ana in #incidents :fire:',
    '3. 三つ目',
    '4. @payments',
    '  • runbook',
    '> one',
    '> two',
    'a *b* c',
    '11:22 @here',
    'Timeline',
    '10:22 @ana guessed said the *link*',
    '- item `**code**`',
    '2**3**4',
    'When | Who',
    '7 | @ben',
  ]);
  expect(drawBlocks(blocks.slice(0, 1), viewer, { withLinks: true })).toContain('runbook (https://x.example)');
  expect(drawBlocks([{ type: 'something_new' }], viewer)).toBe('(something_new)');
});

const form = {
  type: 'modal',
  title: plain('Declare an incident'),
  submit: plain('Declare'),
  blocks: [
    input(
      'title',
      'What is happening?',
      { type: 'plain_text_input', placeholder: plain('Checkout fails') },
      { hint: plain('One line') },
    ),
    input('summary', 'Summary', { type: 'plain_text_input', initial_value: 'before' }, { optional: true }),
    input('severity', 'Severity', { type: 'static_select', options: [option('SEV1', '1'), option('SEV2', '2')] }),
    input('private', 'Private', { type: 'checkboxes', options: [option('Private'), option('Drill')] }),
    input('phase', 'Phase', { type: 'radio_buttons', options: [option('Now'), option('Later')] }),
    input('who', 'Who', { type: 'multi_users_select' }),
    input('started', 'Started at', { type: 'datetimepicker' }),
  ],
};

test('a form nobody has touched shows placeholders and initial values', () => {
  expect(drawView(form, emptyState(form), viewer).split('\n')).toEqual([
    'Declare an incident',
    'What is happening? [Checkout fails]',
    'One line',
    'Summary (optional) [before]',
    'Severity [Choose an option ▾]',
    'Private [ ] Private  [ ] Drill',
    'Phase ( ) Now  ( ) Later',
    'Who [Choose an option ▾]',
    'Started at [Select a date and time]',
    '[Declare] [Cancel]',
  ]);
});

test('a form shows what was typed and chosen, and errors at their field', () => {
  const state = {
    values: {
      title: { v: { type: 'plain_text_input', value: '結帳失敗 *500*' } },
      summary: { v: { type: 'plain_text_input', value: null } },
      severity: { v: { type: 'static_select', selected_option: option('SEV2', '2') } },
      private: { v: { type: 'checkboxes', selected_options: [option('Drill')] } },
      phase: { v: { type: 'radio_buttons', selected_option: option('Later') } },
      who: { v: { type: 'multi_users_select', selected_users: ['U01', 'U02'] } },
      started: { v: { type: 'datetimepicker', selected_date_time: 1_795_256_553 } },
    },
  };
  const view = { ...form, close: plain('Not yet') };
  expect(drawView(view, state, viewer, { title: 'Too short', severity: 'Choose SEV1' }).split('\n')).toEqual([
    'Declare an incident',
    'What is happening? [結帳失敗 *500*]',
    '! Too short',
    'One line',
    'Summary (optional) []',
    'Severity [SEV2 ▾]',
    '! Choose SEV1',
    'Private [ ] Private  [x] Drill',
    'Phase ( ) Now  (•) Later',
    'Who [@ana, @ben ▾]',
    'Started at [2026-11-21 11:22]',
    '[Declare] [Not yet]',
  ]);
});

test('a page that only shows something has `Close`; Home has no buttons of its own', () => {
  const blocks = [{ type: 'divider' }];
  expect(drawView({ type: 'modal', title: plain('Help'), blocks }, undefined, viewer)).toBe('Help\n────\n[Close]');
  expect(drawView({ type: 'home', blocks }, undefined, viewer)).toBe('────');
});

test('chosen channels, conversations, times and files are named', () => {
  const at = (type: string, entry: object) => {
    const view = { type: 'home', blocks: [input('b', 'L', { type })] };
    return drawView(view, { values: { b: { v: { type, ...entry } } } }, viewer);
  };
  expect(at('channels_select', { selected_channel: 'C01' })).toBe('L [#incidents ▾]');
  expect(at('conversations_select', { selected_conversation: 'U01' })).toBe('L [@ana ▾]');
  expect(at('multi_conversations_select', { selected_conversations: ['C01', 'U02'] })).toBe('L [#incidents, @ben ▾]');
  expect(at('timepicker', { selected_time: '09:05' })).toBe('L [09:05]');
  expect(at('file_input', { files: [{ id: 'F01', name: 'graph.png' }] })).toBe('L [graph.png]');
  expect(
    at('rich_text_input', {
      rich_text_value: {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'typed' }] }],
      },
    }),
  ).toBe('L [typed]');
});
