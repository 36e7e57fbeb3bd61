import type { Incident } from '../../src/incident/incident.ts';
import type { Policy, SeverityPolicy } from '../../src/incident/policy.ts';
import type { Entry } from '../../src/record/entry.ts';
import type { ExportOptions } from '../../src/record/exports/export-options.ts';
import { at, justDeclared } from '../support/just-declared.ts';

export { at };

const severity: SeverityPolicy = {
  name: 'Critical',
  updateEveryMs: 20 * 60_000,
  firstUpdateMs: null,
  invite: [],
  archiveAfterMs: 14 * 86_400_000,
  review: 'required',
};

export const policy: Policy = {
  severities: { sev1: severity, sev2: { ...severity, name: 'Major' }, sev3: severity, sev4: severity },
  roles: ['lead', 'fixer', 'communicator', 'scribe'].map((name) => ({
    name,
    duties: '',
    remindUnheldMs: null,
    holders: 1,
    declarerByDefault: name === 'lead',
  })),
  checklists: [
    {
      phase: 'identifying',
      title: 'Is there a problem?',
      findsCause: false,
      findsProblem: true,
      yes: 'Suspected',
      no: 'Ruled out',
      items: [
        { id: 'identifying.1.1', text: 'Is an internal monitor alerting?', link: null },
        { id: 'identifying.1.2', text: 'Do customers see it?', link: null },
      ],
    },
    {
      phase: 'identifying',
      title: 'The usual causes',
      findsCause: true,
      yes: 'Suspected',
      no: 'Ruled out',
      items: [
        { id: 'identifying.2.1', text: 'Was something deployed shortly before?', link: 'https://ci.example/' },
        { id: 'identifying.2.2', text: 'Is a vendor down?', link: null },
        { id: 'identifying.2.3', text: 'Is an API limit reached?', link: null },
      ],
    },
    {
      phase: 'contained',
      title: 'Containment',
      findsCause: false,
      yes: 'Possible',
      no: 'Not possible',
      items: [{ id: 'contained.1.1', text: 'Can we roll back?', link: null }],
    },
  ],
  services: [],
  bookmarks: [],
  callLink: null,
  announcements: 'incidents',
  timeZone: 'Europe/Berlin',
};

/** Just declared: nobody has done anything. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
  return justDeclared(policy, changes);
}

/** A message of U1 at 10:10, unless said otherwise. */
export function anEntry(changes: Partial<Entry> = {}): Entry {
  const when = changes.at ?? at('10:10');
  return {
    id: 1,
    at: when,
    recordedAt: when,
    kind: 'message',
    actor: 'U1',
    text: 'Looking at the dashboards',
    keyEvent: false,
    channel: 'C42',
    ts: `${when / 1000}.000100`,
    threadTs: null,
    files: [],
    revisions: [],
    deletedAt: null,
    found: 'live',
    ...changes,
  };
}

export const people: Readonly<Record<string, string>> = { U1: 'ana', U2: 'ben', U3: 'cho', U4: 'dan' };

export const options: ExportOptions = {
  full: false,
  permalink: ({ channel, ts }) =>
    channel === null || ts === null ? null : `https://x.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
  name: (id) => people[id] ?? id,
  guest: (id) => id === 'U4',
};

/** Texts that break naive code. */
export const strange: readonly string[] = [
  '',
  ' ',
  'x'.repeat(3000),
  '👩‍👩‍👧‍👦'.repeat(400),
  'é'.normalize('NFD').repeat(500),
  'מערכת התשלומים נפלה | לא עובד',
  '決済が失敗しています。\n至急！',
  '<!channel> <!here|here> <!everyone> <!subteam^S1|@ops> <!subteam^S2>',
  '<@U1> and <@U2|ben> see <#C1|ops> <https://a.example/?x=1&amp;y=2|this | that> <mailto:a@b.example|a@b.example>',
  '<!date^1795255860^{time}|10:31 UTC>',
  '<script>alert(1)</script> &lt;img src=x onerror=1&gt; &amp;copy;',
  '# heading\n## two\n=====\n-----\n> quoted\n&gt; quoted\n    code\n\t- x\n+ y\n12. z',
  '| a | b |\n| --- | --- |\n| c | `d|e` |',
  '```\nlet a = "```";\n| x |\n``` after `in|line` and ``',
  '*bold* _it_ ~gone~ snake_case_name 2*3*4 ***',
  '<<<>>> < > & &amp;amp; <unknown> <@> <!> <|>',
  '![x](javascript:alert(1)) [a]: http://b <javascript:alert(1)|click>',
  '\u0000\u202E\uE000\uE001\uFFFC',
];
