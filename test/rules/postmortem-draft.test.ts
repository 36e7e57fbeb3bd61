import { describe, expect, test } from '@jest/globals';
import { type DraftFrom, draftPostmortem } from '../../src/postmortem/draft.ts';
import { postMortemMarkdown } from '../../src/postmortem/post-mortem-markdown.ts';
import { sectionMessage } from '../../src/postmortem/section-message.ts';
import { sections } from '../../src/postmortem/sections.ts';
import { allWritten, anOutage, untouched } from './postmortem-sample.ts';
import { anEntry, anIncident, at, strange } from './record-sample.ts';

const titles = [
  'Executive summary',
  'Stats',
  'Timeline of events',
  'Client impact',
  'Analysis',
  'Root cause',
  'Resolution',
  'Lessons learned',
  'Action items',
  'Still missing',
];

/** A section's Markdown, by its number. */
function section(number: number, from: DraftFrom): string {
  return draftPostmortem(from).sections[number - 1]?.markdown ?? '';
}

function missing(number: number, from: DraftFrom): readonly string[] {
  return draftPostmortem(from).sections[number - 1]?.missing ?? [];
}

function rows(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

describe('the sections', () => {
  test('are the ten, in order, numbered; every field is keyed by its section', () => {
    expect(sections.map(({ number, title }) => [number, title])).toEqual(
      titles.map((title, index) => [index + 1, title]),
    );
    const keys = sections.flatMap(({ key, fields }) => fields.map((field) => [key, field.key] as const));
    for (const [key, field] of keys) expect(field.startsWith(`${key}.`)).toBe(true);
    expect(new Set(keys.map(([, field]) => field)).size).toBe(keys.length);
  });

  test('are the headings of the file, whatever was typed', () => {
    for (const from of [untouched, anOutage(), ...strange.map(typedEverywhere)]) {
      const file = postMortemMarkdown(draftPostmortem(from)).replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
      expect(file.match(/^## .*$/gm)).toEqual(titles.map((title) => `## ${title}`));
      expect(file.match(/^# /gm)).toHaveLength(1);
      expect(section(5, from).match(/^### .*$/gm)).toEqual(
        ['Lead-up', 'Fault', 'Detection', 'Response', 'Recovery', 'Recurrence'].map((title) => `### ${title}`),
      );
    }
  });
});

/** A text wherever a person can type one. */
function typedEverywhere(text: string): DraftFrom {
  const written = Object.fromEntries(Object.entries(allWritten()).map(([key, writing]) => [key, { ...writing, text }]));
  const outage = anOutage({ title: text, summary: text });
  const { incident } = outage;
  return {
    ...outage,
    incident: {
      ...incident,
      actions: incident.actions.map((action) => ({ ...action, text })),
      checks: { 'identifying.2.1': { answer: 'yes', by: 'U2', at: at('10:07'), note: text } },
      postmortem: {
        ...incident.postmortem,
        writings: written,
        comments: [{ text, ts: '1.1', by: 'U2', at: at('12:30') }],
      },
    },
    entries: [anEntry({ text, keyEvent: true }), anEntry({ id: 2, text: `<@U2> ${text}`, keyEvent: true })],
    memories: [{ unwritten: text, surprised: text, remember: text, at: at('12:10') }],
  };
}

describe('an incident that nobody touched', () => {
  test('has all sections, with their questions, and says what is missing', () => {
    const { title, sections: drafted } = draftPostmortem(untouched);
    expect(title).toBe('Post-mortem INC-42 · Checkout returns 500s');
    expect(drafted).toHaveLength(10);
    for (const { fields, number } of sections) {
      if (number === 3) continue;
      for (const field of fields) expect(section(number, untouched)).toContain(`_${field.question}_`);
    }
    expect(missing(10, untouched)).toEqual([
      'When it started and ended',
      'Who and what was hit',
      'What went wrong and how that was found',
      'What improves',
      'Technologies involved',
      'Five whys',
      'Human elements',
      'What others can learn',
    ]);
  });

  test('tells only what is so', () => {
    expect(rows(section(3, untouched))).toEqual([['2026-11-21 09:58', 'It started', '', '']]);
    expect(section(2, untouched)).toContain('Time to acknowledge: not known');
    expect(section(2, untouched)).toContain('Role fixer: never held');
    expect(section(4, untouched)).toContain('The impact is not over yet.');
    expect(section(5, untouched)).toContain('Nobody took a role by hand.');
    expect(section(9, untouched)).toContain('No action items on the record.');
  });
});

describe('what the record knows', () => {
  test('who declared it is shown at the briefing, with which the room begins', () => {
    const from = anOutage();
    const { times, room } = from.incident;
    const entries = from.entries.map((entry) => (entry.at === times.declared ? { ...entry, ts: null } : entry));
    const begun = {
      ...from,
      entries,
      incident: { ...from.incident, room: { ...room, channel: 'C9', briefing: '7.000001' } },
    };
    const source = '[source](https://x.slack.com/archives/C9/p7000001)';
    expect(section(2, begun)).toContain(`- Declared: 2026-11-21 11:02 (${source})`);
    expect(section(3, begun)).toContain(`| ${source} |`);
    const bare = { ...begun, incident: { ...begun.incident, room: { ...room, briefing: null } } };
    expect(section(2, bare)).toContain('- Declared: 2026-11-21 11:02\n');
  });

  test('stats: times in the zone with their sources, durations, spans, roles handed over', () => {
    const stats = section(2, anOutage());
    for (const line of [
      'Times in Europe/Berlin.',
      '- Severity: SEV1 (Critical)',
      '- Declared: 2026-11-21 11:02 ([source](https://x.slack.com/archives/C42/p1795255320000100))',
      '- Time to detect: 2 min (from started)',
      '- Time to acknowledge: 4 min (from detected)',
      '- Time to contain: 33 min (from started)',
      '- Time to resolve: 1 h 54 min (from started)',
      '- Impact: 1 h 5 min, in 2 spans',
      '  - 2026-11-21 12:20 to 2026-11-21 12:52, 32 min',
      '- Participants: 4, with 8 messages',
      '- Role fixer: from 2026-11-21 11:04 to 2026-11-21 11:20; then from 2026-11-21 11:20',
    ]) {
      expect(stats.split('\n')).toContain(line);
    }
  });

  test('the timeline: key events ascending, each with its source, deleted ones and plain acts left out', () => {
    const table = rows(section(3, anOutage()));
    expect(table.map(([when, event, who]) => [when?.slice(11), event, who])).toEqual([
      ['10:58', 'It started', ''],
      ['11:00', 'Detected', ''],
      ['11:02', 'The lead declared INC-42 as SEV1: Checkout returns 500s.', 'lead'],
      ['11:04', 'Acknowledged', ''],
      ['11:10', 'A responder saw \\| **errors** in `a\\|b`', 'fixer'],
      ['11:25', 'SEV2 → SEV1, by the lead: EU hit.', 'lead'],
      ['11:31', 'Contained at 10:31 by the fixer.', 'fixer'],
      ['12:20', 'Reopened by the lead, it was contained: it came back.', 'lead'],
      ['12:52', 'Resolved at 11:52 by the lead.', 'lead'],
    ]);
    for (const [, , who, link] of table) if (who !== '') expect(link).toMatch(/^\[source\]\(https:.*\)$/);
  });

  test('a key event of files alone names those that are still on it', () => {
    const file = { type: 'png', size: 1, permalink: 'https://x.slack.com/files/F1' };
    const files = [
      { ...file, name: 'graph.png' },
      { ...file, name: 'payroll.xlsx', removed: true as const },
    ];
    const { entries } = anOutage();
    const draft = section(3, {
      ...anOutage(),
      entries: [...entries, anEntry({ id: 20, at: at('10:26'), keyEvent: true, text: '', files })],
    });
    expect(draft).toContain('graph.png');
    expect(draft).not.toContain('payroll');
  });

  test('entries in any order come out ascending', () => {
    const { entries } = anOutage();
    const moment = { at: at('10:26'), keyEvent: true } as const;
    const together = [
      anEntry({ ...moment, id: 20, text: 'second', ts: '1795256760.000200' }),
      anEntry({ ...moment, id: 21, text: 'first', ts: '1795256760.000100' }),
      anEntry({ ...moment, id: 22, text: 'an act', kind: 'severity', ts: '1795256761.000100' }),
    ];
    const all = [...entries, ...together];
    const ordered = section(3, { ...anOutage(), entries: all });
    expect(section(3, { ...anOutage(), entries: all.toReversed() })).toBe(ordered);
    const told = rows(ordered).map(([, event]) => event);
    expect(told.slice(told.indexOf('an act'), told.indexOf('an act') + 3)).toEqual(['an act', 'first', 'second']);
  });

  test('silences of more than half an hour are pointed out, until somebody says what happened', () => {
    expect(missing(3, anOutage())).toEqual([
      'The timeline says nothing for 49 min after 2026-11-21 11:31. What happened then?',
      'The timeline says nothing for 32 min after 2026-11-21 12:20. What happened then?',
    ]);
    const { incident } = anOutage();
    const told = { ...incident, postmortem: { ...incident.postmortem, writings: allWritten() } };
    expect(missing(3, { ...anOutage(), incident: told })).toEqual([]);
    const closed = anEntry({ id: 12, at: at('15:00'), kind: 'phase', text: 'Closed.', keyEvent: true });
    const after = missing(3, { ...anOutage(), entries: [...anOutage().entries, closed] });
    expect(after).toEqual(missing(3, anOutage()));
    const busy = [0, 30, 60].map((minutes, id) => anEntry({ id, at: at('10:02') + minutes * 60_000, keyEvent: true }));
    expect(missing(3, { ...untouched, entries: busy })).toEqual([]);
  });

  test('the line about resolving does not point to a thread that the file does not have; its time is in the draft’s zone', () => {
    const text = `Resolved at <!date^${at('11:52') / 1000}^{time}|11:52 UTC> by <@U1>. The flag stays on. The post-mortem draft is in the thread below.`;
    const entries = [anEntry({ at: at('11:52'), kind: 'phase', text, keyEvent: true })];
    const from = { ...anOutage(), entries };
    expect(rows(section(3, from)).at(-1)?.[1]).toBe('Resolved at 12:52 by the lead. The flag stays on.');
  });

  test('what is said to be still in place stands there alone, and nothing where nothing was said', () => {
    const said = section(7, anOutage({ stillInPlace: 'The flag of <@U3> | stays on' }));
    expect(said).toContain('- Said when resolving: The flag of the fixer \\| stays on ([source](');
    for (const stillInPlace of ['', ' \n']) {
      expect(section(7, anOutage({ stillInPlace }))).not.toContain('Said when resolving');
    }
    expect(section(7, anOutage())).not.toContain('Said when resolving');
  });

  test('root cause: what was suspected, and what was ruled out, of the first checks only', () => {
    const outage = anOutage();
    const checks = {
      ...outage.incident.checks,
      'identifying.1.1': { answer: 'yes', by: 'U2', at: at('10:05'), note: '' },
      'contained.1.1': { answer: 'yes', by: 'U3', at: at('10:22'), note: '' },
    } as const;
    const room = { ...outage.incident.room, checklists: { identifying: '1.9' } };
    const from = { ...outage, incident: { ...outage.incident, checks, room } };
    const [suspected, ruledOut] = section(6, from).split('Ruled out:');
    expect(suspected).toContain(
      'Was something deployed shortly before? Yes, 1.2 at 09:55 (2026-11-21 11:07, fixer) ([source](https://x.slack.com/archives/C42/p19))',
    );
    expect(ruledOut).toContain('Is a vendor down? No');
    expect(section(6, from)).not.toContain('Can we roll back?');
    const [detection, recovery] = section(5, from).split('### Recovery');
    // Its checklist was never posted.
    expect(recovery).toMatch(/Can we roll back\? Yes \([^()]*\)$/m);
    // That a monitor alerts says that something is wrong, not why.
    expect(section(6, from)).not.toContain('Is an internal monitor alerting?');
    expect(detection).toContain('Is an internal monitor alerting? Yes');
    expect(recovery).not.toContain('Is an internal monitor alerting?');
  });

  test('actions: a table; owner and date are asked for where they lack', () => {
    expect(rows(section(9, anOutage()))).toEqual([
      ['1', 'Alert on 500s', 'fixer', '2026-12-01', ''],
      ['2', 'Test restores \\| all', '', '', '[source](https://x.slack.com/archives/C42/p12)'],
    ]);
    expect(missing(9, anOutage())).toEqual(['Who owns action 2?', 'By when: action 2?']);
  });

  test('memories stand there without names', () => {
    const lessons = section(8, anOutage());
    expect(lessons).toContain('### Done, and written down nowhere\n\n> I restarted the fixer’s pods');
    expect(lessons).toContain('> The flag is still on  \n> \\# really');
    expect(lessons).toContain('> No alert fired');
  });

  test('reopened twice: three spans, told where it came back', () => {
    const impact = [
      { from: at('09:00'), to: at('09:10') },
      { from: at('10:00'), to: at('10:10') },
      { from: at('11:00'), to: null },
    ];
    const from = anOutage({ impact });
    expect(section(2, from)).toContain('- Impact: not over yet, in 3 spans');
    expect(section(5, from).match(/It came back at/g)).toHaveLength(2);
    expect(missing(10, from)).toContain('When it started and ended');
  });
});

describe('people', () => {
  test('are named by the role they held at the time; nobody’s name or id is in a shared draft', () => {
    const file = postMortemMarkdown(draftPostmortem(anOutage()));
    expect(file).not.toMatch(/\b(ana|ben|cho|dan|U[1-4])\b/);
    expect(file).not.toContain('a deleted secret');
  });

  test('who takes a role is told from before it, who hands it over still has it', () => {
    const entries = anOutage().entries.map((entry) => ({ ...entry, keyEvent: true }));
    const events = rows(section(3, { ...anOutage(), entries })).map(([, event]) => event);
    expect(events).toContain('A responder is fixer.');
    expect(events).toContain('A responder took fixer over from the fixer.');
  });

  test('are named by name where the draft is told to', () => {
    const file = postMortemMarkdown(draftPostmortem({ ...anOutage(), roles: false }));
    expect(file).toContain('| @ana declared INC-42 as SEV1: Checkout returns 500s. | ana |');
    expect(file).toContain('- Participants: 4, with 8 messages: ana, ben, cho, dan');
    expect(file).toContain('- Role fixer: ben, from');
  });
});

describe('what people wrote', () => {
  const outage = anOutage();
  const written: DraftFrom = {
    ...outage,
    incident: { ...outage.incident, postmortem: { ...outage.incident.postmortem, writings: allWritten() } },
  };

  test('stands in place of the questions, and nothing is missing but what actions lack', () => {
    const file = postMortemMarkdown(draftPostmortem(written));
    for (const { key, question } of sections.flatMap(({ fields }) => fields)) {
      expect(file).toContain(`Answer to ${key}`);
      expect(file).not.toContain(question);
    }
    expect(missing(10, written)).toEqual([]);
  });

  test('that no action is needed is an answer, too', () => {
    const { writings } = written.incident.postmortem;
    const none = { 'action_items.none': writings['action_items.none'] ?? { text: '', by: '', at: 0 } };
    const from = {
      ...untouched,
      incident: anIncident({ postmortem: { ...untouched.incident.postmortem, writings: none } }),
    };
    expect(missing(9, from)).toEqual([]);
    expect(missing(10, from)).not.toContain('What improves');
  });

  test('blank writing is none', () => {
    const writings = { 'summary.text': { text: ' \n', by: 'U1', at: 1 } };
    const from = { ...untouched, incident: anIncident({ postmortem: { ...untouched.incident.postmortem, writings } }) };
    expect(missing(1, from)).toHaveLength(1);
  });

  test('comments of the thread are kept, without names', () => {
    const comments = [{ text: 'The graph is wrong', ts: '1795265000.000100', by: 'U2', at: at('12:30') }];
    const from = anOutage({ postmortem: { ...untouched.incident.postmortem, comments } });
    expect(section(10, from)).toContain(
      '- 2026-11-21 13:30, responder: The graph is wrong ([source](https://x.slack.com/',
    );
  });
});

describe('strange texts', () => {
  test.each(strange)('%j leaves every table whole and makes no HTML', (text) => {
    const from = typedEverywhere(text);
    for (const [number, columns] of [
      [3, 4],
      [9, 5],
    ] as const) {
      const table = section(number, from)
        .split('\n')
        .filter((line) => line.startsWith('|'));
      for (const line of table) expect(line.replace(/\\\|/g, '').split('|')).toHaveLength(columns + 2);
      expect(table.length).toBeGreaterThan(3);
    }
    if (!text.includes('`')) expect(postMortemMarkdown(draftPostmortem(from)).replace(/^> /gm, '')).not.toMatch(/[<>]/);
  });
});

describe('a section as a reply in the thread', () => {
  const many = Array.from({ length: 10_000 }, (_, id) =>
    anEntry({ id, at: at('10:00') + id * 1000, keyEvent: true, text: `event ${id}` }),
  );

  test('has at most 60 rows of a long table and says where the rest is; the file has all', () => {
    const from = { ...untouched, entries: many, permalink: () => null };
    const [drafted] = draftPostmortem(from).sections.slice(2);
    const message = sectionMessage(drafted ?? { markdown: '' });
    expect(rows(message)).toHaveLength(60);
    expect(message.endsWith('\n\nThis is not all of it: the file has all of it.')).toBe(true);
    expect(rows(postMortemMarkdown(draftPostmortem(from)))).toHaveLength(10_001);
  });

  test('is whole when it fits', () => {
    for (const { markdown } of draftPostmortem(anOutage()).sections)
      expect(sectionMessage({ markdown })).toBe(markdown.trim());
  });

  test.each([
    ['one endless line', 'x'.repeat(40_000)],
    ['endless emoji', '👩‍👩‍👧‍👦'.repeat(4000)],
    ['many lines', 'line of text\n'.repeat(4000)],
    ['wide rows', `| a |\n| --- |\n${`| ${'y'.repeat(900)} |\n`.repeat(50)}`],
    ['an endless code block', `\`\`\`\n${'code\n'.repeat(5000)}\`\`\``],
  ])('%s stays within 11,000 characters', (_, markdown) => {
    const message = sectionMessage({ markdown });
    expect(message.length).toBeLessThanOrEqual(11_000);
    expect(message.length).toBeGreaterThan(9_000);
    expect(message).toContain('the file has all of it');
    expect((message.match(/^`{3}/gm)?.length ?? 0) % 2).toBe(0);
    expect(message.isWellFormed()).toBe(true);
  });

  test('stays within it for every section with strange texts', () => {
    for (const text of strange) {
      for (const drafted of draftPostmortem(typedEverywhere(text.repeat(20))).sections) {
        expect(sectionMessage(drafted).length).toBeLessThanOrEqual(11_000);
      }
    }
  });
});
