import { expect, test } from '@jest/globals';
import { checkMessage } from '../../sandbox/blocks/check-message.ts';
import { checkView } from '../../sandbox/blocks/check-view.ts';
import {
  actions,
  button,
  confirm,
  context,
  fields,
  header,
  home,
  input,
  markdown,
  message,
  modal,
  option,
  section,
  select,
  textInput,
} from '../../src/slack/blocks.ts';

const long = 'Words and more words. '.repeat(700);
const options = Array.from({ length: 120 }, (_, i) => option(`${i} ${long}`, `${i}`));
const buttons = Array.from({ length: 30 }, (_, i) =>
  button(
    long,
    'resolve',
    { n: i },
    { suffix: `${i}`, ...(i === 0 ? { confirm: confirm(long, long, long, long) } : {}) },
  ),
);

test('whatever they are given, the constructors stay within what Slack takes', () => {
  const blocks = [
    header(long),
    header(''),
    section(long, select('answer_check', options, { placeholder: long, chosen: '119' })),
    section(' '),
    ...fields(Array.from({ length: 23 }, () => long)),
    context(...Array.from({ length: 14 }, () => long)),
    ...actions(buttons),
  ];
  for (const block of blocks) expect(checkMessage(message(long, [block]), { method: 'update' })).toBeNull();
  const form = [...blocks, input('title', long, textInput({ initial: long, placeholder: long }), { hint: long })];
  expect(
    checkView(modal({ id: 'trouble', memo: {}, title: long, submit: long, close: long, blocks: form }), 'modal'),
  ).toEqual([]);
  expect(checkView(home(blocks), 'home')).toEqual([]);
  expect(checkMessage(message(long, [markdown(long)]), { method: 'post' })).toBeNull();
});

test('blocks beyond what a message or a form takes are left out', () => {
  const many = Array.from({ length: 120 }, () => section('row'));
  expect(message('rows', many).blocks).toHaveLength(50);
  expect(modal({ id: 'trouble', memo: {}, title: 'Rows', blocks: many }).blocks).toHaveLength(100);
  expect(home(many).blocks).toHaveLength(100);
});

test('a row with nothing to press is no row', () => {
  expect(actions([])).toEqual([]);
  expect(fields([])).toEqual([]);
});

test('text that fits stays as it is', () => {
  const rows = Array.from({ length: 10 }, (_, i) => section(`${i} `.padEnd(1000, 'x')));
  expect(message('rows', rows).blocks).toEqual(rows);
});

test('of a message that is too long, the longest texts give way', () => {
  const rows = [section('short'), ...Array.from({ length: 5 }, () => section('x'.repeat(3000)))];
  const [first, second] = message('rows', rows).blocks;
  expect(first).toEqual(rows[0]);
  expect(JSON.stringify(second)).toContain('…');
});
