import { describe, expect, test } from '@jest/globals';
import { partsOf } from '../../src/incident/writing-parts.ts';
import { eraser, removedWords } from '../../src/record/eraser.ts';
import { ownWords } from '../../src/record/forget-entry.ts';

const [ana, ben] = ['U0ANA', 'U0BEN'];

describe('a line of a field stays with whoever wrote it', () => {
  const both = {
    text: 'one\n\ntwo',
    by: ana,
    at: 2,
    parts: [
      { text: 'one\n', by: ben },
      { text: 'two', by: ana },
    ],
  };
  test.each([
    ['the first words', undefined, 'one', ana, undefined],
    ['more of the same person', { text: 'one', by: ana, at: 1 }, 'one\ntwo', ana, undefined],
    [
      'somebody else below',
      { text: 'one', by: ben, at: 1 },
      'one\ntwo',
      ana,
      [
        { text: 'one', by: ben },
        { text: 'two', by: ana },
      ],
    ],
    ['somebody else instead', { text: 'one', by: ben, at: 1 }, 'two', ana, undefined],
    [
      'between',
      both,
      'one\nnew\ntwo',
      ben,
      [
        { text: 'one\nnew', by: ben },
        { text: 'two', by: ana },
      ],
    ],
    [
      'a line twice',
      { text: 'one', by: ben, at: 1 },
      'one\none',
      ana,
      [
        { text: 'one', by: ben },
        { text: 'one', by: ana },
      ],
    ],
    ['one of two taken out', both, 'two', ben, [{ text: 'two', by: ana }]],
    ['emptied', both, '', ben, undefined],
  ] as const)('%s', (_, before, text, by, parts) => {
    expect(partsOf(before, text, by)).toEqual(parts);
  });
});

test.each(['6 ', '6. ', '6) ', '6:'])(
  'a reply with %j before it was written into the post-mortem without that',
  (mark) => {
    const text = `${mark}The pool had no limit &amp; nobody saw &lt;it&gt;`;
    const { words } = ownWords({ kind: 'message', actor: ben, text, files: [], revisions: [] }, ben);
    const { text: erased } = eraser({ user: ben, names: [], bareNames: [] }, words);
    // In what was written before lines knew their authors.
    expect(erased('The pool had no limit & nobody saw <it>\nand ana wrote this')).toBe(
      `${removedWords}\nand ana wrote this`,
    );
  },
);
