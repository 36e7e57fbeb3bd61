import { expect, test } from '@jest/globals';
import type { EventBody } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { draftPostmortem } from '../../src/postmortem/draft.ts';
import { draftPages } from '../../src/postmortem/draft-pages.ts';
import { describeEvent } from '../../src/record/describe.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import { at, given, minuteMs, roomOpened } from '../support/given.ts';
import { untouched } from './postmortem-sample.ts';

const ids = { ana: 'U1', ben: 'U2', cho: 'U3' };
const steps = [
  { user: ids.ben, reason: 'on_call', forMs: 5 * minuteMs },
  { user: ids.cho, reason: 'tree', forMs: 5 * minuteMs },
] as const;

const night: readonly (readonly [string, string, EventBody, string])[] = [
  [
    '10:03',
    ids.ana,
    { type: 'paged', page: 1, whom: 'pay & ments', text: 'the <queue> is stuck', steps, pager: 'pagerduty', waitMs: 1 },
    'pay &amp; ments paged by <@U1>: the &lt;queue&gt; is stuck.',
  ],
  [
    '10:03',
    'muster',
    { type: 'pager_told', page: 1, taken: false, why: 'HTTP 500', user: null },
    'PagerDuty did not take the page for pay &amp; ments (HTTP 500); the own call tree takes over.',
  ],
  [
    '10:03',
    'muster',
    { type: 'page_asked', page: 1, user: ids.ben, from: null },
    '<@U2> was asked to come (pay &amp; ments).',
  ],
  [
    '10:08',
    'muster',
    { type: 'page_asked', page: 1, user: ids.cho, from: ids.ben },
    '<@U2> has not answered. <@U3> was asked to come (pay &amp; ments).',
  ],
  [
    '10:13',
    'muster',
    { type: 'page_unanswered', page: 1 },
    'Nobody is coming for pay &amp; ments. No answer from <@U2>, <@U3>. Who leads has the phone numbers by direct message.',
  ],
  ['10:20', ids.cho, { type: 'page_answered', page: 1, answer: 'coming' }, '<@U3> is coming (pay &amp; ments).'],
];

test('a night on the record, and in the draft of the post-mortem', () => {
  let incident: Incident = given(roomOpened()).incident;
  for (const [clock, by, body, words] of night) {
    const event = { ...body, at: at(clock), by };
    incident = evolve(incident, event);
    expect(describeEvent(incident, event)).toBe(words);
    expect(entryOf(incident, event)).toMatchObject({ kind: 'page', keyEvent: body.type === 'page_unanswered' });
  }
  const draft = draftPostmortem({ ...untouched, incident });
  const analysis = JSON.stringify(draft.sections);
  expect(analysis).toContain('2 were asked, one was coming 17 min later; the paging service did not answer');
  expect(draftPages({ ...untouched, incident: given().incident }, undefined as never)).toEqual([]);
});
