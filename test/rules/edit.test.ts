import { expect, test } from '@jest/globals';
import type { CommandBody } from '../../src/incident/commands.ts';
import { seenIn } from '../../src/incident/meant.ts';
import { ana, at, by, closed, declaredIncident, given, resolved } from '../support/given.ts';

const title = 'Checkout returns 500s';
const setTitle = (to: string, reason = '') => by(ana, { type: 'set_title', title: to, reason });
const setSummary = (to: string) => by(ana, { type: 'set_summary', summary: to, reason: '' });
const edit = (changes: Partial<Extract<CommandBody, { type: 'edit' }>>) =>
  by(ana, { type: 'edit', title, summary: '', severity: 'sev2', reason: 'It is wider than we knew', ...changes });

test('a title is tidied and kept', () => {
  const { incident } = given()
    .when(setTitle('  Payments \n fail ', ' clearer '))
    .gives({ type: 'title_set', from: title, to: 'Payments fail', reason: 'clearer' });
  expect(incident.title).toBe('Payments fail');
});

test('a title that is too long is cut, and stands whole before the summary', () => {
  const long = 'Payments fail '.repeat(20).trim();
  const { incident } = given(declaredIncident({ summary: 'Since the deployment.' })).when(setTitle(long)).after;
  expect(incident.title).toHaveLength(149);
  expect(incident.title).toMatch(/^Payments fail .*…$/);
  expect(incident.summary).toBe(`${long}\n\nSince the deployment.`);
});

test('the same long title by the form: whole in the summary that was typed beside it', () => {
  const long = 'x'.repeat(200);
  const { incident } = given().when(edit({ title: long, summary: 'EU only' })).after;
  expect(incident.summary).toBe(`${long}\n\nEU only`);
});

test('a summary is set, and may be emptied', () => {
  given()
    .when(setSummary(' Cards fail in the EU. '))
    .gives({ type: 'summary_set', from: '', to: 'Cards fail in the EU.', reason: '' })
    .when(setSummary(''))
    .gives({ type: 'summary_set', from: 'Cards fail in the EU.', to: '', reason: '' });
});

test('the form changes what differs, with one reason for all', () => {
  const reason = 'It is wider than we knew';
  given()
    .when(edit({ title: 'Payments fail', summary: 'EU and US', severity: 'sev1' }), at('10:20'))
    .gives(
      { type: 'title_set', from: title, to: 'Payments fail', reason },
      { type: 'summary_set', from: '', to: 'EU and US', reason },
      { type: 'severity_set', from: 'sev2', to: 'sev1', reason },
    );
  given()
    .when(edit({ summary: 'EU' }))
    .gives({ type: 'summary_set', from: '', to: 'EU', reason });
});

test('a field left as the form showed it stays as somebody else has set it meanwhile', () => {
  const seen = seenIn({ title, summary: '', severity: 'sev2' });
  given()
    .when(edit({ title: 'Payments fail', summary: 'EU only' }))
    .after.when(edit({ severity: 'sev1', seen }))
    .gives({ type: 'severity_set', from: 'sev2', to: 'sev1', reason: 'It is wider than we knew' })
    .when(edit({ seen }))
    .refuses({ reason: 'nothing_changed' });
});

test('a field changed by both is nobody’s to overwrite unasked; told of it, who sends it again means it', () => {
  const seen = seenIn({ title, summary: '', severity: 'sev2' });
  const told = { ...seen, title: seenIn({ title: 'Payments fail' }).title ?? '' };
  const late = { title: 'Cards fail', severity: 'sev1' as const };
  given()
    .when(edit({ title: 'Payments fail', summary: 'EU only' }))
    .after.when(edit({ ...late, seen }))
    .refuses({ reason: 'form_overtaken', fields: ['title'], seen: told })
    // The same words of both are no quarrel.
    .when(edit({ title: 'Payments fail', summary: 'EU only', seen }))
    .refuses({ reason: 'nothing_changed' })
    .when(edit({ ...late, seen: told }))
    .gives(
      { type: 'title_set', from: 'Payments fail', to: 'Cards fail', reason: 'It is wider than we knew' },
      { type: 'severity_set', from: 'sev2', to: 'sev1', reason: 'It is wider than we knew' },
    );
});

test('words can be put right after the end', () => {
  given(...resolved('10:30'), closed('10:40'))
    .when(edit({ title: 'Payments fail' }))
    .gives({ type: 'title_set', from: title, to: 'Payments fail', reason: 'It is wider than we knew' });
});

test.each([
  ['no title', setTitle(' \n '), { reason: 'empty', what: 'title' }],
  ['the same title', setTitle(` ${title} `), { reason: 'nothing_changed' }],
  ['the same summary', setSummary(' '), { reason: 'nothing_changed' }],
  ['a form as it was', edit({}), { reason: 'nothing_changed' }],
  ['a form as it was, without a reason', edit({ reason: '' }), { reason: 'nothing_changed' }],
  ['a form without a title', edit({ title: '' }), { reason: 'empty', what: 'title' }],
  ['a form without a reason', edit({ summary: 'EU', reason: ' ' }), { reason: 'empty', what: 'reason' }],
] as const)('%s is refused', (_, command, refusal) => {
  given().when(command).refuses(refusal);
});
