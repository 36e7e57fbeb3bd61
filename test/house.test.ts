import { expect, test } from '@jest/globals';

test('tests run on the runtime that the project asks for', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(major > 24 || (major === 24 && minor >= 12)).toBe(true);
});
