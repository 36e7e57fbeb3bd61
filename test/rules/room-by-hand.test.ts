import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import { outOfReach } from '../../src/incident/out-of-reach.ts';
import {
  ana,
  at,
  ben,
  by,
  cancelled,
  cho,
  dan,
  declaredIncident,
  given,
  on,
  roomOpened,
  taken,
} from '../support/given.ts';

// What people do to the room, to the bot in it, and to accounts, outside of any command.

const left = (clock: string) => by(dan, { type: 'room_left', leftAt: at(clock), channel: 'C42' });
const rejoined = by(ana, { type: 'room_rejoined' });
const archived = by(dan, { type: 'room_changed', archived: true });
const nothing = { reason: 'nothing_changed' } as const;

test('taken out of the room and asked in again: the time between has a beginning and an end', () => {
  const out = given(roomOpened())
    .when(left('10:10'), at('10:11'))
    .gives({ type: 'room_left', leftAt: at('10:10') });
  expect(outOfReach(out.incident.room)).toBe('left');
  const back = out
    .when(left('10:12'))
    .refuses(nothing)
    .when(rejoined, at('10:30'))
    .gives({ type: 'room_rejoined', leftAt: at('10:10') });
  expect(outOfReach(back.incident.room)).toBeNull();
  back.when(rejoined).refuses(nothing);
  // Slack tells late of what is over.
  back
    .when(left('10:29'))
    .refuses(nothing)
    .when(left('10:31'))
    .gives({ type: 'room_left', leftAt: at('10:31') });
});

test('without a room nobody is taken out of it; archiving says it all by itself', () => {
  given().when(left('10:10')).refuses(nothing);
  const gone = given(roomOpened()).when(archived, at('10:10')).after;
  gone.when(left('10:10')).refuses(nothing);
  expect(outOfReach(gone.incident.room)).toBe('archived');
  const outFirst = given(roomOpened()).when(left('10:10')).after.when(archived, at('10:11')).after;
  expect(outOfReach(outFirst.incident.room)).toBe('archived');
  const back = outFirst.when(by(dan, { type: 'room_changed', archived: false })).after;
  expect(outOfReach(back.incident.room)).toBeNull();
});

test('a room that the bot is not in is not archived, and is replaced at will', () => {
  const over = given(roomOpened(), cancelled('10:20'), on('10:21', dan, { type: 'room_left', leftAt: at('10:21') }));
  expect(alarms(over.incident)).toEqual([]);
  const atWork = given(roomOpened(), on('10:21', dan, { type: 'room_left', leftAt: at('10:21') }));
  const { incident } = atWork
    .when(by(ben, { type: 'reopen', reason: 'nobody lets it in' }))
    .gives({ type: 'reopened', from: 'identifying', reason: 'nobody lets it in', newRoom: true, announcement: null });
  expect(incident.room).toMatchObject({ channel: null, invited: [ben] });
});

test('renamed: the name follows, once', () => {
  const renamed = (name: string) => by(dan, { type: 'room_renamed', name });
  const story = given(roomOpened());
  const { name } = story.incident.room;
  story
    .when(renamed(name))
    .refuses(nothing)
    .when(renamed(''))
    .refuses(nothing)
    .when(renamed('down'))
    .gives({ type: 'room_renamed', from: name, to: 'down' })
    .when(renamed('down'))
    .refuses(nothing);
  given().when(renamed('down')).refuses(nothing);
});

test('its channel gets another id: it is named so everywhere, and nobody has left it', () => {
  const changed = (from: string, to: string) => by('muster', { type: 'channel_id_changed', from, to });
  const announced = on('10:03', 'muster', {
    type: 'surface_posted',
    surface: { kind: 'announcement' },
    message: { channel: 'C421', ts: '1700000000.000100' },
  });
  const story = given(roomOpened(), announced)
    .when(left('10:10'), at('10:10'))
    .gives({ type: 'room_left', leftAt: at('10:10') })
    .when(changed('C42', 'C77'), at('10:11'))
    .gives({ type: 'channel_id_changed', from: 'C42', to: 'C77' });
  expect(story.incident.room).toMatchObject({ channel: 'C77', leftAt: null, announcement: { channel: 'C421' } });
  // Somebody found the old one gone.
  story.when(left('10:12'), at('10:12')).refuses(nothing);
  story.when(changed('C42', 'C77')).refuses(nothing);
  const elsewhere = story
    .when(changed('C421', 'C78'), at('10:13'))
    .gives({ type: 'channel_id_changed', from: 'C421', to: 'C78' });
  expect(elsewhere.incident.room).toMatchObject({
    channel: 'C77',
    rejoinedAt: at('10:11'),
    announcement: { channel: 'C78' },
  });
});

test('made private by hand: for good', () => {
  const made = by(dan, { type: 'room_made_private' });
  const announcement = { channel: 'C1', ts: '1700000000.000100' };
  const announced = on('10:03', 'muster', {
    type: 'surface_posted',
    surface: { kind: 'announcement' },
    message: announcement,
  });
  const story = given(roomOpened(), announced).when(made).gives({ type: 'room_made_private', announcement });
  expect(story.incident).toMatchObject({ private: true, room: { announcement: null } });
  story.when(made).refuses(nothing);
  given(declaredIncident({ private: true }), roomOpened())
    .when(made)
    .refuses(nothing);
});

test('Slack dropped events: the record is in doubt until it was compared with the history to beyond them', () => {
  const dropped = (from: string, until: string) =>
    by('muster', { type: 'events_dropped', from: at(from), until: at(until) });
  const found = { missing: 0, changed: 0, vanished: 0, marks: 0 };
  const checked = (to: string, why: string | null = null) =>
    by('muster', { type: 'check_record', from: at('10:00'), to: at(to), found, why });
  given().when(dropped('10:10', '10:11')).refuses(nothing);
  given(roomOpened(), cancelled('10:05')).when(dropped('10:10', '10:11')).refuses(nothing);
  given(roomOpened()).when(checked('10:30')).refuses(nothing);
  const doubted = given(roomOpened())
    .when(dropped('10:10', '10:11'))
    .gives({ type: 'events_dropped', from: at('10:10'), until: at('10:11'), again: false })
    .when(dropped('10:10', '10:11'))
    .refuses(nothing)
    .when(dropped('10:11', '10:12'))
    .gives({ type: 'events_dropped', from: at('10:11'), until: at('10:12'), again: true });
  doubted.when(checked('10:11')).refuses(nothing);
  const unread = doubted.when(checked('10:12', 'not_in_channel')).after;
  expect(unread.incident.room.doubtedUntil).toBe(at('10:12'));
  const settled = doubted
    .when(checked('10:12'))
    .gives({ type: 'record_checked', from: at('10:00'), to: at('10:12'), found, why: null });
  settled.when(checked('10:13')).refuses(nothing);
});

test('an account is deactivated: every role that it held is open again', () => {
  const gone = by('muster', { type: 'release_holder', user: cho });
  const story = given(taken('fixer', cho, '10:05'), taken('scribe', cho, '10:06'), taken('lead', ben, '10:07'));
  const { incident } = story
    .when(gone, at('10:20'))
    .gives(
      { type: 'role_vacated', role: 'fixer', user: cho, deactivated: true },
      { type: 'role_vacated', role: 'scribe', user: cho, deactivated: true },
    );
  expect(incident.roles.map(({ role }) => role)).toEqual(['lead']);
  expect(incident.vacancies.fixer?.since).toBe(at('10:20'));
  given(taken('lead', ben, '10:07'))
    .when(gone)
    .refuses(nothing);
});
