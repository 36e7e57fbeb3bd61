import { expect, test } from '@jest/globals';
import { duration } from '../../src/config/duration.ts';
import { nearest } from '../../src/config/nearest.ts';

test.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['14d', 14 * 86_400_000],
  ['1d2h3m4s', 93_784_000],
])('%s is %d ms', (text, ms) => {
  expect(duration(text)).toBe(ms);
});

test.each(['', '5', 'm', '30m1h', '5 m', '-5m', '1.5h', '0m', '9999d', '5M', 'none', '٥m'])(
  '%j is no duration',
  (text) => {
    expect(duration(text)).toBeNull();
  },
);

test('a misspelt word is near the one meant; a different word is not', () => {
  const known = ['update_every', 'first_update', 'name', 'page'];
  expect(nearest('updateEvery', known)).toBe('update_every');
  expect(nearest('update_evrey', known)).toBe('update_every');
  expect(nearest('naem', known)).toBe('name');
  expect(nearest('nme', known)).toBe('name');
  expect(nearest('colour', known)).toBeNull();
  expect(nearest('gape', known)).toBeNull();
});
