import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { channelName } from '../../src/incident/channel-name.ts';
import { anyText } from '../support/any-text.ts';

test.each([
  ['Checkout returns 500s', 'inc-42-checkout-returns-500s'],
  ['  Déjà vu: Zoë’s café!!  ', 'inc-42-deja-vu-zoes-cafe'],
  ["It can't <!channel> @here #ops", 'inc-42-it-cant-channel-here-ops'],
  ['结账返回错误', 'inc-42'],
  ['تعذر الدفع 500', 'inc-42-500'],
  ['🔥🔥🔥', 'inc-42'],
  ['İstanbul ﬁre №5', 'inc-42-istanbul-fire-no5'],
  ['a_b/c\\d.e', 'inc-42-a-b-c-d-e'],
  ['---', 'inc-42'],
])('%s → %s', (title, name) => {
  expect(channelName(42, title)).toBe(name);
});

test('a name that is taken gets a number behind it, within 80 characters', () => {
  expect(channelName(42, 'Checkout', 2)).toBe('inc-42-checkout-2');
  const long = channelName(42, 'x'.repeat(300), 12);
  expect(long).toHaveLength(80);
  expect(long).toMatch(/x-12$/);
});

test('a cut never leaves a dash at the end', () => {
  expect(channelName(42, `${'x'.repeat(72)} y`)).toBe(`inc-42-${'x'.repeat(72)}`);
});

test('whatever the title, Slack takes the name', () => {
  const anyTitle = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    anyText(200),
    fc.constantFrom('<!channel>', '\u202e', '\ud800', '-'.repeat(200), '結'.repeat(3000)),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), anyTitle, fc.integer({ min: 1, max: 999 }), (...of) => {
      const name = channelName(...of);
      expect(name).toMatch(/^[a-z0-9_-]{1,80}$/);
      expect(name).toMatch(/[a-z0-9]/);
      expect(name).not.toMatch(/-$/);
      expect(name.startsWith(`inc-${of[0]}`)).toBe(true);
    }),
  );
});
