import { expect, test } from '@jest/globals';
import { revise, type Wording } from '../../src/store/revise.ts';

// Edits come late, twice, in any order, and after the history has shown what they led to.

const second = 1_795_251_190_000;
const said: Wording = { text: 'a', at: second + 142, editedAt: null, revisions: [] };
const edit = (previousText: string, text: string, editedAt = second) => ({ previousText, text, editedAt });
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

test('edits of one second keep their order, whichever comes first and whatever the history showed', () => {
  const mended: Wording = { ...said, text: 'c', editedAt: second, revisions: [{ text: 'a', at: said.at }] };
  expect(after(mended, edit('a', 'b'), edit('b', 'c'))).toEqual(['a', 'b', 'c']);
  expect(after(mended, edit('b', 'c'), edit('a', 'b'))).toEqual(['a', 'b', 'c']);
  expect(after(said, edit('a', 'b'), edit('b', 'c'), edit('a', 'b'))).toEqual(['a', 'b', 'c']);
});
