import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alarms } from '../../src/incident/alarms.ts';
import type { CommandBody } from '../../src/incident/commands.ts';
import { consequences } from '../../src/incident/consequences.ts';
import { decide } from '../../src/incident/decide.ts';
import { decideDeclare } from '../../src/incident/declare.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Incident, Instant } from '../../src/incident/incident.ts';
import { isOpen, timeNames } from '../../src/incident/incident.ts';
import { checklistPhases, severities } from '../../src/incident/policy.ts';
import { crewOf, openRoleAsks } from '../../src/incident/role-asks.ts';
import { anyText } from '../support/any-text.ts';
import { ana, at, ben, cho, dan, declareCommand, hourMs, minuteMs, policy } from '../support/given.ts';

/** People, clocks and Slack in no sensible order, for a night or a month: what must hold all the same. */

const user = fc.constantFrom(ana, ben, cho, dan);
const role = fc.constantFrom('lead', 'fixer', 'communicator', 'scribe', 'responder', 'pilot', 'constructor');
const severity = fc.constantFrom(...severities);
const words = fc.oneof(
  fc.constantFrom('', ' ', 'It is back', '<!channel>', '\u202egpj.exe', '结账返回错误', '👨‍👩‍👧‍👦'.repeat(60)),
  anyText(20),
);
const item = fc.constantFrom('identifying.1.1', 'identifying.1.2', 'contained.1.1', 'resolved.1.1', 'x', '__proto__');
const ts = fc.constantFrom('1.1', '1.2', '1.3');
const smallId = fc.integer({ min: 1, max: 4 });

/** With a call, and holders who are expected to speak, so that silence is looked for. */
const onCall = {
  ...policy,
  ...{ callLink: 'https://meet.example', callSilenceMs: 10 * minuteMs, handoverAnswerMs: 5 * minuteMs },
  roles: policy.roles.map((role) => ({
    ...role,
    silentAfterMs: 15 * minuteMs,
    handOverAfterMs: 2 * hourMs,
    escalateUnheldMs: 10 * minuteMs,
  })),
};

/** Nights begin at odd seconds; a time that people type has none. */
const oddMs = 40_857;
const typedMinute = (at: Instant): Instant => Math.floor(at / minuteMs) * minuteMs;

/** Times are given as distances from now, for a night has no fixed hours. */
const fromNow = fc.oneof(fc.integer({ min: -90, max: 5 }), fc.constantFrom(0, -1, 1, -3000)).map((n) => n * minuteMs);
const later = fc.option(fc.integer({ min: -5, max: 300 }).map((minutes) => minutes * minuteMs));

type Ask = (now: Instant, incident: Incident) => CommandBody;
const verb = (body: fc.Arbitrary<CommandBody>): fc.Arbitrary<Ask> => body.map((known) => () => known);
const is = <Type extends string>(type: Type) => fc.constant(type);

/** Of what was set last, or of nothing. */
const undoing: fc.Arbitrary<Ask> = fc.constantFrom('phase' as const, 'severity').map(
  (what): Ask =>
    (_now, incident) => ({ type: 'undo', what, id: incident.undoable?.[what]?.id ?? 0 }),
);

const anything: fc.Arbitrary<Ask> = fc.oneof(
  verb(fc.record({ type: is('take_role'), role })),
  verb(fc.record({ type: is('take_over_role'), role, from: user })),
  verb(fc.record({ type: is('hand_over'), role, to: user, text: words })),
  verb(
    fc.record({
      type: fc.constantFrom(
        'accept_handover' as const,
        'decline_handover',
        'ask_handover_again',
        'handover_unreachable',
      ),
      id: fc.integer({ min: 1, max: 3 }),
    }),
  ),
  verb(fc.record({ type: is('assign_role'), role, user })),
  verb(fc.record({ type: is('answer_role'), id: smallId, answer: fc.constantFrom('accept' as const, 'cant') })),
  verb(fc.record({ type: fc.constantFrom('ask_role_again' as const, 'im_here'), id: smallId })),
  fc.array(fc.tuple(user, fromNow), { maxLength: 4 }).map(
    (spoke): Ask =>
      (now) => ({ type: 'holders_found', spoke: spoke.map(([who, shift]) => ({ user: who, lastAt: now + shift })) }),
  ),
  verb(fc.constantFrom<CommandBody>({ type: 'look_for_silent' }, { type: 'offer_hand_over' })),
  verb(fc.record({ type: is('vacate_role'), role, user: fc.option(user, { nil: null }) })),
  verb(
    fc.record({
      type: is('snooze_reminder'),
      roles: fc.array(role, { maxLength: 3 }),
      forMs: fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * minuteMs),
    }),
  ),
  verb(fc.record({ type: is('set_severity'), severity, reason: words })),
  verb(fc.record({ type: is('set_title'), title: words, reason: words })),
  verb(fc.record({ type: is('set_summary'), summary: words, reason: words })),
  verb(fc.record({ type: is('edit'), title: words, summary: words, severity, reason: words })),
  fc.tuple(fc.constantFrom(...timeNames), fromNow).map(
    ([time, shift]): Ask =>
      (now) => ({ type: 'correct_time', time, to: typedMinute(now + shift), reason: 'graphs' }),
  ),
  verb(fc.constantFrom<CommandBody>({ type: 'contain' }, { type: 'close' }, { type: 'draft_postmortem' })),
  fc.option(fromNow).map(
    (shift): Ask =>
      (now) => ({ type: 'resolve', impactEndedAt: shift === null ? null : typedMinute(now + shift), note: '' }),
  ),
  verb(fc.record({ type: fc.constantFrom('reopen' as const, 'cancel' as const), reason: words })),
  undoing,
  verb(fc.record({ type: is('mark_duplicate'), of: fc.constantFrom(7, 42), link: fc.constant(null) })),
  verb(fc.record({ type: is('answer_check'), item, answer: fc.constantFrom('yes' as const, 'no', 'na', 'checking') })),
  verb(fc.record({ type: is('note_check'), item, note: words })),
  fc.tuple(words, later).map(
    ([happened, shift]): Ask =>
      (now) => ({
        type: 'send_update',
        happened,
        doing: '',
        meanwhile: '',
        nextAt: shift === null ? null : now + shift,
      }),
  ),
  verb(
    fc.record({
      type: is('add_action'),
      text: words,
      owner: fc.option(user, { nil: null }),
      dueOn: fc.constant(null),
      source: fc.constant(null),
    }),
  ),
  verb(
    fc.record({
      type: is('change_action'),
      id: fc.integer({ min: 0, max: 3 }),
      text: words,
      owner: fc.option(user, { nil: null }),
      dueOn: fc.constant(null),
    }),
  ),
  fc.tuple(user, words, fromNow).map(
    ([who, text, shift]): Ask =>
      (now) => ({ type: 'log_change', who, text, happenedAt: now + shift, source: null }),
  ),
  verb(
    fc.record({
      type: is('settle_change'),
      id: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom('undone' as const, 'kept', 'in_place'),
    }),
  ),
  fc.tuple(user, words, ts).map(
    ([who, text, stamp]): Ask =>
      (now) => ({ type: 'offer_change', offer: { channel: 'C1', ts: stamp, text, by: who, at: now } }),
  ),
  verb(fc.record({ type: is('settle_offer'), ts, log: fc.boolean() })),
  fc.tuple(words, fromNow).map(
    ([text, shift]): Ask =>
      (now) => ({ type: 'record_decision', text, why: '', who: null, happenedAt: now + shift }),
  ),
  fromNow.map(
    (shift): Ask =>
      (now) => ({ type: 'silence_found', lastAt: now + shift }),
  ),
  fc.tuple(user, words, later).map(
    ([who, text, shift]): Ask =>
      (now) => ({ type: 'make_ask', who, text, dueAt: shift === null ? null : now + shift, source: null }),
  ),
  verb(
    fc.record({
      type: is('answer_ask'),
      id: fc.integer({ min: 1, max: 4 }),
      answer: fc.constantFrom('taken' as const, 'done', 'declined'),
      why: words,
    }),
  ),
  fromNow.map(
    (shift): Ask =>
      (now) => ({ type: 'add_note', text: 'x', happenedAt: now + shift }),
  ),
  verb(
    fc.record({
      type: is('write_section'),
      section: fc.integer({ min: 1, max: 10 }),
      fields: fc.dictionary(fc.constantFrom('whys', 'toString'), words),
    }),
  ),
  verb(fc.record({ type: is('comment_postmortem'), text: words, ts })),
  verb(fc.record({ type: is('revise_comment'), text: fc.option(words, { nil: null }), ts })),
  verb(
    fc.record({ type: is('settle_postmortem'), state: fc.constantFrom('published' as const, 'waived'), reason: words }),
  ),
  verb(
    fc.record({
      type: is('give_memory'),
      memory: fc.record({ unwritten: words, surprised: words, remember: words }),
    }),
  ),
  verb(
    fc.constantFrom<CommandBody>(
      { type: 'ask_files' },
      { type: 'remind_unheld' },
      { type: 'escalate_unheld' },
      { type: 'miss_update' },
      { type: 'remind_asks' },
      { type: 'remind_handovers' },
      { type: 'look_for_silence' },
      { type: 'silence_found', lastAt: null },
      { type: 'quiet_call', forMs: 30 * minuteMs },
      { type: 'archive' },
      { type: 'export_kept' },
    ),
  ),
  verb(
    fc.record({
      type: is('channel_opened'),
      channel: fc.constantFrom('C1', 'C2'),
      name: is('inc-42'),
      invited: fc.array(user, { maxLength: 2 }),
    }),
  ),
  verb(
    fc.record({
      type: is('surface_posted'),
      surface: fc.oneof(
        fc.constantFrom(
          { kind: 'briefing' as const },
          { kind: 'announcement' as const },
          { kind: 'postmortem' as const },
        ),
        fc.record({ kind: is('checklist'), phase: fc.constantFrom(...checklistPhases) }),
        fc.record({ kind: is('section'), section: fc.integer({ min: 1, max: 10 }) }),
      ),
      message: fc.record({ channel: is('C1'), ts }),
    }),
  ),
  verb(fc.record({ type: is('room_changed'), archived: fc.boolean() })),
  verb(fc.record({ type: is('room_renamed'), name: words })),
  verb(fc.record({ type: is('follow'), inRoom: fc.boolean(), leaving: fc.boolean() })),
  verb(
    fc.record({
      type: is('end_follow'),
      user,
      why: fc.constantFrom('asked' as const, 'entered', 'unreachable'),
      before: fc.constant(null),
    }),
  ),
  verb(
    fc.record({
      type: is('surface_posted'),
      surface: fc.record({ kind: is('follower'), user, heard: fc.constantFrom('sev1 identifying', 'sev2 contained') }),
      message: fc.record({ channel: is('D1'), ts }),
    }),
  ),
  verb(fc.record({ type: is('release_holder'), user })),
  verb(
    fc.constantFrom<CommandBody>({ type: 'room_rejoined' }, { type: 'room_made_private' }, { type: 'pass_on_room' }),
  ),
  fromNow.map(
    (shift): Ask =>
      (now) => ({ type: 'room_left', leftAt: now + shift, channel: 'C1' }),
  ),
  verb(fc.record({ type: is('participants_found'), users: fc.uniqueArray(user) })),
  verb(fc.record({ type: is('errand_parked'), errand: is('invite'), why: is('x'), what: fc.constantFrom('', ana) })),
  verb(fc.record({ type: is('errand_recovered'), errand: is('invite') })),
);

/** What turns times around if anything does: ends, returns, and corrections of when they were. */
const endings: fc.Arbitrary<Ask> = fc.oneof(
  verb(
    fc.constantFrom<CommandBody>(
      { type: 'contain' },
      { type: 'resolve', impactEndedAt: null, note: '' },
      { type: 'reopen', reason: 'It is back' },
    ),
  ),
  undoing,
  fc.tuple(fc.constantFrom('started', 'contained', 'resolved'), fromNow).map(
    ([time, shift]): Ask =>
      (now) => ({ type: 'correct_time', time, to: typedMinute(now + shift), reason: 'graphs' }),
  ),
);

const ask = fc.oneof({ weight: 2, arbitrary: anything }, { weight: 1, arbitrary: endings });

interface Step {
  readonly user: string;
  readonly ask: Ask;
  /** Milliseconds that pass before. */
  readonly afterMs: number;
  /** Whether alarms that fell due meanwhile are performed first; the clock may be late. */
  readonly alarmsFirst: boolean;
}

const night: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    user,
    ask,
    afterMs: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }).map((minutes) => minutes * minuteMs) },
      { weight: 1, arbitrary: fc.constant(15 * 24 * hourMs) },
    ),
    alarmsFirst: fc.boolean(),
  }),
  { maxLength: 40, size: 'max' },
);

type Seen = (before: Incident, after: Incident, events: number, user: string) => void;

/** Performs one command as the engine does; a refusal leaves everything as it was. */
function perform(incident: Incident, user: string, body: CommandBody, now: Instant, seen: Seen): Incident {
  const decision = decide(incident, { ...body, by: user }, now);
  if ('refused' in decision) return incident;
  let after = incident;
  for (const event of decision.events) {
    after = evolve(after, event);
    for (const errand of consequences(after, event)) {
      claim('private is followed by nobody', !after.private || errand.task.kind !== 'take_out');
      claim('private is announced nowhere', !after.private || !/(?<!withdraw_)announcement/.test(errand.task.kind));
    }
  }
  claim('private stays so, with no announcement', !after.private || after.room.announcement === null);
  claim('nothing private becomes public', after.private || !incident.private);
  seen(incident, after, decision.events.length, user);
  return after;
}

/** Performs what is due until nothing is; each alarm must move its own next time. */
function performDue(incident: Incident, now: Instant, seen: Seen): Incident {
  let state = incident;
  for (let round = 0; round < 10; round += 1) {
    const due = alarms(state).find((alarm) => alarm.at <= now);
    if (due === undefined) return state;
    const before = state;
    state = perform(state, 'muster', due.command, now, seen);
    if (state === before) throw new Error(`the alarm ${due.name} is due and its command is refused: it would spin`);
    const again = alarms(state).find((alarm) => alarm.name === due.name);
    if (again !== undefined && again.at <= now) throw new Error(`the alarm ${due.name} stays in the past`);
  }
  throw new Error('alarms are still due after ten rounds');
}

function live(steps: readonly Step[], secret: boolean, seen: Seen): { incident: Incident; now: Instant } {
  let now = at('10:02') + oddMs;
  const decision = decideDeclare(declareCommand({ private: secret, policy: onCall }), 42, now);
  if ('refused' in decision) throw new Error('not declared');
  let incident = decision.events.reduce<Incident | null>(evolve, null) as Incident;
  for (const step of steps) {
    now += step.afterMs;
    if (step.alarmsFirst) incident = performDue(incident, now, seen);
    incident = perform(incident, step.user, step.ask(now, incident), now, seen);
  }
  return { incident, now };
}

/** `expect` is too slow to be asked a hundred thousand times. */
function claim(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

function soundRoles(incident: Incident): void {
  for (const { name, holders } of incident.policy.roles) {
    const holding = incident.roles.filter((held) => held.role === name);
    const byHand = holding.filter((held) => !held.forNow);
    claim(`at most ${holders} hold ${name}`, byHand.length <= holders);
    claim(`nobody holds ${name} twice`, new Set(holding.map((held) => held.user)).size === holding.length);
    claim(`${name} is held for now or by hand, never both`, byHand.length === 0 || byHand.length === holding.length);
    claim(`${name} is vacant or held by hand`, Object.hasOwn(incident.vacancies, name) === (byHand.length === 0));
  }
  const agreed = incident.policy.roles.map(({ name }) => name);
  const named = [...incident.roles.map(({ role }) => role), ...Object.keys(incident.vacancies)];
  claim(
    'only agreed roles are held or vacant',
    named.every((name) => agreed.includes(name)),
  );
  claim(
    'past roles are closed',
    incident.pastRoles.every(({ from, to }) => from <= to),
  );
}

/** Nobody comes into a role but by their own word, and nobody is asked for what they hold, or twice. */
function soundAsks(before: Incident, after: Incident, user: string): void {
  const byHand = ({ roles }: Incident) =>
    roles.filter((held) => !held.forNow).map((held) => `${held.role} ${held.user}`);
  const known = byHand(before);
  const taken = byHand(after).filter((held) => !known.includes(held));
  claim(
    'a role is taken by who holds it',
    taken.every((held) => held.endsWith(` ${user}`)),
  );
  const open = openRoleAsks(after).map((ask) => `${ask.role} ${ask.user}`);
  claim('nobody is asked twice for a role', new Set(open).size === open.length);
  claim(
    'nobody is asked for what they hold',
    open.every((ask) => !byHand(after).includes(ask)),
  );
  for (const { name, holders } of after.policy.roles) {
    claim(`${holders} are asked to be ${name}`, openRoleAsks(after, name).length <= holders);
  }
  claim(
    'no silence of who holds nothing',
    crewOf(after).silences.every(
      ({ ended, user: who, roles }) =>
        ended !== null || after.roles.some((held) => held.user === who && roles.includes(held.role)),
    ),
  );
  claim('little is kept', crewOf(after).asks.length <= 20 && crewOf(after).silences.length <= 20);
}

function soundTimes(incident: Incident): void {
  const { impact, times, phase } = incident;
  claim('impact begins at the start', impact[0]?.from === times.started);
  claim('impact lasts exactly while identifying', (impact.at(-1)?.to === null) === (phase === 'identifying'));
  for (const [index, span] of impact.entries()) {
    const next = impact[index + 1];
    claim('a span does not run backwards', span.to === null || span.from <= span.to);
    claim('spans do not overlap', next === undefined || (span.to !== null && span.to <= next.from));
  }
  claim('resolved is set', (times.resolved !== null) === (phase === 'resolved' || phase === 'closed'));
  claim('closed is set', (times.closed !== null) === (phase === 'closed' || phase === 'cancelled'));
  claim('contained is unset while identifying', phase !== 'identifying' || times.contained === null);
  claim('contained is set when contained', phase !== 'contained' || times.contained !== null);
  const cameBack = impact.at(-1)?.from ?? times.started;
  claim(
    'no end before it came back',
    [times.contained, times.resolved].every((time) => time === null || time >= cameBack),
  );
  const ends = [times.started, times.contained, times.resolved, times.closed].filter((time) => time !== null);
  claim(
    'times are in order',
    ends.every((time, index) => index === 0 || (ends[index - 1] ?? 0) <= time),
  );
}

function soundHandovers(incident: Incident): void {
  const { handovers = [], roles } = incident;
  const open = handovers.filter(({ state }) => state === 'open');
  claim(
    'who offers a role holds it, and who is asked does not',
    open.every(
      ({ role, from, to }) =>
        from !== to &&
        roles.some((held) => held.role === role && held.user === from) &&
        !roles.some((held) => held.role === role && held.user === to && !held.forNow),
    ),
  );
  claim(
    'each role is offered by its holder to one person at a time',
    new Set(open.map(({ role, from }) => `${role} ${from}`)).size === open.length,
  );
  claim('nothing is offered once it is over', open.length === 0 || isOpen(incident));
  claim('few are kept', handovers.length - open.length <= 4);
}

test('whatever people, clocks and Slack do, the state stays sound, and alarms come true', () => {
  const sound: Seen = (before, after, events, user) => {
    claim('one version for each event', after.version === before.version + events);
    claim('there is a title', after.title.trim() !== '' && after.title.length <= 150);
    claim(
      'action items are numbered',
      after.actions.every(({ id }, index) => id === index + 1),
    );
    claim(
      'the past is only added to',
      before.pastRoles.every((past, index) => after.pastRoles[index] === past),
    );
    claim('the policy stays', after.policy === before.policy);
    soundRoles(after);
    soundAsks(before, after, user);
    soundTimes(after);
    soundHandovers(after);
  };
  const month = 60 * 24 * 30;
  fc.assert(
    fc.property(night, fc.boolean(), fc.integer({ min: 0, max: month }), (steps, secret, minutes) => {
      const { incident, now } = live(steps, secret, sound);
      // Performed when due, none is refused, and none stays in the past.
      const settled = performDue(incident, now, sound);
      claim(
        'all alarms are ahead',
        alarms(settled).every((alarm) => alarm.at > now),
      );
      // On time, or late by anything up to a month.
      performDue(settled, now + minutes * minuteMs, sound);
    }),
    { numRuns: 1000 },
  );
});

test('a state survives being written to the database and read back', () => {
  fc.assert(
    fc.property(night, (steps) => {
      const { incident } = live(steps, false, () => {});
      expect(JSON.parse(JSON.stringify(incident))).toEqual(incident);
    }),
    { numRuns: 50 },
  );
});

const acts: readonly CommandBody[] = [
  { type: 'contain' },
  { type: 'resolve', impactEndedAt: null, note: 'the flag' },
  { type: 'close' },
  { type: 'cancel', reason: 'A test' },
  { type: 'mark_duplicate', of: 7, link: null },
  { type: 'reopen', reason: 'It is back' },
  ...severities.map((severity) => ({ type: 'set_severity' as const, severity, reason: '' })),
];

/** What undoing leaves: a draft that was begun, an archiving begun anew, that there was something, and who did it is here. */
function withoutTraces(incident: Incident): object {
  const { version: _version, undoable: _undoable, postmortem, room, crew, ...others } = incident;
  // Of those that have ended the oldest are forgotten; who does or undoes something is heard.
  const isOpen = ({ ended }: { readonly ended: object | null }) => ended === null;
  const open = crew && {
    ...crew,
    asks: crew.asks.filter(isOpen),
    silences: crew.silences.filter((one) => isOpen(one) && one.user !== ana && one.user !== ben),
    handOverOffers: crew.handOverOffers?.filter(isOpen),
  };
  const rest = { ...others, crew: open };
  const { archiving: _archiving, exportKept: _kept, ...place } = room;
  return { ...rest, room: place, postmortem: { ...postmortem, state: null } };
}

test('undone at once, an incident is as if nothing had been set', () => {
  let undone = 0;
  fc.assert(
    fc.property(night, fc.constantFrom(...acts), fc.integer({ min: 0, max: 5 * 60 }), (steps, act, seconds) => {
      const { incident, now } = live(steps, false, () => {});
      // Two ends in one millisecond are not told apart.
      if (incident.crew?.asks.some(({ ended }) => ended?.at === now)) return;
      const set = perform(incident, ana, act, now, () => {});
      const what = act.type === 'set_severity' ? 'severity' : 'phase';
      const known = set.undoable?.[what];
      if (set === incident || known === undefined || known.at !== now) return;
      const { id } = known;
      const after = perform(set, ben, { type: 'undo', what, id }, now + seconds * 1000, () => {});
      expect(withoutTraces(after)).toEqual(withoutTraces(incident));
      undone += 1;
      claim('once', perform(after, cho, { type: 'undo', what, id }, now, () => {}) === after);
    }),
    { numRuns: 300 },
  );
  expect(undone).toBeGreaterThan(60);
});
