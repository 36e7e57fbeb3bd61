import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cancelled, cho, closed, contained, given, on, resolved } from '../support/given.ts';

const draft = by(ana, { type: 'draft_postmortem' });
const write = (fields: Record<string, string>) => by(ben, { type: 'write_section', section: 6, fields });
const comment = (ts: string) => by(cho, { type: 'comment_postmortem', text: 'I saw it too', ts });
const settle = (state: 'published' | 'waived', reason = '') => by(ana, { type: 'settle_postmortem', state, reason });
const remember = (unwritten: string, surprised = '', rest = '') =>
  by(ben, { type: 'give_memory', memory: { unwritten, surprised, remember: rest } });
const found = (...users: string[]) => by('muster', { type: 'participants_found', users });
const thread = on('10:31', 'muster', {
  type: 'surface_posted',
  surface: { kind: 'postmortem' },
  message: { channel: 'C42', ts: '1700000000.000100' },
});

test('made again from the newest record; what people wrote stays', () => {
  const { incident } = given(...resolved('10:30'), thread)
    .when(write({ 'root_cause.whys': 'The pool was too small' }), at('10:40'))
    .after.when(draft)
    .gives({ type: 'postmortem_drafted', again: true });
  expect(incident.postmortem.writings['root_cause.whys']).toEqual({
    text: 'The pool was too small',
    by: ben,
    at: at('10:40'),
  });
});

test('asking for a published one does not withdraw it; asking for a waived one that was never made begins it', () => {
  const closedNow = [...resolved('10:30'), closed('10:35')];
  const published = given(...closedNow)
    .when(settle('published'))
    .after.when(draft).after;
  expect(published.incident.postmortem.state).toBe('published');
  const waived = given(...closedNow)
    .when(settle('waived', 'a drill'))
    .after.when(draft).after;
  expect(waived.incident.postmortem.state).toBe('draft');
  const standing = given(...closedNow, thread)
    .when(settle('waived', 'a drill'))
    .after.when(draft).after;
  expect(standing.incident.postmortem).toMatchObject({ state: 'waived', waiver: 'a drill' });
});

test.each([
  ['identifying', []],
  ['contained', [contained('10:20')]],
  ['cancelled', [cancelled('10:20')]],
] as const)('there is no draft while %s', (phase, past) => {
  given(...past)
    .when(draft)
    .refuses({ reason: 'wrong_phase', phase, wanted: ['resolved', 'closed'] })
    .when(write({ whys: 'x' }))
    .refuses({ reason: 'no_draft' })
    .when(comment('1.1'))
    .refuses({ reason: 'no_draft' })
    .when(settle('published'))
    .refuses({ reason: 'no_draft' });
});

test('only what differs is written; a field can be emptied', () => {
  given(...resolved('10:30'))
    .when(write({ whys: ' Because ', factors: '' }))
    .gives({ type: 'section_written', section: 6, fields: { whys: 'Because' } })
    .when(write({ whys: 'Because', factors: '  ' }))
    .refuses({ reason: 'nothing_changed' })
    .when(write({ whys: '', factors: '' }))
    .gives({ type: 'section_written', section: 6, fields: { whys: '' } });
});

test('a reply goes below what is written there already, and when it is edited its lines follow', () => {
  const reply = (text: string, place: 'below' | { of: string } = 'below') =>
    by(cho, { type: 'write_section', section: 6, fields: { whys: text }, place });
  given(...resolved('10:30'))
    .when(reply(' The pool ran dry. '))
    .gives({ type: 'section_written', section: 6, fields: { whys: 'The pool ran dry.' } })
    .when(reply('Nobody saw it.'))
    .gives({ type: 'section_written', section: 6, fields: { whys: 'The pool ran dry.\nNobody saw it.' } })
    .when(reply(' '))
    .refuses({ reason: 'nothing_changed' })
    .when(reply('x', { of: 'The pool' }))
    .refuses({ reason: 'nothing_changed' })
    .when(reply('$& ran dry.', { of: 'The pool ran dry.' }))
    .gives({ type: 'section_written', section: 6, fields: { whys: '$& ran dry.\nNobody saw it.' } })
    .when(reply('', { of: 'Nobody saw it.' }))
    .gives({ type: 'section_written', section: 6, fields: { whys: '$& ran dry.' } });
});

test('a comment is kept once, however often Slack delivers it', () => {
  const story = given(...resolved('10:30'))
    .when(comment('1.1'))
    .gives({ type: 'postmortem_commented', text: 'I saw it too', ts: '1.1' })
    .when(comment('1.1'))
    .refuses({ reason: 'nothing_changed' });
  expect(story.when(comment('1.2')).after.incident.postmortem.comments).toHaveLength(2);
});

test('a comment follows its reply: edited, then deleted; nothing else is touched', () => {
  const revise = (ts: string, text: string | null) => by(cho, { type: 'revise_comment', ts, text });
  const story = given(...resolved('10:30'))
    .when(comment('1.1'))
    .after.when(comment('1.2'))
    .after.when(revise('1.1', ' I saw it first '))
    .gives({ type: 'comment_revised', ts: '1.1', text: 'I saw it first' })
    .when(revise('1.1', 'I saw it first'))
    .refuses({ reason: 'nothing_changed' })
    .when(revise('1.3', null))
    .refuses({ reason: 'nothing_changed' })
    .when(revise('1.2', ' '))
    .gives({ type: 'comment_revised', ts: '1.2', text: null });
  expect(story.incident.postmortem.comments.map(({ ts, text }) => [ts, text])).toEqual([['1.1', 'I saw it first']]);
});

test('published at once, waived with a reason only', () => {
  given(...resolved('10:30'))
    .when(settle('waived', ' '))
    .refuses({ reason: 'empty', what: 'reason' })
    .when(settle('waived', ' a drill '))
    .gives({ type: 'postmortem_settled', state: 'waived', reason: 'a drill' })
    .when(settle('waived', 'a drill'))
    .refuses({ reason: 'nothing_changed' })
    .when(settle('published'))
    .gives({ type: 'postmortem_settled', state: 'published', reason: '' });
});

test('a second memory replaces the first, an empty one is none', () => {
  const { incident } = given(...resolved('10:30'))
    .when(remember(' ', '', '\n'))
    .refuses({ reason: 'empty', what: 'text' })
    .when(remember('We called the vendor'))
    .after.when(remember('We called the vendor twice', 'no answer'), at('10:50')).after;
  expect(incident.postmortem.memories).toEqual({
    [ben]: { unwritten: 'We called the vendor twice', surprised: 'no answer', remember: '', at: at('10:50') },
  });
});

test('everybody who took part is asked once', () => {
  given(...resolved('10:30'))
    .when(found(ana, ben))
    .gives({ type: 'memories_asked', users: [ana, ben] })
    .when(found(ana, ben))
    .refuses({ reason: 'nothing_changed' })
    .when(found(ana, ben, cho))
    .gives({ type: 'memories_asked', users: [cho] });
});
