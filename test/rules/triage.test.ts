import { describe, expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import { consequences } from '../../src/incident/consequences.ts';
import { decideDeclare } from '../../src/incident/declare.ts';
import type { EventBody, IncidentEvent } from '../../src/incident/events.ts';
import { openTriage, triageChecks } from '../../src/incident/triage.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import { ana, at, ben, by, cho, declareCommand, given, minuteMs, on, policy, type Story } from '../support/given.ts';

// Ana reports something at 10:00. Is it a problem at all?

const checklists = policy.checklists.map((list, place) => ({ ...list, findsProblem: place === 0 }));
const team = { ...policy, checklists, triage: { afterMs: 15 * minuteMs, checks: null } };
const item = 'identifying.1.1';

const opened = (changes: Partial<Extract<EventBody, { type: 'triage_opened' }>> = {}): IncidentEvent =>
  on('10:00', ana, {
    ...{ type: 'triage_opened', workspace: 'T1', number: 42, title: 'Checkout is slow', summary: '' },
    ...{ private: false, policy: team, reportedBy: ana, guest: false, channel: 'C1' },
    ...changes,
  });
const looked = on('10:03', ben, { type: 'triage_looked' });
const checked = on('10:04', ben, { type: 'check_answered', item, answer: 'no', note: '' });
const asked = on('10:05', ben, { type: 'triage_asked' });
const told = (clock: string) => on(clock, 'muster', { type: 'triage_told' });
const ended = (agreed: boolean) => on('10:06', agreed ? ana : 'muster', { type: 'triage_ended', agreed });

const dueAt = ({ incident }: Story) => alarms(incident).map(({ name, at: when }) => [name, when]);
const look = by('muster', { type: 'escalate_triage' });
const agree = (user: string) => by(user, { type: 'answer_triage', answer: 'agreed' });
const broken = (user: string) => by(user, { type: 'answer_triage', answer: 'still_broken' });
const declare = by(ben, { type: 'declare_triage', severity: null, replyTo: { via: 'dm' } });
const noProblem = (user: string) => by(user, { type: 'end_triage' });

const declared = (severity: 'sev2' | 'sev3' = 'sev2'): EventBody => ({
  ...{ type: 'declared', workspace: 'T1', number: 42, title: 'Checkout is slow', summary: '', severity },
  ...{ severityGiven: false, private: false, services: [], policy: team, replyTo: { via: 'dm' } },
  ...{ startedAt: at('10:00'), detectedAt: at('10:00') },
});

test('it is opened as a declaration is, and is no incident: no impact, no roles, no duties', () => {
  const triage = { reportedBy: ana, guest: false, channel: 'C1' };
  const command = declareCommand({ title: 'x'.repeat(3000), policy: team, triage });
  const decision = decideDeclare(command, 42, at('10:00'));
  if ('refused' in decision) throw new Error('refused');
  expect(decision.events).toEqual([expect.objectContaining({ type: 'triage_opened', summary: 'x'.repeat(3000) })]);
  const { incident } = given(...decision.events);
  expect(incident).toMatchObject({ phase: 'triage', impact: [], roles: [], nextUpdateAt: null, number: 42 });
  expect(incident.title).toHaveLength(150);
  expect(decideDeclare({ ...command, title: ' \n' }, 42, at('10:00'))).toEqual({
    refused: { reason: 'empty', what: 'title' },
  });
  expect(openTriage(given().incident)).toBeNull();
});

test('the first checks are the lists that ask whether there is a problem, or those that are named', () => {
  const list = { phase: 'identifying', title: 'Causes', findsCause: true, yes: 'a', no: 'b', items: [] } as const;
  const lists = { ...team, checklists: [{ ...list, title: 'Problem?', findsProblem: true }, list] };
  expect(triageChecks(lists).map(({ title }) => title)).toEqual(['Problem?']);
  const named = { ...lists, triage: { afterMs: null, checks: ['Causes'] } };
  expect(triageChecks(named).map(({ title }) => title)).toEqual(['Causes']);
});

describe('one looks', () => {
  test('who presses, or who answers a check first; another can take it over', () => {
    const story = given(opened()).when(by(ben, { type: 'answer_check', item, answer: 'checking' })).after;
    expect(story.incident.triage).toMatchObject({ looker: ben, lastAt: at('11:00') });
    const other = story.when(by(cho, { type: 'answer_check', item, answer: 'no' })).after;
    expect(other.incident.triage?.looker).toBe(ben);
    expect(other.when(by(cho, { type: 'look_into_triage' })).after.incident.triage?.looker).toBe(cho);
  });

  test('what belongs to incidents is refused until it is one, and the verbs of a triage afterwards', () => {
    const only = { reason: 'only_triage' } as const;
    given(opened())
      .when(by(ben, { type: 'take_role', role: 'lead' }))
      .refuses(only);
    given(opened())
      .when(by(ben, { type: 'contain' }))
      .refuses(only);
    given(opened())
      .when(by(ben, { type: 'cancel', reason: 'x' }))
      .refuses(only);
    given(opened())
      .when(by(ben, { type: 'draft_postmortem' }))
      .refuses(only);
    given().when(noProblem(ben)).refuses({ reason: 'declared_already' });
  });
});

describe('Declare', () => {
  test('makes the incident, under its number, with what was found, who reported it, and since when', () => {
    const story = given(opened(), looked, checked).when(declare).gives(declared());
    const { incident } = story;
    expect(incident).toMatchObject({ number: 42, phase: 'identifying', declaredBy: ben, version: 4 });
    expect(incident.checks[item]).toMatchObject({ answer: 'no', by: ben });
    expect(incident.times).toMatchObject({ started: at('10:00'), detected: at('10:00'), declared: at('11:00') });
    expect(incident.triage).toMatchObject({ state: 'declared', reportedBy: ana, looker: ben });
    expect(incident.room.invited).toEqual([ana, ben]);
    expect(incident.roles).toEqual([{ role: 'lead', user: ben, since: at('11:00'), forNow: true }]);
    expect(incident.impact).toEqual([{ from: at('10:00'), to: null }]);
    // Declared by two at once: the second hears that it is done.
    story.when({ ...declare, by: cho }).refuses({ reason: 'declared_already' });
    expect(dueAt(story).map(([name]) => name)).not.toContain('triage_due');
  });

  test('a guest who reported it is not asked into the room', () => {
    const { incident } = given(opened({ guest: true }), looked).when(declare).after;
    expect(incident.room.invited).toEqual([ben]);
  });
});

describe('No problem', () => {
  test('asks who reported it; the same person reporting and looking closes it', () => {
    const story = given(opened(), looked, checked).when(noProblem(ben), at('10:05')).gives({ type: 'triage_asked' });
    expect(story.incident.triage).toMatchObject({ state: 'asked', endedBy: ben });
    story.when(noProblem(cho)).refuses({ reason: 'nothing_changed' });
    const own = on('10:04', ana, { type: 'check_answered', item, answer: 'na', note: '' });
    given(opened(), own).when(noProblem(ana)).gives({ type: 'triage_ended', agreed: true });
  });

  test('is refused while nobody has answered a first check; that somebody is checking is no answer', () => {
    const checking = on('10:04', ben, { type: 'check_answered', item, answer: 'checking', note: '' });
    given(opened(), looked, checking).when(noProblem(ben)).refuses({ reason: 'checks_unanswered' });
    const none = { ...team, checklists: [] };
    given(opened({ policy: none }))
      .when(noProblem(ben))
      .gives({ type: 'triage_asked' });
  });

  test('agreed: closed, once', () => {
    const story = given(opened(), looked, checked, asked);
    story.when(agree(cho)).refuses({ reason: 'not_reporter', user: ana });
    const { incident } = story.when(agree(ana)).gives({ type: 'triage_ended', agreed: true });
    expect(incident).toMatchObject({ phase: 'triage', triage: { state: 'no_problem', agreed: true, endedBy: ben } });
    expect(incident.times.closed).toBe(at('11:00'));
    const closed = given(opened(), looked, checked, asked, ended(true));
    closed.when(agree(ana)).refuses({ reason: 'triage_closed' });
    closed.when(declare).refuses({ reason: 'triage_closed' });
    given(opened()).when(agree(ana)).refuses({ reason: 'nothing_changed' });
  });

  test('still broken: an incident at once, also when it was closed already', () => {
    const story = given(opened(), looked, checked, asked);
    story.when(broken(ben)).refuses({ reason: 'not_reporter', user: ana });
    const { incident } = story.when(broken(ana)).gives({ type: 'triage_doubted' }, declared());
    expect(incident).toMatchObject({ phase: 'identifying', declaredBy: ana, times: { closed: null } });
    const late = given(opened(), looked, checked, asked, ended(false)).when(broken(ana));
    late.gives({ type: 'triage_doubted' }, declared());
  });

  test("a guest's word does not declare: it is looked at again", () => {
    const story = given(opened({ guest: true }), looked, checked, asked);
    const again = story.when(broken(ana)).gives({ type: 'triage_doubted' });
    expect(again.incident.triage).toMatchObject({ state: 'looking', looker: ben, lastAt: at('11:00') });
    again.when(broken(ana)).refuses({ reason: 'nothing_changed' });
    const told = consequences(again.incident, on('11:00', ana, { type: 'triage_doubted' }));
    expect(told).toContainEqual({
      ...{ sort: 'say', surface: `dm:${ben}` },
      task: { kind: 'say_triage', user: ben, news: 'doubted' },
    });
  });
});

describe('nobody does anything', () => {
  test('told once; after as long again it is an incident by itself, a light one', () => {
    const story = given(opened());
    expect(dueAt(story)).toEqual([['triage_due', at('10:15')]]);
    story.when(look, at('10:14')).refuses({ reason: 'not_due' });
    const first = story.when(look, at('10:15')).gives({ type: 'triage_told' });
    expect(dueAt(first)).toEqual([['triage_due', at('10:30')]]);
    const second = first.when(look, at('10:30')).gives(declared('sev3'));
    expect(second.incident).toMatchObject({ declaredBy: 'muster', roles: [], severity: 'sev3', phase: 'identifying' });
    expect(dueAt(second).map(([name]) => name)).not.toContain('triage_due');
  });

  test('whoever does something puts it off', () => {
    expect(dueAt(given(opened(), told('10:15'), on('10:20', ben, { type: 'triage_looked' })))).toEqual([
      ['triage_due', at('10:35')],
    ]);
    expect(dueAt(given(opened(), checked))).toEqual([['triage_due', at('10:19')]]);
  });

  test('who reported it does not answer: reminded once, then it is closed, and stays closed', () => {
    const story = given(opened(), looked, checked, asked);
    const first = story.when(look, at('10:20')).gives({ type: 'triage_told' });
    const second = first.when(look, at('10:35')).gives({ type: 'triage_ended', agreed: false });
    expect(dueAt(second)).toEqual([]);
    expect(second.incident.triage).toMatchObject({ state: 'no_problem', agreed: false, endedBy: ben });
  });

  test('with no time configured nobody is told', () => {
    expect(dueAt(given(opened({ policy: { ...team, triage: { afterMs: null, checks: null } } })))).toEqual([]);
    // The policy of an earlier version knows nothing of it.
    expect(dueAt(given(opened({ policy })))).toEqual([]);
  });
});

test.each<readonly [string, readonly IncidentEvent[], IncidentEvent, readonly string[]]>([
  ['opened', [opened()], opened(), ['triage', `home:${ana}`]],
  ['somebody looks', [opened()], looked, ['triage', `home:${ben}`, `home:${ana}`]],
  ['a check', [opened(), looked], checked, ['triage', `home:${ben}`, `home:${ana}`]],
  ['no problem', [opened(), looked, checked], asked, ['triage', 'triage-request']],
  ['nobody answers', [opened(), looked], told('10:20'), ['triage', `dm:${ben}`, `dm:${ana}`]],
  ['no agreement', [opened(), looked, checked, asked], told('10:20'), ['triage', `dm:${ana}`]],
  ['closed', [opened(), looked, checked, asked], ended(true), ['triage', `home:${ben}`, `home:${ana}`]],
  [
    'nobody sees it',
    [opened()],
    on('10:01', 'muster', { type: 'errand_parked', errand: 'paint_triage', why: 'x', what: '' }),
    [`dm:${ana}`],
  ],
  [
    'declared by itself',
    [opened(), looked, told('10:20')],
    on('10:35', 'muster', declared('sev3')),
    ['channel', 'triage', `home:${ben}`, `home:${ana}`, `dm:${ben}`, `dm:${ana}`],
  ],
  [
    'declared by hand',
    [opened(), looked],
    on('10:20', ben, declared()),
    ['channel', `home:${ben}`, 'triage', `home:${ana}`],
  ],
])('%s: who is told', (_name, past, event, surfaces) => {
  const { incident } = given(...past, ...(past.includes(event) || event.type === 'triage_opened' ? [] : [event]));
  expect(consequences(incident, event).map(({ surface }) => surface)).toEqual(surfaces);
});

test('every act is on the record, in words', () => {
  const { incident } = given(opened(), looked, checked, asked);
  const words = [opened({ reportedBy: cho }), looked, checked, asked, told('10:20'), ended(false)].map(
    (event) => entryOf(incident, event)?.text,
  );
  expect(words).toEqual([
    `Reported by <@${cho}> (noted by <@${ana}>), to see first whether there is a problem: Checkout is slow.`,
    `<@${ben}> looks whether there is a problem.`,
    expect.stringContaining(`No, by <@${ben}>.`),
    `<@${ben}> finds no problem. <@${ana}> was asked whether they agree to close.`,
    `<@${ana}> has not answered for 15 min: it was said again.`,
    `No problem, found <@${ben}>. <@${ana}> did not answer.`,
  ]);
});
