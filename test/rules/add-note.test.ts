import { expect, test } from '@jest/globals';
import { at, by, cho, given } from '../support/given.ts';

const note = (text: string, happened: string) => by(cho, { type: 'add_note', text, happenedAt: at(happened) });

test('a note is a key event at its own time, even before anybody noticed; it changes nothing else', () => {
  const before = given();
  const { incident } = before
    .when(note(' deployed 4711 ', '09:55'))
    .gives({ type: 'note_added', text: 'deployed 4711', happenedAt: at('09:55') });
  expect(incident).toEqual({ ...before.incident, version: 2 });
});

test.each([
  ['an empty note', note(' \n', '10:30'), { reason: 'empty', what: 'text' }],
  ['a note from the future', note('x', '11:01'), { reason: 'time_ahead', time: 'note' }],
] as const)('%s is refused', (_, command, refusal) => {
  given().when(command).refuses(refusal);
});
