import { expect, test } from '@jest/globals';
import type { Answer } from '../../src/incident/incident.ts';
import { ana, at, ben, by, closed, given, on, resolved } from '../support/given.ts';

const item = 'identifying.1.1';
const answer = (user: string, answered: Answer, of = item) =>
  by(user, { type: 'answer_check', item: of, answer: answered });
const note = (user: string, text: string, of = item) => by(user, { type: 'note_check', item: of, note: text });
const answeredByAna = on('10:10', ana, { type: 'check_answered', item, answer: 'no', note: '' });

test.each(['yes', 'no', 'na', 'checking'] as const)('%s is kept, with who said so and when', (answered) => {
  const { incident } = given()
    .when(answer(ana, answered), at('10:10'))
    .gives({ type: 'check_answered', item, answer: answered, note: '' });
  expect(incident.checks).toEqual({ [item]: { answer: answered, by: ana, at: at('10:10'), note: '' } });
});

test('a new answer keeps the note', () => {
  given(answeredByAna)
    .when(note(ana, ' latency is flat '), at('10:12'))
    .gives({ type: 'check_answered', item, answer: 'no', note: 'latency is flat' })
    .when(answer(ben, 'yes'), at('10:15'))
    .gives({ type: 'check_answered', item, answer: 'yes', note: 'latency is flat' });
});

test('a note by somebody else leaves the answer with who gave it', () => {
  const { incident } = given(answeredByAna).when(note(ben, 'but errors are up'), at('10:12')).after;
  expect(incident.checks[item]).toEqual({ answer: 'no', by: ana, at: at('10:10'), note: 'but errors are up' });
});

test('a note before any answer is kept, and answers nothing', () => {
  const { incident } = given().when(note(ben, 'looking'), at('10:12')).after;
  expect(incident.checks[item]).toEqual({ answer: null, by: ben, at: at('10:12'), note: 'looking' });
  given()
    .when(note(ben, 'looking'))
    .after.when(by(ana, { type: 'contain' }))
    .gives({
      type: 'contained',
      unanswered: ['Is an internal monitor alerting?', 'Was something deployed shortly before?'],
    });
});

test('the same answer by somebody else confirms it', () => {
  const { incident } = given(answeredByAna).when(answer(ben, 'no'), at('10:20')).after;
  expect(incident.checks[item]).toMatchObject({ by: ben, at: at('10:20') });
});

test('what was found out later can still be answered', () => {
  given(...resolved('10:20'), closed('10:30'))
    .when(answer(ana, 'yes'))
    .gives({ type: 'check_answered', item, answer: 'yes', note: '' });
});

test.each([
  ['one’s own answer again', answer(ana, 'no'), { reason: 'nothing_changed' }],
  ['the same note', note(ben, '  '), { reason: 'nothing_changed' }],
  [
    'an item that is not there',
    answer(ana, 'no', 'identifying.9.9'),
    { reason: 'unknown_item', item: 'identifying.9.9' },
  ],
  ['a note on none', note(ana, 'x', 'toString'), { reason: 'unknown_item', item: 'toString' }],
] as const)('%s is refused', (_, command, refusal) => {
  given(answeredByAna).when(command).refuses(refusal);
});
