import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadConfiguration, readConfiguration } from '../../src/config/configuration.ts';
import { defaultRhythm, defaults } from '../../src/config/defaults.ts';
import { noDirectory } from '../../src/incident/directory.ts';
import type { Policy } from '../../src/incident/policy.ts';

function policyOf(text: string): Policy {
  const read = readConfiguration(text, 'muster.yml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.policy;
}

function problemsOf(text: string): readonly string[] {
  const read = readConfiguration(text, 'muster.yml');
  return 'problems' in read ? read.problems : [];
}

test('the example file is valid and shows exactly the defaults', () => {
  const read = readConfiguration(readFileSync('muster.example.yml', 'utf8'), 'muster.example.yml');
  expect(read).toEqual({ policy: defaults, directory: noDirectory, rhythm: defaultRhythm, keepMs: null, notices: [] });
});

test('what the example shows as a remark is valid too', () => {
  const text = readFileSync('muster.example.yml', 'utf8')
    .replace('services: {}', 'services:')
    .replace('bookmarks: []', 'bookmarks:')
    .replace('people: {}', 'people:')
    .replace('teams: {}', 'teams:')
    .replace('stakeholders: []', 'stakeholders:')
    .replaceAll(/^# (call:| {2}link: https)/gm, '$1')
    .replaceAll(/^#( {2})/gm, '$1')
    .replaceAll('  cp muster.example.yml muster.yml', '');
  const policy = policyOf(text);
  expect(policy.services.map((service) => service.name)).toEqual(['checkout']);
  expect(policy.bookmarks).toEqual([{ title: 'Status page', link: 'https://status.example.org' }]);
  expect(policy.pageable).toEqual(['payments']);
  expect(policy.callLink).toBe('https://meet.example.org/war-room');
  expect(policy.roles.map((role) => role.name)).toEqual(['lead', 'fixer', 'communicator', 'scribe', 'vendor-contact']);
});

test('an empty file, and no file, mean the defaults', () => {
  expect(policyOf('')).toEqual(defaults);
  expect(policyOf('# nothing yet\nservices:\nroles:\n')).toEqual(defaults);
  expect(loadConfiguration(null)).toEqual({
    policy: defaults,
    directory: noDirectory,
    rhythm: defaultRhythm,
    keepMs: null,
    notices: [],
  });
});

test('a severity given in part keeps the rest of its defaults', () => {
  const policy = policyOf('severities: { sev1: { first_update: none, invite: ["@payments-oncall", U0123ABCD] } }');
  expect(policy.severities.sev1).toEqual({
    ...defaults.severities.sev1,
    firstUpdateMs: null,
    invite: ['@payments-oncall', 'U0123ABCD'],
  });
  expect(policy.severities.sev2).toEqual(defaults.severities.sev2);
});

test('a role given in part keeps the rest; a new one comes last', () => {
  const policy = policyOf('roles: { vendor-contact: { duties: Call them. }, lead: { declarer_by_default: false } }');
  expect(policy.roles[0]).toEqual({ ...defaults.roles[0], declarerByDefault: false });
  expect(policy.roles[4]).toEqual({
    name: 'vendor-contact',
    duties: 'Call them.',
    remindUnheldMs: null,
    escalateUnheldMs: null,
    silentAfterMs: null,
    handOverAfterMs: null,
    holders: 1,
    declarerByDefault: false,
  });
});

test('how long a holder may be silent, and how long is long; none switches both off', () => {
  const policy = policyOf(
    'roles: { lead: { silent_after: none, hand_over_after: none }, scribe: { silent_after: 5m } }',
  );
  expect(policy.roles[0]).toMatchObject({ name: 'lead', silentAfterMs: null, handOverAfterMs: null });
  expect(policy.roles[1]).toMatchObject({ name: 'fixer', silentAfterMs: 900_000, handOverAfterMs: 7_200_000 });
  expect(policy.roles[3]).toMatchObject({ name: 'scribe', silentAfterMs: 300_000, handOverAfterMs: 7_200_000 });
});

test('how long after the reminder a role is escalated; none switches it off', () => {
  const policy = policyOf('roles: { fixer: { escalate_unheld: none }, communicator: { escalate_unheld: 20m } }');
  expect(policy.roles.map(({ escalateUnheldMs }) => escalateUnheldMs)).toEqual([600_000, null, 1_200_000, null]);
});

test('the checklists of a phase are replaced, those of other phases stay', () => {
  const policy = policyOf(`checklists:
  identifying:
    - title: First
      items: [ { text: "One?" }, { text: "Two?", link: "https://a.example" } ]
    - { title: Second, items: [ { text: "Three?" } ] }
`);
  expect(policy.checklists.map((list) => [list.phase, list.title])).toEqual([
    ['identifying', 'First'],
    ['identifying', 'Second'],
    ['resolved', 'Before we close'],
  ]);
  expect(policy.checklists[0]?.items[1]).toEqual({ id: 'identifying.1.2', text: 'Two?', link: 'https://a.example' });
  expect(policy.checklists[1]?.items[0]?.id).toBe('identifying.2.1');
});

test('a list looks for causes while identifying, unless it says otherwise; its words follow', () => {
  const items = '[ { text: "One?" } ]';
  const policy = policyOf(`checklists:
  identifying: [ { title: A, items: ${items} }, { title: B, cause: false, no: Nope, items: ${items} }, { title: P, problem: true, items: ${items} } ]
  contained: [ { title: C, items: ${items} }, { title: D, cause: true, items: ${items} } ]
`);
  expect(policy.checklists.slice(0, 5).map((list) => [list.title, list.findsCause, list.yes, list.no])).toEqual([
    ['A', true, 'Suspected', 'Ruled out'],
    ['B', false, 'Yes', 'Nope'],
    ['P', false, 'Suspected', 'Ruled out'],
    ['C', false, 'Yes', 'No'],
    ['D', true, 'Suspected', 'Ruled out'],
  ]);
});

test('anchors, aliases and merge keys work', () => {
  const policy = policyOf(
    `severities:
  sev1: &often { update_every: 7m, invite: &crew ["@crew"] }
  sev2: { <<: *often, name: Big }
services: { checkout: { invite: *crew } }
`,
  );
  expect(policy.severities.sev2).toMatchObject({ name: 'Big', updateEveryMs: 420_000, invite: ['@crew'] });
  expect(policy.services[0]?.invite).toEqual(['@crew']);
});

test('every problem is told at once, with its line and column, what was expected and an example', () => {
  const text = `announcements: #incidents
time_zone: Mars
serverities: {}
severities:
  sev1: { update_evry: 20, page: yes, first_update: 20 }
  sev2: { invite: [bob, 3] }
roles:
  Lead: {}
  lead: { holders: 0, declarer_by_default: yes }
  watcher: {}
checklists:
  identifying: [ { items: [ { text: a, link: "javascript:1" } ] } ]
record: { keep: 3 }
`;
  expect(problemsOf(text)).toEqual([
    'muster.yml:1:16 announcements: expected a channel, for example incidents (after a # without quotes YAML reads a remark: leave the # out)',
    'muster.yml:2:12 time_zone: expected a time zone by its IANA name, for example Europe/Vienna',
    'muster.yml:3:1 serverities: is not a setting; did you mean severities?',
    'muster.yml:5:11 severities.sev1.update_evry: is not a setting; did you mean update_every?',
    'muster.yml:5:34 severities.sev1.page: expected a list of names, for example [ payments, "@payments-oncall" ]',
    'muster.yml:5:53 severities.sev1.first_update: expected a duration, for example 20m, 1h30m or none',
    `muster.yml:6:20 severities.sev2.invite.0: expected a group handle, a group id or a person's id, for example "@payments-oncall", S0123ABCD or U0123ABCD`,
    'muster.yml:6:25 severities.sev2.invite.1: expected a name in quotes, for example "@payments-oncall"',
    'muster.yml:8:3 roles.Lead: expected a role name: lower case, letters, digits and -, at most 24, for example vendor-contact',
    'muster.yml:9:20 roles.lead.holders: expected at least 1',
    'muster.yml:9:44 roles.lead.declarer_by_default: expected true or false',
    'muster.yml:12:18 checklists.identifying.0.title: expected a title, for example The usual causes',
    'muster.yml:12:46 checklists.identifying.0.items.0.link: expected a web address, for example https://wiki.example.org/checkout',
    'muster.yml:13:17 record.keep: expected forever or days, for example 365d',
  ]);
});

test.each([
  ['a: [1,\nb: 2', 'muster.yml:2:1 '],
  ['roles: { a: *nobody }', 'muster.yml:1:13 *nobody names an anchor that is not there'],
  ['- 1', 'muster.yml:1:1 expected a group of settings'],
  ['announcements: a\nannouncements: b', 'muster.yml:2:1 this setting stands here a second time'],
  ['invite: @payments', 'muster.yml:1:9 a value that begins with @ needs quotes'],
  ['roles:\n\tlead: {}', 'muster.yml:2:1 a tab indents this line'],
  ['roles: !env X', 'muster.yml:1:8 Unresolved tag: !env'],
  ['a: 1\n--- \nb: 1', 'muster.yml:2:1 a second document begins here'],
  ['__proto__: { admin: true }', 'muster.yml:1:1 __proto__: is not a setting'],
  ['services: { "<!channel>": {} }', 'muster.yml:1:13 services.<!channel>: expected a service name'],
  ['roles: { watcher: {} }', 'muster.yml:1:19 roles.watcher.duties: a new role needs its duties'],
])('%j is told as %j', (text, start) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(start);
});

test('aliases that multiply are refused without growing', () => {
  const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++) rows.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}]`);
  expect(problemsOf(rows.join('\n'))).toEqual([
    'muster.yml:1:1 aliases (*name) multiply here beyond 100; expected a plain file',
  ]);
});

test('a file that is not a configuration is refused by its size', () => {
  expect(problemsOf('# x\n'.repeat(200_000))).toEqual([
    'muster.yml: is larger than 512 KB; expected a configuration file',
  ]);
});

test('more items than one message holds are refused', () => {
  const items = Array.from({ length: 46 }, (_, i) => `{ text: "q${i}" }`).join(', ');
  expect(problemsOf(`checklists: { resolved: [ { title: Long, items: [ ${items} ] } ] }`)[0]).toContain('at most 45');
});

test('reserved settings are understood, and said to have no effect', () => {
  const text = `severities:
  sev1: { scope: 10m }
  sev2: { page: [] }
call: { huddle: true }
record: { keep: 365d, files_up_to: 10MB }
`;
  expect(readConfiguration(text, 'muster.yml')).toEqual({
    policy: defaults,
    directory: noDirectory,
    keepMs: 365 * 24 * 60 * 60_000,
    rhythm: defaultRhythm,
    notices: [
      'muster.yml:2:11 severities.sev1.scope: has no effect: it is not there yet',
      'muster.yml:4:9 call.huddle: has no effect: it is not there yet',
      'muster.yml:5:23 record.files_up_to: has no effect: it is not there yet',
    ],
  });
  expect(readConfiguration('record: { keep: forever, files_up_to: 0 }', 'm.yml')).toEqual({
    policy: defaults,
    directory: noDirectory,
    keepMs: null,
    rhythm: defaultRhythm,
    notices: [],
  });
  const given = readConfiguration('record: { compare_every: 10m, adopted_past: 7d }', 'm.yml');
  expect(given).toMatchObject({ rhythm: { everyMs: 600_000, pastMs: 7 * 24 * 3_600_000 }, notices: [] });
});

test.each(['5m', '24h', '0d', 'none', '12'])('records are kept for days or for ever, not for %s', (keep) => {
  expect(problemsOf(`record: { keep: ${keep} }`)).toEqual([
    'muster.yml:1:17 record.keep: expected forever or days, for example 365d',
  ]);
});

test.each(['5m', '24h', '0d', 'none', '12'])('records are kept for days or for ever, not for %s', (keep) => {
  expect(problemsOf(`record: { keep: ${keep} }`)).toEqual([
    'muster.yml:1:17 record.keep: expected forever or days, for example 365d',
  ]);
});

test('a file that cannot be read is one problem', () => {
  const read = loadConfiguration('no/such.yml');
  expect('problems' in read && read.problems).toEqual([
    'no/such.yml: cannot be read (ENOENT); expected a YAML file, for example muster.example.yml',
  ]);
});

test('status page and mail server: read, and wrong values told', () => {
  const file = 'status_page: https://status.example.org\nsmtp: { host: mail.example.org, from: muster@example.org }\n';
  const read = readConfiguration(file, 'm.yml');
  expect(read).toMatchObject({
    smtp: { host: 'mail.example.org', port: 587, user: null, from: 'muster@example.org' },
    policy: { statusPage: 'https://status.example.org', cardByMail: true },
  });
  expect(readConfiguration('', 'm.yml')).not.toHaveProperty('smtp');
  const wrong = readConfiguration(
    'status_page: nowhere\nsmtp: { host: "a b", port: 0, from: me, password: x }\n',
    'm.yml',
  );
  expect(wrong).toEqual({
    problems: [
      'm.yml:1:14 status_page: expected a web address, for example https://status.example.org',
      expect.stringMatching(/smtp.host: expected the name of a mail server/),
      expect.stringMatching(/smtp.port: expected a port number/),
      expect.stringMatching(/smtp.from: expected a mail address/),
      expect.stringMatching(/smtp.password: is not a setting/),
    ],
  });
});
