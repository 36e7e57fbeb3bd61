import { expect, test } from '@jest/globals';
import { readConfiguration } from '../../src/config/configuration.ts';

const file = `time_zone: Europe/Vienna
people:
  lou: { slack: U0123ABCD, phone: "+44 20 7946 0001", place: London, zone: Europe/London, hours: "09:00-17:30" }
  kim: { slack: U0123ABCE, days: [ sat, sun ], hours: "22:00-06:00", email: kim@example.org }
  pat: { phone: "+43 1 555" }
teams:
  payments:
    rota:
      people: [ lou, kim ]
      turn: daily
      starts: 2026-11-02
      hand_over: "08:30"
      overrides: [ { who: kim, from: 2026-11-20 18:00, to: 2026-11-21 09:00 } ]
    call_tree: [ { ask: oncall, for: 90s }, { ask: lou } ]
    pager: { with: pagerduty, on_call: PT20YPA }
  storage:
services:
  checkout: { team: payments }
stakeholders:
  - { name: Press office, audience: press, email: press@example.org }
severities:
  sev1: { page: [ payments, kim, "@leads" ] }
  sev2: { page_services: false }
`;

test('people, teams, stakeholders, and who is fetched by itself', () => {
  const read = readConfiguration(file, 'muster.yml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const { directory, policy } = read;
  expect(directory.people.map(({ name }) => name)).toEqual(['lou', 'kim', 'pat']);
  expect(directory.people[1]?.hours).toEqual({ from: '22:00', to: '06:00', days: [6, 7] });
  expect(directory.teams).toEqual([
    {
      name: 'payments',
      rota: {
        people: ['lou', 'kim'],
        turnDays: 1,
        starts: '2026-11-02',
        handOver: '08:30',
        zone: 'Europe/Vienna',
        overrides: [{ who: 'kim', from: '2026-11-20 18:00', to: '2026-11-21 09:00' }],
      },
      callTree: [
        { ask: 'oncall', forMs: 90_000 },
        { ask: 'lou', forMs: 300_000 },
      ],
      pager: { name: 'pagerduty', onCall: 'PT20YPA' },
    },
    { name: 'storage', rota: null, callTree: [], pager: null },
  ]);
  expect(directory.stakeholders[0]).toMatchObject({ name: 'Press office', phone: null });
  expect(policy.pageable).toEqual(['payments']);
  expect(policy.severities.sev1).toMatchObject({ page: ['payments', 'kim', '@leads'], pageServices: true });
  expect(policy.severities.sev2.pageServices).toBe(false);
  // Incidents take their policy along: no number may travel with it.
  expect(JSON.stringify(policy)).not.toContain('7946');
});

test('what is wrong with the shape is told at once, with line and example', () => {
  const read = readConfiguration(
    `people:
  lou: { slack: lou, phone: 12, hours: 9-17, zone: London, days: [ monday ] }
teams:
  payments:
    rota: { people: [], starts: 2026-02-30, turn: monthly, overrides: [ { who: lou, from: 2026-11-20, to: x } ] }
    call_tree: [ { ask: lou, for: soon } ]
    pager: { with: opsgenie }
`,
    'm.yml',
  );
  expect('problems' in read && read.problems).toEqual([
    "m.yml:2:17 people.lou.slack: expected a person's id in Slack, for example U0123ABCD",
    'm.yml:2:29 people.lou.phone: expected a phone number in quotes, for example "+44 20 7946 0018"',
    'm.yml:2:40 people.lou.hours: expected working hours in quotes, for example "09:00-17:30"',
    'm.yml:2:52 people.lou.zone: expected a time zone by its IANA name, for example Europe/Vienna',
    'm.yml:2:68 people.lou.days.0: expected days, for example [ mon, tue, wed, thu, fri ]',
    'm.yml:5:21 teams.payments.rota.people: expected at least one name, for example [ lou, kim ]',
    'm.yml:5:33 teams.payments.rota.starts: expected the date on which the first of the list begins, for example 2026-11-02',
    'm.yml:5:51 teams.payments.rota.turn: expected daily or weekly',
    'm.yml:5:91 teams.payments.rota.overrides.0.from: expected a date and a time, for example 2026-11-20 18:00',
    'm.yml:5:107 teams.payments.rota.overrides.0.to: expected a date and a time, for example 2026-11-20 18:00',
    'm.yml:6:35 teams.payments.call_tree.0.for: expected a duration, for example 5m',
    'm.yml:7:20 teams.payments.pager.with: expected pagerduty or zenduty',
  ]);
});

test('names that are nobody’s are found before a night, not in it', () => {
  const read = readConfiguration(
    `people:
  lou: { slack: U0123ABCD }
  pat: { phone: "+43 1 555" }
teams:
  payments:
    rota: { people: [ lu, pat ], starts: 2026-11-02 }
  storage:
    call_tree: [ { ask: oncall }, { ask: max } ]
severities:
  sev1: { page: [ payment, "@leads", U0123ABCD ] }
`,
    'm.yml',
  );
  expect('problems' in read && read.problems).toEqual([
    'm.yml:6:23 teams.payments.rota.people.0: lu is not among the people; did you mean lou?',
    'm.yml:6:27 teams.payments.rota.people.1: pat has no id in Slack and cannot be asked, for example people: { pat: { slack: U0123ABCD } }',
    'm.yml:8:25 teams.storage.call_tree.0.ask: oncall needs a rota, for example rota: { people: [ lou ], starts: 2026-11-02 }',
    'm.yml:8:42 teams.storage.call_tree.1.ask: max is not among the people; for example people: { lou: { slack: U0123ABCD } }',
    'm.yml:10:19 severities.sev1.page.0: payment is no team, service or person; did you mean payments?',
  ]);
});
