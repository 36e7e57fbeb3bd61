import { describe, expect, test } from '@jest/globals';
import { checkBlocks } from '../../sandbox/blocks/check-blocks.ts';
import { checkView } from '../../sandbox/blocks/check-view.ts';

const x = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain('Option'), value });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`));
const group = (label: string, count = 1) => ({ label: plain(label), options: options(count) });
const button = (more: object = {}) => ({ type: 'button', text: plain('Press'), ...more });
const buttons = (count: number) => Array.from({ length: count }, (_, index) => button({ action_id: `a${index}` }));
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const section = (more: object) => ({ type: 'section', ...more });
const beside = (accessory: object) => section({ text: mrkdwn('Text'), accessory });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Label'), element, ...more });
const field = (more: object = {}) => ({ type: 'plain_text_input', ...more });
const select = (more: object = {}) => ({ type: 'static_select', options: options(1), ...more });
const image = (more: object = {}) => ({
  type: 'image',
  alt_text: 'A graph',
  image_url: 'https://x.example/a.png',
  ...more,
});
const confirm = (more: object = {}) => ({ text: plain('Sure?'), ...more });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const many = (count: number, block: object) => Array.from({ length: count }, () => block);
const dividers = (count: number) => many(count, { type: 'divider' });

const longer = (limit: number, at: string) => `must be less than ${limit + 1} characters [json-pointer:/blocks/0${at}]`;
const moreItems = (limit: number, at: string) => `no more than ${limit} items allowed [json-pointer:/blocks/0${at}]`;

describe('a length is taken at its limit and refused one over', () => {
  const lengths: [what: string, limit: number, make: (length: number) => object, at: string][] = [
    ['section text', 3000, (n) => section({ text: mrkdwn(x(n)) }), '/text/text'],
    ['section field', 2000, (n) => section({ fields: [mrkdwn(x(n))] }), '/fields/0/text'],
    ['header', 150, (n) => ({ type: 'header', text: plain(x(n)) }), '/text/text'],
    ['block_id', 255, (n) => ({ type: 'divider', block_id: x(n) }), '/block_id'],
    ['action_id', 255, (n) => actions(button({ action_id: x(n) })), '/elements/0/action_id'],
    ['button text', 75, (n) => actions(button({ text: plain(x(n)) })), '/elements/0/text/text'],
    ['button value', 2000, (n) => actions(button({ value: x(n) })), '/elements/0/value'],
    ['button url', 3000, (n) => actions(button({ url: x(n) })), '/elements/0/url'],
    [
      'button label for ears',
      75,
      (n) => actions(button({ accessibility_label: x(n) })),
      '/elements/0/accessibility_label',
    ],
    [
      'option text',
      75,
      (n) => beside(select({ options: [{ text: plain(x(n)), value: 'v' }] })),
      '/accessory/options/0/text/text',
    ],
    ['option value', 150, (n) => beside(select({ options: [option(x(n))] })), '/accessory/options/0/value'],
    [
      'option description',
      75,
      (n) => beside(select({ options: [{ ...option('v'), description: plain(x(n)) }] })),
      '/accessory/options/0/description/text',
    ],
    [
      'option url',
      3000,
      (n) => beside({ type: 'overflow', options: [{ ...option('v'), url: x(n) }] }),
      '/accessory/options/0/url',
    ],
    [
      'group label',
      75,
      (n) => beside({ type: 'static_select', option_groups: [group(x(n))] }),
      '/accessory/option_groups/0/label/text',
    ],
    ['placeholder', 150, (n) => beside(select({ placeholder: plain(x(n)) })), '/accessory/placeholder/text'],
    [
      'confirm title',
      100,
      (n) => actions(button({ confirm: confirm({ title: plain(x(n)) }) })),
      '/elements/0/confirm/title/text',
    ],
    ['confirm text', 300, (n) => actions(button({ confirm: { text: mrkdwn(x(n)) } })), '/elements/0/confirm/text/text'],
    [
      'confirm yes',
      30,
      (n) => actions(button({ confirm: confirm({ confirm: plain(x(n)) }) })),
      '/elements/0/confirm/confirm/text',
    ],
    [
      'confirm no',
      30,
      (n) => actions(button({ confirm: confirm({ deny: plain(x(n)) }) })),
      '/elements/0/confirm/deny/text',
    ],
    ['input label', 2000, (n) => input(field(), { label: plain(x(n)) }), '/label/text'],
    ['input hint', 2000, (n) => input(field(), { hint: plain(x(n)) }), '/hint/text'],
    ['initial value', 3000, (n) => input(field({ initial_value: x(n) })), '/element/initial_value'],
    ['image alt_text', 2000, (n) => image({ alt_text: x(n) }), '/alt_text'],
    ['image title', 2000, (n) => image({ title: plain(x(n)) }), '/title/text'],
    ['image url', 3000, (n) => image({ image_url: x(n) }), '/image_url'],
    ['markdown', 12_000, (n) => ({ type: 'markdown', text: x(n) }), '/text'],
  ];
  test.each(lengths)('%s', (_what, limit, make, at) => {
    expect(checkBlocks([make(limit)], 'message')).toEqual([]);
    expect(checkBlocks([make(limit + 1)], 'message')).toContain(longer(limit, at));
  });
});

describe('a count is taken at its limit and refused one over', () => {
  const counts: [what: string, limit: number, make: (count: number) => object, at: string][] = [
    ['fields', 10, (n) => section({ fields: many(n, mrkdwn('f')) }), '/fields'],
    ['context elements', 10, (n) => ({ type: 'context', elements: many(n, mrkdwn('c')) }), '/elements'],
    ['actions', 25, (n) => actions(...buttons(n)), '/elements'],
    ['select options', 100, (n) => beside(select({ options: options(n) })), '/accessory/options'],
    [
      'option groups',
      100,
      (n) => beside({ type: 'static_select', option_groups: many(n, group('g')) }),
      '/accessory/option_groups',
    ],
    [
      'options of a group',
      100,
      (n) => beside({ type: 'static_select', option_groups: [group('g', n)] }),
      '/accessory/option_groups/0/options',
    ],
    ['overflow options', 5, (n) => beside({ type: 'overflow', options: options(n) }), '/accessory/options'],
    ['checkboxes', 10, (n) => beside({ type: 'checkboxes', options: options(n) }), '/accessory/options'],
    ['radio buttons', 10, (n) => beside({ type: 'radio_buttons', options: options(n) }), '/accessory/options'],
    ['table rows', 100, (n) => ({ type: 'table', rows: many(n, [{ type: 'raw_text', text: 'c' }]) }), '/rows'],
    ['table cells', 20, (n) => ({ type: 'table', rows: [many(n, { type: 'raw_text', text: 'c' })] }), '/rows/0'],
    [
      'table columns',
      20,
      (n) => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'c' }]], column_settings: many(n, {}) }),
      '/column_settings',
    ],
  ];
  test.each(counts)('%s', (_what, limit, make, at) => {
    expect(checkBlocks([make(limit)], 'message')).toEqual([]);
    expect(checkBlocks([make(limit + 1)], 'message')).toEqual([moreItems(limit, at)]);
  });

  test('blocks: 50 in a message, 100 in a modal and in Home', () => {
    expect(checkBlocks(dividers(50), 'message')).toEqual([]);
    expect(checkBlocks(dividers(51), 'message')).toEqual(['no more than 50 items allowed [json-pointer:/blocks]']);
    for (const surface of ['modal', 'home'] as const) {
      expect(checkBlocks(dividers(100), surface, '/view/blocks')).toEqual([]);
      expect(checkBlocks(dividers(101), surface, '/view/blocks')).toEqual([
        'no more than 100 items allowed [json-pointer:/view/blocks]',
      ]);
    }
  });

  test('numbers have bounds', () => {
    const bounded: [string, number, number][] = [
      ['min_length', 0, 3000],
      ['max_length', 1, 3000],
    ];
    for (const [key, min, max] of bounded) {
      expect(checkBlocks([input(field({ [key]: min }))], 'message')).toEqual([]);
      expect(checkBlocks([input(field({ [key]: max }))], 'message')).toEqual([]);
      expect(checkBlocks([input(field({ [key]: min - 1 }))], 'message')).toHaveLength(1);
      expect(checkBlocks([input(field({ [key]: max + 1 }))], 'message')).toHaveLength(1);
    }
  });

  test('markdown of several blocks is counted together', () => {
    const halves = (second: number) => [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(second) },
    ];
    expect(checkBlocks(halves(6000), 'message')).toEqual([]);
    expect(checkBlocks(halves(6001), 'message')).toHaveLength(1);
  });
});

describe('what Slack refuses is refused in its words', () => {
  const textAt = 'failed to match all allowed schemas [json-pointer:/blocks/0/text]';
  const refused: [what: string, block: unknown, complaints: string[]][] = [
    ['text over the limit', section({ text: mrkdwn(x(3001)) }), [textAt, longer(3000, '/text/text')]],
    [
      'empty text',
      section({ text: mrkdwn('') }),
      [textAt, 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ],
    [
      'text without text',
      section({ text: { type: 'mrkdwn' } }),
      [textAt, 'missing required field: text [json-pointer:/blocks/0/text]'],
    ],
    [
      'text of a wrong type',
      section({ text: { type: 'mrkdwn', text: 7 } }),
      [textAt, 'must provide a string [json-pointer:/blocks/0/text/text]'],
    ],
    [
      'text as a bare string',
      section({ text: 'hello' }),
      [textAt, 'must provide an object [json-pointer:/blocks/0/text]'],
    ],
    [
      'emoji in mrkdwn',
      section({ text: { ...mrkdwn('a'), emoji: true } }),
      [textAt, 'invalid additional property: emoji [json-pointer:/blocks/0/text]'],
    ],
    [
      'verbatim in plain text',
      { type: 'header', text: { ...plain('a'), verbatim: true } },
      ['invalid additional property: verbatim [json-pointer:/blocks/0/text]'],
    ],
    [
      'mrkdwn in a header',
      { type: 'header', text: mrkdwn('a') },
      ['unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]'],
    ],
    [
      'mrkdwn on a button',
      actions(button({ text: mrkdwn('a') })),
      ['unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]'],
    ],
    ['header without text', { type: 'header' }, ['missing required field: text [json-pointer:/blocks/0]']],
    [
      'section with nothing',
      { type: 'section' },
      ['must define either `text` or `fields` to create the block [json-pointer:/blocks/0]'],
    ],
    ['unknown block', { type: 'sections' }, ['unsupported type: sections [json-pointer:/blocks/0/type]']],
    [
      'block named like a property of objects',
      { type: 'constructor' },
      ['unsupported type: constructor [json-pointer:/blocks/0/type]'],
    ],
    ['block without type', {}, ['missing required field: type [json-pointer:/blocks/0]']],
    ['block that is null', null, ['must provide an object [json-pointer:/blocks/0]']],
    [
      'unknown key',
      { type: 'divider', text: plain('a') },
      ['invalid additional property: text [json-pointer:/blocks/0]'],
    ],
    [
      'null accessory',
      section({ text: mrkdwn('a'), accessory: null }),
      ['must provide an object [json-pointer:/blocks/0/accessory]'],
    ],
    ['no elements', actions(), ['must provide at least 1 items [json-pointer:/blocks/0/elements]']],
    [
      'no options',
      beside(select({ options: [] })),
      ['must provide at least 1 items [json-pointer:/blocks/0/accessory/options]'],
    ],
    [
      'elements that are no list',
      { type: 'actions', elements: {} },
      ['must provide an array [json-pointer:/blocks/0/elements]'],
    ],
    [
      'a disabled button',
      actions(button({ disabled: true })),
      ['invalid additional property: disabled [json-pointer:/blocks/0/elements/0]'],
    ],
    [
      'an unknown style',
      actions(button({ style: 'default' })),
      ['must be a valid enum value [json-pointer:/blocks/0/elements/0/style]'],
    ],
    [
      'a text field among actions',
      actions(field()),
      ['unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]'],
    ],
    [
      'a text field beside a section',
      beside(field()),
      ['unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]'],
    ],
    ['a button as input', input(button()), ['unsupported type: button [json-pointer:/blocks/0/element/type]']],
    [
      'a button in context',
      { type: 'context', elements: [button()] },
      ['unsupported type: button [json-pointer:/blocks/0/elements/0/type]'],
    ],
    ['an image among actions', actions(image()), ['unsupported type: image [json-pointer:/blocks/0/elements/0/type]']],
    [
      'an input without element',
      { type: 'input', label: plain('a') },
      ['missing required field: element [json-pointer:/blocks/0]'],
    ],
    [
      'an image without words',
      { type: 'image', image_url: 'https://x.example' },
      ['missing required field: alt_text [json-pointer:/blocks/0]'],
    ],
    [
      'an image of nothing',
      { type: 'image', alt_text: 'a' },
      ['must define either `image_url` or `slack_file` [json-pointer:/blocks/0]'],
    ],
    [
      'an image of two files',
      image({ slack_file: { id: 'F01' } }),
      ['must define only one of `image_url` or `slack_file` [json-pointer:/blocks/0]'],
    ],
    [
      'options and groups',
      beside(select({ option_groups: [group('g')] })),
      ['must define only one of `options` or `option_groups` [json-pointer:/blocks/0/accessory]'],
    ],
    [
      'neither options nor groups',
      beside({ type: 'static_select' }),
      ['must define either `options` or `option_groups` [json-pointer:/blocks/0/accessory]'],
    ],
    [
      'url outside overflow',
      beside(select({ options: [{ ...option('v'), url: 'https://x.example' }] })),
      ['invalid additional property: url [json-pointer:/blocks/0/accessory/options/0]'],
    ],
    [
      'response_url in a message',
      input({ type: 'channels_select', response_url_enabled: true }),
      ['invalid additional property: response_url_enabled [json-pointer:/blocks/0/element]'],
    ],
    [
      'an empty filter',
      beside({ type: 'conversations_select', filter: {} }),
      ['must define at least one filter [json-pointer:/blocks/0/accessory/filter]'],
    ],
    [
      'a wrong filter',
      beside({ type: 'conversations_select', filter: { include: ['dm'] } }),
      ['must be a valid enum value [json-pointer:/blocks/0/accessory/filter/include/0]'],
    ],
    [
      'a wrong dispatch',
      input(field({ dispatch_action_config: { trigger_actions_on: ['on_blur'] } })),
      ['must be a valid enum value [json-pointer:/blocks/0/element/dispatch_action_config/trigger_actions_on/0]'],
    ],
    [
      'a date in words',
      beside({ type: 'datepicker', initial_date: 'today' }),
      ['must be a date [json-pointer:/blocks/0/accessory/initial_date]'],
    ],
    [
      'a time of 24 o’clock',
      beside({ type: 'timepicker', initial_time: '24:00' }),
      ['must be a time [json-pointer:/blocks/0/accessory/initial_time]'],
    ],
    [
      'an instant in milliseconds',
      actions({ type: 'datetimepicker', initial_date_time: 1_700_000_000_000 }),
      ['must be less than or equal to 9999999999 [json-pointer:/blocks/0/elements/0/initial_date_time]'],
    ],
    [
      'an instant beside a section',
      beside({ type: 'datetimepicker' }),
      ['unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]'],
    ],
    [
      'a minimum above the maximum',
      input(field({ min_length: 9, max_length: 5 })),
      ['must be less than or equal to `max_length` [json-pointer:/blocks/0/element/min_length]'],
    ],
    [
      'more typed from the start than may be typed',
      input(field({ max_length: 5, initial_value: '123456' })),
      ['must be less than or equal to `max_length` characters [json-pointer:/blocks/0/element/initial_value]'],
    ],
    [
      'a list in a quote',
      rich({ type: 'rich_text_quote', elements: [{ type: 'rich_text_list', style: 'bullet', elements: [] }] }),
      ['unsupported type: rich_text_list [json-pointer:/blocks/0/elements/0/elements/0/type]'],
    ],
    [
      'a user in preformatted text',
      rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U01' }] }),
      ['unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]'],
    ],
    ['empty rich text', rich(), ['must provide at least 1 items [json-pointer:/blocks/0/elements]']],
    [
      'empty text in rich text',
      rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }),
      ['must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]'],
    ],
    ['a video', { type: 'video', title: plain('a') }, ['unsupported type: video [json-pointer:/blocks/0/type]']],
  ];
  test.each(refused)('%s', (_what, block, expected) => {
    expect(checkBlocks([block], 'message')).toEqual(expected);
  });

  test('blocks that are no list', () => {
    expect(checkBlocks({ blocks: [] }, 'message')).toEqual(['must provide an array [json-pointer:/blocks]']);
  });

  test('an option chosen from the start must equal an offered one exactly', () => {
    const offered = select({ options: [option('one'), option('two')] });
    expect(checkBlocks([beside({ ...offered, initial_option: option('two') })], 'message')).toEqual([]);
    const almost = { text: plain('Another word'), value: 'two' };
    expect(checkBlocks([beside({ ...offered, initial_option: almost })], 'message')).toEqual([
      'must match one of the options exactly [json-pointer:/blocks/0/accessory/initial_option]',
    ]);
    const grouped = { type: 'static_select', option_groups: [group('g', 3)], initial_option: option('v2') };
    expect(checkBlocks([beside(grouped)], 'message')).toEqual([]);
    const boxes = { type: 'checkboxes', options: options(2), initial_options: [option('v1'), option('v9')] };
    expect(checkBlocks([beside(boxes)], 'message')).toEqual([
      'must match one of the options exactly [json-pointer:/blocks/0/accessory/initial_options/1]',
    ]);
  });

  test('ids: a block_id once in the payload, an action_id once in its block', () => {
    const twice = [{ type: 'divider', block_id: 'a' }, { type: 'divider' }, { type: 'divider', block_id: 'a' }];
    expect(checkBlocks(twice, 'message')).toEqual(['`block_id` "a" already exists [json-pointer:/blocks/2/block_id]']);
    const same = button({ action_id: 'go' });
    expect(checkBlocks([actions(same, same)], 'message')).toEqual([
      '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
    expect(checkBlocks([actions(same), actions(same)], 'message')).toEqual([]);
  });

  test('some things stand on some surfaces only', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
    for (const block of [table, { type: 'markdown', text: 'a' }]) {
      expect(checkBlocks([block], 'message')).toEqual([]);
      expect(checkBlocks([block], 'modal')).toHaveLength(1);
      expect(checkBlocks([block], 'home')).toHaveLength(1);
    }
    const modalOnly = [
      { type: 'number_input', is_decimal_allowed: false },
      { type: 'email_text_input' },
      { type: 'rich_text_input', action_id: 'a' },
      { type: 'file_input', max_files: 10 },
      { type: 'channels_select', response_url_enabled: true },
    ];
    for (const element of modalOnly) {
      expect(checkBlocks([input(element)], 'modal')).toEqual([]);
      expect(checkBlocks([input(element)], 'message')).toHaveLength(1);
      expect(checkBlocks([input(element)], 'home')).toHaveLength(1);
    }
  });
});

test('what a bot may use is taken, with every kind of value', () => {
  const strange = ['🔥'.repeat(30), 'שרת התשלומים נפל', '結帳頁面回傳錯誤 500', 'a', ' '];
  const selects = ['users', 'channels', 'conversations', 'external'].flatMap((kind) => [
    `${kind}_select`,
    `multi_${kind}_select`,
  ]);
  const blocks = [
    ...strange.map((words) => section({ text: mrkdwn(words), fields: [plain(words)], expand: true })),
    { type: 'context', elements: [mrkdwn('a'), plain('b'), image()] },
    actions(button({ value: 'v', style: 'danger', confirm: confirm({ style: 'danger' }) }), select(), {
      type: 'overflow',
      options: options(1),
    }),
    actions(...selects.map((type) => ({ type, placeholder: plain('Choose') }))),
    actions(
      { type: 'datepicker', initial_date: '2026-02-28' },
      { type: 'timepicker', initial_time: '23:59', timezone: 'Europe/Vienna' },
      { type: 'datetimepicker', initial_date_time: 1_700_000_000 },
    ),
    input(
      field({
        multiline: true,
        placeholder: plain('…'),
        initial_value: '',
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      }),
      { optional: true, dispatch_action: true },
    ),
    input({ type: 'checkboxes', options: [{ text: mrkdwn('*a*'), value: 'a', description: mrkdwn('b') }] }),
    image({ title: plain('Graph') }),
    rich(
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'a', style: { bold: true } },
          { type: 'link', url: 'https://x.example' },
          { type: 'date', timestamp: 1_700_000_000, format: '{time}' },
        ],
      },
      { type: 'rich_text_list', style: 'ordered', indent: 1, elements: [{ type: 'rich_text_section', elements: [] }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }], border: 1 },
    ),
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'a' },
          { type: 'raw_number', value: 1, text: '1' },
        ],
      ],
      column_settings: [{ align: 'right' }],
    },
  ];
  expect(checkBlocks(blocks, 'message')).toEqual([]);
  expect(checkBlocks([], 'message')).toEqual([]);
});

describe('views', () => {
  const modal = (more: object = {}) => ({ type: 'modal', title: plain('Title'), blocks: [], ...more });
  const wholeView = 'failed to match all allowed schemas [json-pointer:/view]';

  const lengths: [what: string, limit: number, make: (length: number) => object, at: string][] = [
    ['title', 24, (n) => modal({ title: plain(x(n)) }), 'title/text'],
    ['submit', 24, (n) => modal({ submit: plain(x(n)) }), 'submit/text'],
    ['close', 24, (n) => modal({ close: plain(x(n)) }), 'close/text'],
    ['private_metadata', 3000, (n) => modal({ private_metadata: x(n) }), 'private_metadata'],
    ['callback_id', 255, (n) => modal({ callback_id: x(n) }), 'callback_id'],
    ['external_id', 255, (n) => modal({ external_id: x(n) }), 'external_id'],
  ];
  test.each(lengths)('%s is taken at its limit and refused one over', (_what, limit, make, at) => {
    expect(checkView(make(limit), 'modal')).toEqual([]);
    expect(checkView(make(limit + 1), 'modal')).toEqual([
      wholeView,
      `must be less than ${limit + 1} characters [json-pointer:/view/${at}]`,
    ]);
  });

  const refused: [what: string, view: unknown, kind: 'modal' | 'home', complaint: string][] = [
    ['no title', { type: 'modal', blocks: [] }, 'modal', 'missing required field: title [json-pointer:/view]'],
    ['no blocks', { type: 'modal', title: plain('a') }, 'modal', 'missing required field: blocks [json-pointer:/view]'],
    [
      'formatted title',
      modal({ title: mrkdwn('a') }),
      'modal',
      'unsupported type: mrkdwn [json-pointer:/view/title/type]',
    ],
    [
      'unknown key',
      modal({ submit_disabled: true }),
      'modal',
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ],
    [
      'input without submit',
      modal({ blocks: [{ type: 'divider' }, input(field())] }),
      'modal',
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
    ],
    ['a modal as Home', modal(), 'home', 'unsupported type: modal [json-pointer:/view/type]'],
    [
      'Home with a title',
      { type: 'home', title: plain('a'), blocks: [] },
      'home',
      'invalid additional property: title [json-pointer:/view]',
    ],
    [
      'a wrong block',
      modal({ blocks: [{ type: 'header' }] }),
      'modal',
      'missing required field: text [json-pointer:/view/blocks/0]',
    ],
    [
      'a long option',
      modal({ submit: plain('a'), blocks: [input(select({ options: [{ text: plain(x(76)), value: 'v' }] }))] }),
      'modal',
      'must be less than 76 characters [json-pointer:/view/blocks/0/element/options/0/text/text]',
    ],
    [
      'two in focus',
      modal({
        submit: plain('a'),
        blocks: [input(field({ focus_on_load: true })), input(field({ focus_on_load: true }))],
      }),
      'modal',
      'only one element may have `focus_on_load` [json-pointer:/view/blocks]',
    ],
    ['no object', 'modal', 'modal', 'must provide an object [json-pointer:/view]'],
  ];
  test.each(refused)('%s', (_what, view, kind, complaint) => {
    expect(checkView(view, kind)).toEqual([wholeView, complaint]);
  });

  test('an ordinary form and an ordinary Home are taken', () => {
    const form = modal({
      submit: plain('Declare'),
      close: plain('Cancel'),
      notify_on_close: true,
      blocks: [input(field())],
    });
    expect(checkView(form, 'modal')).toEqual([]);
    expect(checkView({ type: 'home', blocks: [input(field())] }, 'home')).toEqual([]);
  });
});
