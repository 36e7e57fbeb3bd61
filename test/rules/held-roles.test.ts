import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alarms } from '../../src/incident/alarms.ts';
import type { CommandBody } from '../../src/incident/commands.ts';
import { decide } from '../../src/incident/decide.ts';
import { noDirectory } from '../../src/incident/directory.ts';
import { evolve } from '../../src/incident/evolve.ts';
import { offerOf, openHandovers } from '../../src/incident/handovers.ts';
import type { Incident, Instant } from '../../src/incident/incident.ts';
import { openRoleAsks } from '../../src/incident/role-asks.ts';
import { briefOf } from '../../src/record/brief.ts';
import { cardFacts } from '../../src/record/card-facts.ts';
import { cardText } from '../../src/record/card-text.ts';
import { timelineJson } from '../../src/record/exports/timeline-json.ts';
import { announcement } from '../../src/slack/views/announcement.ts';
import { brief } from '../../src/slack/views/brief.ts';
import { briefing } from '../../src/slack/views/briefing.ts';
import { followerMessage } from '../../src/slack/views/follower-message.ts';
import { home } from '../../src/slack/views/home.ts';
import { roles } from '../../src/slack/views/roles.ts';
import { ana, at, ben, cho, dan, given, hourMs, minuteMs, roomOpened } from '../support/given.ts';

// Dan is asked, offered roles and given them, and never says yes: whatever the others do, nobody may read that he holds
// one. What is shown is read here, not what the state says.

const others = fc.constantFrom(ana, ben, cho);
const role = fc.constantFrom('lead', 'fixer', 'communicator', 'scribe');
/** Dan is who it is about half of the time. */
const whom = fc.oneof(fc.constant(dan), others);
/** 0: the newest that is open. */
const id = fc.constantFrom(0, 0, 0, 1, 2, 3);
const is = <Type extends string>(type: Type) => fc.constant(type);

const act: fc.Arbitrary<readonly [string, CommandBody]> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(others, fc.record({ type: is('assign_role'), role, user: whom })) },
  {
    weight: 3,
    arbitrary: fc.tuple(others, fc.record({ type: is('hand_over'), role, to: whom, text: is('It goes on.') })),
  },
  { weight: 3, arbitrary: fc.tuple(others, fc.record({ type: is('take_role'), role })) },
  fc.tuple(others, fc.record({ type: is('take_over_role'), role, from: whom })),
  fc.tuple(others, fc.record({ type: is('vacate_role'), role, user: fc.option(whom, { nil: null }) })),
  fc.tuple(others, fc.record({ type: is('answer_role'), id, answer: fc.constantFrom('accept' as const, 'cant') })),
  { weight: 3, arbitrary: fc.tuple(others, fc.record({ type: is('accept_handover'), id })) },
  fc.tuple(
    fc.oneof(others, fc.constant(dan)),
    fc.record({ type: fc.constantFrom('ask_role_again' as const, 'im_here', 'ask_handover_again'), id }),
  ),
  fc.tuple(fc.constant(dan), fc.record({ type: is('answer_role'), id, answer: is('cant') })),
  fc.tuple(fc.constant(dan), fc.record({ type: is('decline_handover'), id })),
  fc.tuple(
    others,
    fc.constantFrom<CommandBody>(
      { type: 'contain' },
      { type: 'resolve', impactEndedAt: null, note: '' },
      { type: 'reopen', reason: 'It is back' },
      { type: 'cancel', reason: 'A test' },
      { type: 'close' },
      { type: 'set_title', title: 'Another', reason: '' },
    ),
  ),
);

const night = fc.array(fc.tuple(act, fc.integer({ min: 0, max: 20 })), { maxLength: 30, size: 'max' });

const nobodyKnown = { full: true, permalink: () => null, name: (user: string) => user, guest: () => false };

/** Everything that says who holds what, as text; names stand as Slack's ids. */
function shown(incident: Incident, now: Instant): Readonly<Record<string, string>> {
  const facts = cardFacts(incident, [], noDirectory, (user) => user, now);
  const views = {
    briefing: briefing(incident),
    announcement: announcement(incident),
    roles: roles(incident, dan, now),
    brief: brief(incident, briefOf(incident, [], now), () => '', now),
    follower: followerMessage(incident, { heard: '' }),
    home: home({ user: dan, open: [incident], recent: [] }),
    'home, over': home({ user: dan, open: [], recent: [incident] }),
    card: cardText(facts, null, null, now),
    'card, page': facts.roles,
    json: timelineJson(incident, [], nobodyKnown),
  };
  return Object.fromEntries(Object.entries(views).map(([name, view]) => [name, JSON.stringify(view)]));
}

/** Asked, or offered to: the two ways in which he may be named. A date is drawn as `<!date^1^{time}|10:03 UTC>`. */
const allowed = new RegExp(`<@${dan}> \\(asked [^()]*\\)|\\(offers it to <@${dan}>\\)`, 'g');

function newest(incident: Incident, type: CommandBody['type']): number {
  const open = type.includes('handover') ? openHandovers(incident) : openRoleAsks(incident);
  return open.at(-1)?.id ?? 1;
}

function check(incident: Incident, now: Instant): void {
  for (const [surface, text] of Object.entries(shown(incident, now))) {
    if (text.replace(allowed, '').includes(dan)) throw new Error(`${surface} shows him in a role: ${text}`);
    if (surface === 'home' && !text.includes('You hold no role')) throw new Error(`his own home: ${text}`);
  }
}

test('no role is ever shown as held without acceptance', () => {
  let asked = 0;
  let offered = 0;
  let held = 0;
  fc.assert(
    fc.property(night, (steps) => {
      let incident = given(roomOpened()).incident;
      let now = at('10:02');
      const perform = (by: string, body: CommandBody) => {
        const decision = decide(incident, { ...body, by }, now);
        if ('refused' in decision) return;
        incident = decision.events.reduce(evolve, incident);
        check(incident, now);
      };
      for (const [[by, body], minutes] of steps) {
        now += minutes * minuteMs;
        for (const { at: due, command } of alarms(incident)) if (due <= now) perform('muster', command);
        perform(
          by,
          'id' in body && body.id === 0 ? ({ ...body, id: newest(incident, body.type) } as CommandBody) : body,
        );
        asked += openRoleAsks(incident).some((one) => one.user === dan) ? 1 : 0;
        offered += incident.roles.some((one) => offerOf(incident, one.role, one.user)?.to === dan) ? 1 : 0;
        held += incident.roles.filter(({ forNow }) => !forNow).length;
      }
    }),
    { numRuns: 60, seed: 20261121 },
  );
  // Else nothing was tried.
  expect(Math.min(asked, offered, held)).toBeGreaterThan(50);
});

test('who does accept is shown, so the reading above sees it', () => {
  const story = given(roomOpened()).when({ type: 'assign_role', role: 'lead', user: dan, by: ben }, at('10:03')).after;
  check(story.incident, at('10:03'));
  const { incident: after } = story.when({ type: 'answer_role', id: 1, answer: 'accept', by: dan }, at('10:04')).after;
  const seen = Object.entries(shown(after, at('10:04') + hourMs)).filter(([, text]) =>
    text.replace(allowed, '').includes(dan),
  );
  expect(seen.map(([surface]) => surface)).toEqual(Object.keys(shown(after, at('10:04'))));
});
