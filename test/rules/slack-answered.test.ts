import { expect, test } from '@jest/globals';
import type { Surface } from '../../src/incident/events.ts';
import { ana, at, ben, by, given, roomOpened } from '../support/given.ts';

const opened = (channel: string) =>
  by('muster', { type: 'channel_opened', channel, name: 'inc-42-x', invited: [ana, ben] });
const posted = (surface: Surface, ts: string) =>
  by('muster', { type: 'surface_posted', surface, message: { channel: 'C42', ts } });
const parked = (errand: string, why: string, what = '') => by('muster', { type: 'errand_parked', errand, why, what });
const recovered = (errand: string) => by('muster', { type: 'errand_recovered', errand });

test('the channel that Slack made is kept; a second answer changes nothing', () => {
  const { incident } = given()
    .when(opened('C42'))
    .gives({ type: 'channel_opened', channel: 'C42', name: 'inc-42-x', invited: [ana, ben] })
    .when(opened('C43'))
    .refuses({ reason: 'nothing_changed' });
  expect(incident.room).toMatchObject({ channel: 'C42', name: 'inc-42-x', invited: [ana, ben] });
});

test('every surface is remembered where Slack shows it', () => {
  const { incident } = given(roomOpened())
    .when(posted({ kind: 'briefing' }, '1.1'))
    .after.when(posted({ kind: 'checklist', phase: 'identifying' }, '1.2'))
    .after.when(posted({ kind: 'checklist', phase: 'contained' }, '1.3'))
    .after.when(posted({ kind: 'announcement' }, '1.4'))
    .after.when(posted({ kind: 'postmortem' }, '1.5'))
    .after.when(posted({ kind: 'section', section: 1 }, '1.6'))
    .after.when(posted({ kind: 'section', section: 2 }, '1.7'))
    .after.when(posted({ kind: 'section', section: 1 }, '1.8')).after;
  expect(incident.room).toMatchObject({
    briefing: '1.1',
    checklists: { identifying: '1.2', contained: '1.3' },
    announcement: { channel: 'C42', ts: '1.4' },
  });
  expect(incident.postmortem).toMatchObject({ thread: '1.5', sections: { 1: '1.8', 2: '1.7' } });
});

test('what Slack will not do is noted once, and struck out when it worked after all', () => {
  const story = given()
    .when(parked('invite', 'user_is_restricted', ben), at('10:05'))
    .gives({ type: 'errand_parked', errand: 'invite', why: 'user_is_restricted', what: ben })
    .when(parked('invite', 'user_is_restricted', ben))
    .refuses({ reason: 'nothing_changed' })
    .when(parked('paint_topic', 'not_in_channel'), at('10:06')).after;
  expect(story.incident.problems).toEqual([
    { errand: 'invite', why: 'user_is_restricted', what: ben, at: at('10:05') },
    { errand: 'paint_topic', why: 'not_in_channel', what: '', at: at('10:06') },
  ]);
  const { incident } = story
    .when(recovered('invite'))
    .gives({ type: 'errand_recovered', errand: 'invite' })
    .when(recovered('invite'))
    .refuses({ reason: 'nothing_changed' });
  expect(incident.problems.map(({ errand }) => errand)).toEqual(['paint_topic']);
});
