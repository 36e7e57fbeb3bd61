import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import { at, ben, cancelled, declaredIncident, given, on, resolved, roomOpened, taken } from '../support/given.ts';

const named = (...past: readonly IncidentEvent[]) =>
  Object.fromEntries(alarms(given(...past).incident).map(({ name, at }) => [name, at]));

test('while it is open: the first role to be missed, the next update', () => {
  expect(named(roomOpened())).toEqual({ unheld_role: at('10:07'), update_due: at('10:12') });
});

test('with every role held only the update is awaited', () => {
  const held = ['lead', 'fixer', 'communicator', 'responder'].map((role) => taken(role, ben, '10:03'));
  expect(named(...held)).toEqual({ update_due: at('10:12') });
});

test('a missed update is said once', () => {
  expect(named(on('10:12', 'muster', { type: 'update_missed' }))).toEqual({ unheld_role: at('10:07') });
});

test('sev4 has no rhythm', () => {
  expect(named(declaredIncident({ severity: 'sev4' }))).toEqual({ unheld_role: at('10:07') });
});

test('resolved: nothing is awaited; a false alarm: only the end of the room', () => {
  expect(named(roomOpened(), ...resolved('10:30'))).toEqual({});
  expect(named(roomOpened(), cancelled('10:30'))).toEqual({ archive_room: at('10:30', 14) });
});

test('each name stands once, and asks what the rules answer', () => {
  const { incident } = given(roomOpened());
  expect(alarms(incident).map(({ name, command }) => `${name}: ${command.type} by ${command.by}`)).toEqual([
    'unheld_role: remind_unheld by muster',
    'update_due: miss_update by muster',
  ]);
});
