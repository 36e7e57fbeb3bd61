import { describe, expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { CommandBody } from '../../src/incident/commands.ts';
import { consequences } from '../../src/incident/consequences.ts';
import type { EventBody } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import { pageOf, pagerSlowMs } from '../../src/incident/pages.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  dan,
  declaredIncident,
  given,
  minuteMs,
  on,
  policy,
  resolved,
  roomOpened,
} from '../support/given.ts';

const steps = [
  { user: ben, reason: 'on_call', forMs: 5 * minuteMs },
  { user: cho, reason: 'tree', forMs: 3 * minuteMs },
] as const;
const plan = { whom: 'payments', text: '', steps, pager: null, waitMs: 5 * minuteMs } as const;
const page: CommandBody = { type: 'page', ...plan };
const paged = (clock: string, more: Partial<Extract<EventBody, { type: 'paged' }>> = {}) =>
  on(clock, ana, { type: 'paged', page: 1, ...plan, ...more });
const asked = (clock: string, user: string, from: string | null = null) =>
  on(clock, 'muster', { type: 'page_asked', page: 1, user, from });
const answers = (answer: 'coming' | 'cant' | 'standby'): CommandBody => ({ type: 'answer_page', page: 1, answer });
const due: CommandBody = { type: 'page_next', page: null };
const past = [roomOpened(), paged('10:03'), asked('10:03', ben)] as const;

describe('one after the other', () => {
  test('the first is asked at once, and an alarm is set for when their time is up', () => {
    const story = given(roomOpened())
      .when(by(ana, page), at('10:03'))
      .gives({ type: 'paged', page: 1, ...plan }, { type: 'page_asked', page: 1, user: ben, from: null });
    expect(alarms(story.incident)).toContainEqual({
      name: 'page_silent',
      at: at('10:08'),
      command: { type: 'page_next', by: 'muster', page: null },
    });
  });

  test('silence: the next, and in the end nobody', () => {
    const story = given(...past);
    story.when(by('muster', due), at('10:07')).refuses({ reason: 'not_due' });
    const second = story
      .when(by('muster', due), at('10:08'))
      .gives({ type: 'page_asked', page: 1, user: cho, from: ben });
    const third = second.when(by('muster', due), at('10:11')).gives({ type: 'page_unanswered', page: 1 });
    expect(alarms(third.incident).map(({ name }) => name)).not.toContain('page_silent');
    // Late is better than never.
    const late = third.when(by(ben, answers('coming')), at('10:30'));
    expect(pageOf(late.after.incident, 1)?.state).toBe('answered');
  });

  test('coming ends it; can’t and stand by go on at once', () => {
    const come = given(...past).when(by(ben, answers('coming')), at('10:04'));
    const after = come.gives({ type: 'page_answered', page: 1, answer: 'coming' });
    expect(alarms(after.incident).map(({ name }) => name)).not.toContain('page_silent');
    after.when(by(ben, answers('coming'))).refuses({ reason: 'nothing_changed' });
    for (const answer of ['cant', 'standby'] as const) {
      given(...past)
        .when(by(ben, answers(answer)), at('10:04'))
        .gives({ type: 'page_answered', page: 1, answer }, { type: 'page_asked', page: 1, user: cho, from: null });
    }
    // Thought again: somebody still has to come.
    after
      .when(by(ben, answers('cant')), at('10:09'))
      .gives(
        { type: 'page_answered', page: 1, answer: 'cant' },
        { type: 'page_asked', page: 1, user: cho, from: null },
      );
  });

  test('who was not asked cannot answer, and a second answer of the first moves nobody on', () => {
    given(...past)
      .when(by(cho, answers('coming')))
      .refuses({ reason: 'not_asked' });
    given(...past, asked('10:08', cho, ben))
      .when(by(ben, answers('cant')), at('10:09'))
      .gives({ type: 'page_answered', page: 1, answer: 'cant' });
  });

  test('who cannot be asked is passed by, once', () => {
    const pass: CommandBody = { type: 'pass_by', page: 1, user: ben, why: 'guest' };
    given(...past)
      .when(by('muster', pass), at('10:04'))
      .gives(
        { type: 'page_passed_by', page: 1, user: ben, why: 'guest' },
        { type: 'page_asked', page: 1, user: cho, from: null },
      )
      .when(by('muster', pass))
      .refuses({ reason: 'nothing_changed' });
  });

  test('by itself a team is paged once; by hand again when nobody is being asked', () => {
    const over = given(...past).when(by(ben, answers('coming')), at('10:04')).after;
    over.when(by('muster', page)).refuses({ reason: 'already_paged', whom: 'payments', user: ben, since: at('10:03') });
    expect(over.when(by(ana, page)).after.incident.pages).toHaveLength(2);
    given(...resolved('10:30'))
      .when(by(ana, page))
      .refuses({
        reason: 'wrong_phase',
        phase: 'resolved',
        wanted: ['identifying', 'contained'],
      });
  });

  test('when it is over nobody is asked any more, and each is told once', () => {
    const standing = given(...past).when(by(ben, answers('standby')), at('10:04')).after.incident;
    const [event] = resolved('10:30');
    if (event === undefined) throw new Error('nothing resolved');
    const after = evolve(standing, event);
    expect(alarms(after).map(({ name }) => name)).not.toContain('page_silent');
    const told = consequences(after, event).filter(({ task }) => task.kind === 'release');
    expect(told.map(({ surface }) => surface)).toEqual([`dm:${ben}`, `dm:${cho}`]);
    const [again] = resolved('10:40');
    if (again === undefined) throw new Error('nothing resolved');
    const twice = evolve(
      evolve(after, on('10:35', ana, { type: 'reopened', from: 'resolved', reason: '', newRoom: false })),
      again,
    );
    expect(consequences(twice, again).filter(({ task }) => task.kind === 'release')).toEqual([]);
  });
});

describe('what is not asked twice, or not at all', () => {
  const notOpen = { reason: 'wrong_phase', phase: 'resolved', wanted: ['identifying', 'contained'] } as const;
  const next: CommandBody = { type: 'page_next', page: 1 };
  const named = (user: string): CommandBody => ({
    ...{ type: 'page', ...plan, whom: '' },
    steps: [{ user, reason: 'named', forMs: 5 * minuteMs }],
  });
  const asks = (user: string, from: string | null = null) => ({ type: 'page_asked', page: 1, user, from }) as const;

  test('another team and another person are paged beside the first; the same person is not', () => {
    const both = given(...past).when(by(ana, { ...page, whom: 'storage' }), at('10:04')).after;
    expect(both.incident.pages).toHaveLength(2);
    const cho1 = both.when(by(ana, named(cho)), at('10:05')).after;
    const two = cho1.when(by(ana, named(dan)), at('10:06')).after;
    expect(two.incident.pages).toHaveLength(4);
    two.when(by(ana, named(cho))).refuses({ reason: 'already_paged', whom: '', user: cho, since: at('10:05') });
    given(roomOpened())
      .when(by(ana, { ...page, steps: [] }))
      .refuses({ reason: 'nobody_to_page', whom: 'payments' });
    given(roomOpened())
      .when(by(ana, { ...page, steps: [], pager: 'zenduty' }), at('10:03'))
      .gives({ type: 'paged', page: 1, ...plan, steps: [], pager: 'zenduty' });
  });

  test('an answer after the end, or to a page that there is not', () => {
    given(...past, ...resolved('10:30'))
      .when(by(ben, answers('coming')))
      .refuses(notOpen);
    given(...past)
      .when(by(ben, { type: 'answer_page', page: 7, answer: 'coming' }))
      .refuses({ reason: 'not_asked' });
  });

  test('nobody else is asked while somebody comes', () => {
    const late = given(...past, asked('10:08', cho, ben)).when(by(ben, answers('coming')), at('10:09')).after;
    late.when(by(cho, answers('cant'))).gives({ type: 'page_answered', page: 1, answer: 'cant' });
    const two = late.when(by(cho, answers('coming')), at('10:10')).after;
    two.when(by(cho, answers('cant'))).gives({ type: 'page_answered', page: 1, answer: 'cant' });
    const pass: CommandBody = { type: 'pass_by', page: 1, user: cho, why: 'unreachable' };
    late.when(by('muster', pass)).gives({ type: 'page_passed_by', page: 1, user: cho, why: 'unreachable' });
  });

  test('Page next goes on with that page alone, until nobody is left or it is over', () => {
    const two = given(...past).when(by(ana, { ...page, whom: 'storage' }), at('10:03')).after;
    const moved = two.when(by(ana, next), at('10:04')).gives(asks(cho, ben));
    const spent = moved.when(by(ana, next), at('10:05')).gives({ type: 'page_unanswered', page: 1 });
    spent.when(by(ana, next)).refuses({ reason: 'nobody_to_page', whom: 'payments' });
    given(...past, ...resolved('10:30'))
      .when(by(ana, next))
      .refuses({ reason: 'not_due' });
    // Only what is due moves on by itself: the other one is answered.
    const one = two.when(by(ben, answers('coming')), at('10:04')).after;
    one.when(by('muster', due), at('10:08')).gives({ ...asks(cho, ben), page: 2 });
    // More can be fetched when somebody is coming.
    one.when(by(ana, next), at('10:05')).gives(asks(cho));
  });

  test('who has answered, or was passed by, is not called silent', () => {
    given(...past, on('10:04', 'muster', { type: 'page_passed_by', page: 1, user: ben, why: 'guest' }))
      .when(by(ana, next), at('10:04'))
      .gives(asks(cho));
    const elsewhere: CommandBody = { type: 'pass_by', page: 1, user: cho, why: 'guest' };
    given(...past)
      .when(by('muster', elsewhere))
      .gives({ type: 'page_passed_by', page: 1, user: cho, why: 'guest' });
    given(...past)
      .when(by('muster', { ...elsewhere, page: 7 }))
      .refuses({ reason: 'nothing_changed' });
  });

  test('acknowledged inside a paging service: who was not asked here comes all the same, once', () => {
    const via = { ...answers('coming'), via: 'pagerduty' } as const;
    const come = given(...past).when(by(dan, via as CommandBody), at('10:04'));
    const after = come.gives({ type: 'page_answered', page: 1, answer: 'coming', via: 'pagerduty' });
    expect(pageOf(after.incident, 1)).toMatchObject({ state: 'answered', nextAt: null, turn: 1 });
    expect(pageOf(after.incident, 1)?.steps[0]).toMatchObject({ user: dan, askedAt: at('10:04'), answer: 'coming' });
    after.when(by(dan, via as CommandBody)).refuses({ reason: 'nothing_changed' });
    // Thinks again: the one after who was asked last is next.
    after
      .when(by(dan, answers('cant')), at('10:06'))
      .gives({ type: 'page_answered', page: 1, answer: 'cant' }, asks(cho));
  });
});

describe('a paging service', () => {
  const ringing = given(roomOpened(), paged('10:03', { pager: 'pagerduty' }));
  const told = (taken: boolean, user: string | null = null): CommandBody => ({
    type: 'pager_told',
    page: 1,
    taken,
    why: taken ? '' : 'HTTP 500',
    user,
  });

  test('fails: the own call tree begins at once', () => {
    ringing
      .when(by('muster', told(false)), at('10:03'))
      .gives(
        { type: 'pager_told', page: 1, taken: false, why: 'HTTP 500', user: null },
        { type: 'page_asked', page: 1, user: ben, from: null },
      );
  });

  test('is slow: the same, after ten seconds', () => {
    const story = ringing
      .when(by('muster', due), at('10:03') + pagerSlowMs)
      .gives({ type: 'page_asked', page: 1, user: ben, from: null });
    // Its late yes changes nothing for who is being asked.
    story.when(by('muster', told(true, dan)), at('10:04')).gives({
      type: 'pager_told',
      page: 1,
      taken: true,
      why: '',
      user: dan,
    });
  });

  test('its word counts once, and is too late when somebody is coming or it is over', () => {
    const unknown = ringing
      .when(by('muster', told(true)), at('10:03'))
      .gives({ type: 'pager_told', page: 1, taken: true, why: '', user: null });
    unknown.when(by('muster', told(true, dan))).refuses({ reason: 'nothing_changed' });
    // Whoever it has on call here is not asked when it failed.
    ringing.when(by('muster', told(false, dan)), at('10:03')).gives(
      { type: 'pager_told', page: 1, taken: false, why: 'HTTP 500', user: dan },
      {
        ...{ type: 'page_asked', page: 1, user: ben, from: null },
      },
    );
    given(roomOpened(), paged('10:03', { pager: 'pagerduty' }), ...resolved('10:30'))
      .when(by('muster', told(false)), at('10:31'))
      .gives({ type: 'pager_told', page: 1, taken: false, why: 'HTTP 500', user: null });
    // While it rings it is asked who acknowledged; when it failed it is not.
    const ears = (taken: boolean) => {
      const event = on('10:03', 'muster', { type: 'pager_told', page: 1, taken, why: '', user: null });
      return consequences(evolve(ringing.incident, event), event).map(({ task }) => task.kind);
    };
    expect(ears(true)).toContain('hear_pager');
    expect(ears(false)).not.toContain('hear_pager');
  });

  test('rings, and whom it has on call is asked in Slack first', () => {
    const after = ringing.when(by('muster', told(true, dan)), at('10:03')).after.incident;
    expect(pageOf(after, 1)?.steps.map(({ user }) => user)).toEqual([dan, ben, cho]);
    expect(pageOf(after, 1)?.turn).toBe(0);
    const unknown = ringing.when(by('muster', told(true)), at('10:03')).after;
    expect(pageOf(unknown.incident, 1)?.nextAt).toBe(at('10:08'));
  });
});

test('fetched by itself: the teams of the services, and who the severity names; elsewhere no trace', () => {
  const sev2 = { ...policy.severities.sev2, pageServices: true, page: ['leads'] };
  const services = policy.services;
  const fetching = { ...policy, pageable: ['payments'], severities: { ...policy.severities, sev2 }, services };
  const kinds = (declared: ReturnType<typeof declaredIncident>) =>
    consequences(given(declared, roomOpened()).incident, roomOpened()).map(({ task }) => task.kind);
  expect(kinds(declaredIncident({ policy: fetching, services: ['checkout'] }))).toContain('page_by_itself');
  expect(kinds(declaredIncident({ services: ['checkout'] }))).not.toContain('page_by_itself');
  expect(kinds(declaredIncident({ policy: fetching, severity: 'sev3', services: ['checkout'] }))).not.toContain(
    'page_by_itself',
  );
});

test('an incident of an earlier version, without pages, goes through all of it', () => {
  const { pages: _, ...before } = given(roomOpened()).incident;
  expect(alarms(before).map(({ name }) => name)).not.toContain('page_silent');
  const [event] = resolved('10:30');
  if (event === undefined) throw new Error('nothing resolved');
  expect(consequences(evolve(before, event), event).filter(({ task }) => task.kind === 'release')).toEqual([]);
});
