import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import {
  ana,
  at,
  by,
  cancelled,
  closed,
  given,
  hourMs,
  on,
  resolved,
  roomOpened,
  storyFrom,
} from '../support/given.ts';

const archive = by('muster', { type: 'archive' });
const exportKept = by('muster', { type: 'export_kept' });
const roomChanged = (archived: boolean) => by('muster', { type: 'room_changed', archived });
const settled = (state: 'published' | 'waived') =>
  on('10:40', ana, { type: 'postmortem_settled', state, reason: 'small' });
const archiveAlarm = (...past: readonly IncidentEvent[]) =>
  alarms(given(...past).incident).find(({ name }) => name === 'archive_room')?.at ?? null;

test.each([
  [
    'published and closed',
    [roomOpened(), ...resolved('10:30'), settled('published'), closed('11:00')],
    at('11:00', 14),
  ],
  ['closed, then waived', [roomOpened(), ...resolved('10:30'), closed('10:35'), settled('waived')], at('10:35', 14)],
  ['a false alarm', [roomOpened(), cancelled('10:20')], at('10:20', 14)],
  ['closed with an open draft', [roomOpened(), ...resolved('10:30'), closed('11:00')], null],
  ['resolved only', [roomOpened(), ...resolved('10:30'), settled('published')], null],
  ['never opened in Slack', [cancelled('10:20')], null],
  [
    'archived already',
    [roomOpened(), cancelled('10:20'), on('10:30', ana, { type: 'room_changed', archivedAt: 1 })],
    null,
  ],
] as const)('%s: the room goes 14 days after closing, or not', (_, past, expected) => {
  expect(archiveAlarm(...past)).toBe(expected);
});

test('an adopted channel stays', () => {
  const { incident } = given(roomOpened(), cancelled('10:20'));
  const adopted = { ...incident, room: { ...incident.room, adopted: true } };
  expect(alarms(adopted)).toEqual([]);
  storyFrom(adopted).when(archive, at('10:20', 99)).refuses({ reason: 'not_due' });
});

test('first the files, then the channel, each once', () => {
  const gone = given(roomOpened(), cancelled('10:20'))
    .when(exportKept)
    .refuses({ reason: 'not_due' })
    .when(archive, at('10:19', 14))
    .refuses({ reason: 'not_due' })
    .when(archive, at('10:20', 14))
    .gives({ type: 'archive_due' })
    .when(archive, at('10:21', 14))
    .refuses({ reason: 'not_due' })
    .when(exportKept, at('10:22', 14))
    .gives({ type: 'export_kept' })
    .when(exportKept, at('10:22', 14))
    .refuses({ reason: 'not_due' })
    .when(roomChanged(true), at('10:23', 14))
    .gives({ type: 'room_changed', archivedAt: at('10:23', 14) });
  expect(gone.incident.room).toMatchObject({ archivedAt: at('10:23', 14), archiving: false });
  expect(alarms(gone.incident)).toEqual([]);
  gone.when(exportKept).refuses({ reason: 'not_due' });
});

test('what Slack refuses is tried again, further and further apart, and not for ever', () => {
  let story = given(roomOpened(), cancelled('10:20'));
  const waits: number[] = [];
  for (let before = at('10:20'); ; ) {
    const due = alarms(story.incident).find(({ name }) => name === 'archive_room')?.at;
    if (due === undefined) break;
    waits.push((due - before) / hourMs);
    story = story.when(archive, due).gives({ type: 'archive_due' });
    before = due;
  }
  expect(waits).toEqual([14 * 24, 1, 2, 4, 8, 16, 24, 24, 24, 24]);
});

test('once the files are safe, what went wrong before is over, and only the channel is tried again', () => {
  const parked = by('muster', {
    type: 'errand_parked',
    errand: 'upload_files',
    why: 'file_uploads_disabled',
    what: '',
  });
  given(roomOpened(), cancelled('10:20'))
    .when(archive, at('10:20', 14))
    .after.when(parked, at('10:21', 14))
    .after.when(exportKept, at('11:30', 14))
    .gives({ type: 'export_kept' }, { type: 'errand_recovered', errand: 'upload_files' });
});

test('Slack says it twice: heard once', () => {
  given(roomOpened())
    .when(roomChanged(false))
    .refuses({ reason: 'nothing_changed' })
    .when(roomChanged(true), at('10:30'))
    .gives({ type: 'room_changed', archivedAt: at('10:30') })
    .when(roomChanged(true))
    .refuses({ reason: 'nothing_changed' })
    .when(roomChanged(false))
    .gives({ type: 'room_changed', archivedAt: null });
});

test('files can be had at any time', () => {
  given()
    .when(by(ana, { type: 'ask_files' }))
    .gives({ type: 'files_asked' });
});
