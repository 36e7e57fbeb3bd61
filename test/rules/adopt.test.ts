import { expect, test } from '@jest/globals';
import { consequences } from '../../src/incident/consequences.ts';
import { decideDeclare } from '../../src/incident/declare.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { describeEvent } from '../../src/record/describe.ts';
import {
  ana,
  at,
  ben,
  by,
  cancelled,
  closed,
  declareCommand,
  given,
  on,
  reopened,
  resolved,
  roomOpened,
  storyFrom,
} from '../support/given.ts';

const adopts = { channel: 'C7', name: 'checkout-broken' };

function adopt(there: Incident | null = null, more: Parameters<typeof declareCommand>[0] = {}) {
  return decideDeclare(declareCommand({ adopts, ...more }), 42, at('10:02'), there);
}

function adopted(): Incident {
  const decision = adopt();
  if ('refused' in decision) throw new Error(JSON.stringify(decision.refused));
  return decision.events.reduce<Incident | null>(evolve, null) as Incident;
}

test('the channel is the room from the first moment; none is made, its topic stays', () => {
  const decision = adopt();
  if ('refused' in decision) throw new Error('refused');
  expect(decision.events.map(({ type }) => type)).toEqual(['declared', 'channel_opened']);
  const incident = adopted();
  expect(incident.room).toMatchObject({
    ...{ channel: 'C7', name: 'checkout-broken', adopted: true, past: { read: 0, since: null, done: false } },
  });
  const told = decision.events.flatMap((event) => consequences(incident, event)).map(({ task }) => task.kind);
  expect(told).toEqual(expect.arrayContaining(['paint_briefing', 'paint_announcement', 'paint_home']));
  for (const never of ['open_channel', 'paint_topic', 'send_link']) expect(told).not.toContain(never);
  const retitled = on('10:10', ana, { type: 'title_set', from: 'a', to: 'b', reason: '' });
  expect(consequences(incident, retitled).map(({ task }) => task.kind)).not.toContain('paint_topic');
  expect(describeEvent(incident, decision.events[1] as never)).toBe('<#C7> is the war room now.');
});

const own = [roomOpened()] as const;
const theirs = (phase: Incident['phase']) => ({ ...adopted(), phase });
test.each([
  ['its own room, open', given(...own).incident, true],
  ['its own room, closed', given(...own, ...resolved('10:30'), closed('10:40')).incident, true],
  ['its own room, a false alarm', given(...own, cancelled('10:30')).incident, true],
  ['adopted, at work', theirs('identifying'), true],
  ['adopted, the lesson still to be written', theirs('resolved'), true],
  ['adopted, closed', theirs('closed'), false],
  ['adopted, a false alarm', theirs('cancelled'), false],
  ['nobody’s', null, false],
] as const)('the channel is %s', (_name, there, isRefused) => {
  const decision = adopt(there);
  if (isRefused) expect(decision).toEqual({ refused: { reason: 'war_room_already', number: there?.number } });
  else expect('events' in decision).toBe(true);
});

test('its past is read page by page, until it is done', () => {
  const read = (count: number, done: boolean) => by('muster', { type: 'read_past', read: count, since: 1000, done });
  const after = storyFrom(adopted())
    .when(read(999, false))
    .gives({ type: 'past_read', read: 999, since: 1000, done: false })
    .when(read(1204, true))
    .gives({ type: 'past_read', read: 1204, since: 1000, done: true })
    .when(read(1205, true))
    .refuses({ reason: 'nothing_changed' });
  expect(after.incident.room.past).toEqual({ read: 1204, since: 1000, done: true });
  given(roomOpened()).when(read(1, true)).refuses({ reason: 'nothing_changed' });
});

test('archived by hand and opened again, it gets a room of its own', () => {
  const incident = [
    on('10:10', ben, { type: 'room_changed', archivedAt: 1 }),
    on('10:20', ana, { type: 'cancelled', reason: 'x' }),
    reopened('10:30', 'cancelled', true),
  ].reduce<Incident>(evolve, adopted());
  expect(incident.room).toMatchObject({ channel: null, adopted: false });
  expect(incident.room.past).toBeUndefined();
});

test('the record says what a comparison found, and why there was none; nothing to say is not said', () => {
  const nothing = { missing: 0, changed: 0, vanished: 0, marks: 0 };
  const check = (found: Partial<typeof nothing>, why: string | null = null) =>
    by('muster', { type: 'check_record', from: at('03:00'), to: at('03:40'), found: { ...nothing, ...found }, why });
  const { incident } = given(roomOpened());
  const said = (found: Partial<typeof nothing>, why: string | null = null) =>
    describeEvent(
      incident,
      on('03:41', 'muster', {
        ...{ type: 'record_checked', from: at('03:00'), to: at('03:40'), found: { ...nothing, ...found }, why },
      }),
    )?.replace(/<!date[^|]*\|([^>]*) UTC>/g, '$1');
  given(roomOpened()).when(check({})).refuses({ reason: 'nothing_changed' });
  expect(said({ missing: 2, changed: 1 })).toBe(
    "The record was checked against Slack's history 03:00–03:40: 2 found later, 1 changed.",
  );
  expect(said({ vanished: 1, marks: 1 })).toContain(': 1 gone, 1 mark.');
  expect(said({}, 'not_in_channel')).toBe(
    "The record could not be checked against Slack's history 03:00–03:40 (not_in_channel).",
  );
});

test('adopted by another once all is over: reopened, it gets a new room; what ended it cannot be undone', () => {
  const passOn = by(ben, { type: 'pass_on_room' });
  storyFrom(adopted()).when(passOn).refuses({ reason: 'nothing_changed' });
  given(roomOpened(), cancelled('10:30')).when(passOn).refuses({ reason: 'nothing_changed' });
  const over = storyFrom(adopted()).when(by(ana, { type: 'cancel', reason: 'x' }), at('10:30')).after;
  const story = storyFrom(over.incident).when(passOn, at('10:31')).gives({ type: 'room_passed_on' });
  const { incident } = story;
  expect(describeEvent(incident, on('10:31', ben, { type: 'room_passed_on' }))).toContain('of another incident now');
  const id = incident.undoable?.phase?.id ?? 0;
  storyFrom(incident).when(passOn).refuses({ reason: 'nothing_changed' });
  storyFrom(incident)
    .when(by(ana, { type: 'undo', what: 'phase', id }), at('10:32'))
    .refuses({ reason: 'undo_overtaken', what: 'phase' });
  const back = storyFrom(incident).when(by(ana, { type: 'reopen', reason: 'y' }), at('10:40')).after.incident;
  expect(back.room).toMatchObject({ channel: null, adopted: false });
  expect(back.room.passedOnAt).toBeUndefined();
});
