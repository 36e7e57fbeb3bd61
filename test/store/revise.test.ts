import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { revise, type Wording, wordingOfEdit } from '../../src/store/revise.ts';

// Edits come late, twice, in any order, and after the history has shown what they led to.

const second = 1_795_251_190_000;
const said: Wording = { text: 'a', at: second + 142, editedAt: null, revisions: [] };
const edit = (previousText: string | null, text: string, editedAt = second) => ({ previousText, text, editedAt });
const texts = (known: Wording | null) => [...(known?.revisions ?? []), { text: known?.text }].map(({ text }) => text);
const after = (start: Wording, ...edits: readonly ReturnType<typeof edit>[]) =>
  texts(edits.reduce((known, one) => revise(known, one) ?? known, start));

test('an edit that the history showed first still tells what stood there before it', () => {
  const mended: Wording = { text: 'b', at: said.at, editedAt: second + 1000, revisions: [] };
  expect(after(mended, edit('a', 'b', second + 1000))).toEqual(['a', 'b']);
  expect(revise({ ...mended, revisions: [{ text: 'a', at: said.at }] }, edit('a', 'b', second + 1000))).toBeNull();
});

test('a late edit of the second in which the message was sent stands behind the first text', () => {
  expect(after(said, edit('b', 'c', second + 2000), edit('a', 'b'))).toEqual(['a', 'b', 'c']);
});

test('edits that come twice change nothing, also of the very moment in which it was sent', () => {
  const sent: Wording = { ...said, at: second };
  const edits = [edit('a', 'b'), edit('b', 'c')];
  expect(after(sent, ...edits, ...edits)).toEqual(['a', 'b', 'c']);
  expect(after(said, ...edits, ...edits)).toEqual(['a', 'b', 'c']);
  const back = [edit('a', 'b', second + 2000), edit('b', 'a', second + 2000)];
  expect(after(said, ...back, edit('a', 'b', second + 2000))).toEqual(['a', 'b', 'a']);
});

test('edits of one second keep their order, whichever comes first and whatever the history showed', () => {
  const mended: Wording = { ...said, text: 'c', editedAt: second, revisions: [{ text: 'a', at: said.at }] };
  expect(after(mended, edit('a', 'b'), edit('b', 'c'))).toEqual(['a', 'b', 'c']);
  expect(after(mended, edit('b', 'c'), edit('a', 'b'))).toEqual(['a', 'b', 'c']);
  expect(after(said, edit('a', 'b'), edit('b', 'c'), edit('a', 'b'))).toEqual(['a', 'b', 'c']);
});

test('what the history or a deletion showed first stands behind what was written in its second', () => {
  const mended: Wording = { ...said, text: 'c', editedAt: second + 2000 };
  expect(after(mended, edit('a', 'b', second + 2000), edit('b', 'c', second + 2000))).toEqual(['a', 'b', 'c']);
  expect(after(mended, edit('a', 'b', second + 2000), edit(null, 'c', second + 2000))).toEqual(['a', 'b', 'c']);
  // The last edit is never heard of, only the deletion, which tells its own time.
  expect(after(mended, edit('a', 'b', second + 2000), edit('b', 'c', second + 2900))).toEqual(['a', 'b', 'c']);
  const deleted: Wording = { ...mended, editedAt: second + 2900, isLast: true };
  expect(after(deleted, edit('a', 'b', second + 2000))).toEqual(['a', 'b', 'c']);
  expect(after(deleted, edit('a', 'b', second + 2000), edit('b', 'c', second + 2000))).toEqual(['a', 'b', 'c']);
  expect(after(deleted, edit('b', 'c', second + 2000), edit('a', 'b', second + 2000))).toEqual(['a', 'b', 'c']);
});

test('a change that leaves the words as they are tells no new text, however late it comes', () => {
  expect(after(said, edit('a', 'b', second + 5000), edit('a', 'a', second + 2000))).toEqual(['a', 'b']);
  expect(after(said, edit('b', 'b', second + 5000))).toEqual(['a', 'b']);
});

test('a text known only as what an edit replaced stays right before that edit, whatever is heard later', () => {
  const start = wordingOfEdit(edit('c', 'd', second + 9000), said.at);
  expect(after(start, edit('a', 'b', second + 3000))).toEqual(['a', 'b', 'c', 'd']);
  expect(after(start, edit('a', 'b', second + 3000), edit('b', 'c', second + 6000))).toEqual(['a', 'b', 'c', 'd']);
  expect(after(said, edit('d', 'e', second + 9000), edit('b', 'c', second + 4000))).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('of two edits of one second the later one is what the history shows', () => {
  const other = revise({ ...said, text: 'c', editedAt: second + 2000 }, edit('a', 'b', second + 2000)) ?? said;
  expect(after(other, edit(null, 'c', second + 2000))).toEqual(['a', 'b', 'c']);
});

test('edits of a message in any order, some of them lost: what is heard is kept in the order in which it was written', () => {
  const edits = [1, 2, 3, 4].map((at) => edit('abcde'[at - 1] ?? '', 'abcde'[at] ?? '', second + at * 2000));
  const heard = fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.boolean(), heard, (isFirst, [first = edits[0], ...rest]) => {
      if (first === undefined) return;
      const start = isFirst ? (revise(said, first) ?? said) : wordingOfEdit(first, said.at);
      const kept = after(start, ...rest);
      expect(kept).toEqual(kept.toSorted());
      for (const { text, previousText } of [first, ...rest])
        expect(kept).toEqual(expect.arrayContaining([text, previousText]));
    }),
  );
});
