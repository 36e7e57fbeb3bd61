import { describe, expect, test } from '@jest/globals';
import { formMemo, parseActionId, press, readFormMemo, readPress, verbs } from '../../src/slack/ids.ts';

describe('what a button carries', () => {
  test('comes back as it was drawn', () => {
    const drawn = press('take_over_role', { n: 42, role: 'fixer', from: 'U2' }, 'fixer');
    expect(drawn.action_id).toBe('take_over_role:fixer');
    expect(parseActionId(drawn.action_id)).toEqual({ verb: 'take_over_role', suffix: 'fixer' });
    expect(readPress('take_over_role', drawn.value)).toEqual({ n: 42, role: 'fixer', from: 'U2' });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'fixer'],
    ['null', 'null'],
    ['a list', '[42]'],
    ['a number as text', '{"n":"42","role":"fixer","from":"U2"}'],
    ['half a number', '{"n":1.5,"role":"fixer","from":"U2"}'],
    ['a missing name', '{"n":42,"role":"fixer"}'],
    ['a list of others', '{"n":42,"role":["fixer"],"from":"U2"}'],
  ])('is refused when it is %s', (_, value) => {
    expect(readPress('take_over_role', value)).toBeNull();
  });

  test('a list holds texts alone', () => {
    expect(readPress('snooze_reminder', '{"n":1,"roles":["lead"],"ms":5}')).toEqual({ n: 1, roles: ['lead'], ms: 5 });
    expect(readPress('snooze_reminder', '{"n":1,"roles":[7],"ms":5}')).toBeNull();
  });

  test('brings nothing along that was not drawn', () => {
    expect(readPress('resolve', '{"n":42,"by":"U9","__proto__":{"x":1}}')).toEqual({ n: 42 });
  });

  test('an id of ours is a known verb, with or without a suffix', () => {
    for (const verb of verbs) expect(parseActionId(`${verb}:a:b`)).toEqual({ verb, suffix: 'a:b' });
    for (const id of ['', 'pages', 'toString', ':fixer', 'Take_role']) expect(parseActionId(id)).toBeNull();
  });
});

test('a form remembers what it was opened for', () => {
  expect(readFormMemo('note_check', formMemo('note_check', { n: 42, item: 'identifying.1.1' }))).toEqual({
    n: 42,
    item: 'identifying.1.1',
  });
  expect(readFormMemo('note_check', '')).toBeNull();
  expect(readFormMemo('trouble', '{}')).toEqual({});
});
