import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/incident/incident.ts';
import type { Entry } from '../../src/record/entry.ts';
import { fileName } from '../../src/record/exports/file-name.ts';
import { csvWriter, timelineCsv } from '../../src/record/exports/timeline-csv.ts';
import { jsonWriter, timelineJson } from '../../src/record/exports/timeline-json.ts';
import { timelineMarkdown } from '../../src/record/exports/timeline-markdown.ts';
import { written } from '../../src/record/exports/writer.ts';
import { anEntry, anIncident, at, options, policy, strange } from './record-sample.ts';

const full = { ...options, full: true };

const entries: readonly Entry[] = [
  anEntry({ id: 1, at: at('10:03'), text: 'Payments fail in the <!channel>', ts: '1795255380.000100', keyEvent: true }),
  anEntry({
    id: 2,
    at: at('10:05'),
    actor: 'U2',
    text: 'Rolling back 1.2',
    ts: '1795255500.000100',
    revisions: [{ text: 'Rolling bak the secret', at: at('10:05') }],
  }),
  anEntry({
    id: 3,
    at: at('10:06'),
    actor: 'U4',
    text: 'my password',
    ts: '1795255560.000100',
    deletedAt: at('10:07'),
  }),
  anEntry({
    id: 4,
    at: at('10:20'),
    text: 'here is the graph',
    ts: '1795256400.000100',
    threadTs: '1795255380.000100',
    files: [{ name: 'graph.png', type: 'png', size: 12_345, permalink: 'https://x.slack.com/files/F1' }],
  }),
  anEntry({ id: 5, at: at('10:21'), text: 'an orphan', ts: '1795256460.000100', threadTs: '1700000000.000100' }),
  anEntry({
    id: 6,
    at: at('09:55'),
    recordedAt: at('10:30'),
    kind: 'note',
    actor: 'U3',
    text: 'Deployed 1.2',
    keyEvent: true,
    channel: null,
    ts: null,
    found: null,
  }),
];

const handedOver: Incident = anIncident({
  roles: [{ role: 'fixer', user: 'U3', since: at('10:20'), forNow: false }],
  pastRoles: [{ role: 'fixer', user: 'U2', from: at('10:04'), to: at('10:20') }],
});

/** RFC 4180, read by the book. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const row = rows.at(-1) ?? [];
    if (rows.length === 0) rows.push(row);
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('JSON', () => {
  test('has the promised shape, by time', () => {
    const json = JSON.parse(timelineJson(handedOver, entries, options));
    expect(Object.keys(json)).toEqual(['version', 'incident', 'entries']);
    expect(json.version).toBe(1);
    expect(json.incident).toEqual({
      number: 42,
      title: 'Checkout returns 500s',
      severity: 'sev1',
      phase: 'identifying',
      private: false,
      times: {
        started: '2026-11-21T09:58:00.000Z',
        detected: null,
        declared: '2026-11-21T10:02:00.000Z',
        acknowledged: null,
        contained: null,
        resolved: null,
        closed: null,
      },
      roles: [
        { role: 'fixer', user: 'U2', from: '2026-11-21T10:04:00.000Z', to: '2026-11-21T10:20:00.000Z' },
        { role: 'fixer', user: 'U3', from: '2026-11-21T10:20:00.000Z', to: null },
      ],
    });
    expect(json.entries.map((entry: { text: string }) => entry.text)).toEqual([
      'Deployed 1.2',
      'Payments fail in the <!channel>',
      'Rolling back 1.2',
      '',
      'here is the graph',
      'an orphan',
    ]);
    expect(json.entries[0]).toEqual({
      at: '2026-11-21T09:55:00.000Z',
      recordedAt: '2026-11-21T10:30:00.000Z',
      kind: 'note',
      actor: 'U3',
      text: 'Deployed 1.2',
      keyEvent: true,
    });
    expect(json.entries[4]).toEqual({
      at: '2026-11-21T10:20:00.000Z',
      recordedAt: '2026-11-21T10:20:00.000Z',
      kind: 'message',
      actor: 'U1',
      text: 'here is the graph',
      keyEvent: false,
      channel: 'C42',
      ts: '1795256400.000100',
      threadTs: '1795255380.000100',
      permalink: 'https://x.slack.com/archives/C42/p1795256400000100',
      files: [{ name: 'graph.png', type: 'png', size: 12_345, permalink: 'https://x.slack.com/files/F1' }],
      revisions: [],
      deletedAt: null,
      found: 'live',
    });
  });

  test('an empty record is an empty array', () => {
    expect(JSON.parse(timelineJson(anIncident(), [], options)).entries).toEqual([]);
  });

  test('strange texts come back as they were', () => {
    const said = strange.map((text, id) => anEntry({ id, text }));
    const json = JSON.parse(timelineJson(anIncident({ title: strange.join('') }), said, options));
    expect(json.entries.map((entry: { text: string }) => entry.text)).toEqual(strange);
  });
});

describe('what an export leaves out', () => {
  const all = [timelineJson, timelineCsv, timelineMarkdown];

  test.each(all.map((write) => [write.name, write] as const))(
    '%s: earlier and deleted texts, unless it is full',
    (_, write) => {
      const shared = write(handedOver, entries, options);
      expect(shared).not.toContain('password');
      expect(shared).not.toContain('secret');
      expect(write(handedOver, entries, full)).toContain('password');
    },
  );

  test.each([timelineJson, timelineMarkdown].map((write) => [write.name, write] as const))(
    '%s: files that were taken off a message, unless it is full',
    (_, write) => {
      const file = { type: 'png', size: 1, permalink: 'https://x.slack.com/files/F1' };
      const files = [
        { ...file, id: 'F1', name: 'graph.png' },
        { ...file, id: 'F2', name: 'payroll.xlsx', removed: true as const },
      ];
      const said = [anEntry({ id: 1, files })];
      expect(write(handedOver, said, options)).toContain('graph.png');
      expect(write(handedOver, said, options)).not.toContain('payroll');
      expect(write(handedOver, said, full)).toMatch(/removed.*payroll|payroll.*removed/);
    },
  );

  test('the full JSON has the revisions with their times', () => {
    const json = JSON.parse(timelineJson(handedOver, entries, full));
    expect(json.entries[2].revisions).toEqual([{ text: 'Rolling bak the secret', at: '2026-11-21T10:05:00.000Z' }]);
    expect(json.entries[3]).toMatchObject({ text: 'my password', deletedAt: '2026-11-21T10:07:00.000Z' });
  });

  test('an earlier text says when it was written, or before when', () => {
    const revisions = [
      { text: 'one', at: at('10:03'), replaced: true as const },
      { text: 'two', at: at('10:04') },
      { text: 'three', at: at('10:05'), replaced: true as const },
    ];
    const markdown = timelineMarkdown(handedOver, [anEntry({ id: 1, at: at('10:03'), text: 'four', revisions })], full);
    const lines = markdown.split('\n').flatMap((line) => /earlier, .*/.exec(line) ?? []);
    // What is known first has the time of the message.
    expect(lines).toEqual(['earlier, 10:03 UTC: one', 'earlier, 10:04 UTC: two', 'earlier, before 10:05 UTC: three']);
  });

  test('files of a deleted message go with it', () => {
    const [, , , withFile] = entries;
    const deleted = [{ ...(withFile as Entry), deletedAt: at('10:30') }];
    expect(timelineJson(handedOver, deleted, options)).not.toContain('graph.png');
    expect(timelineMarkdown(handedOver, deleted, options)).not.toContain('graph.png');
  });
});

describe('CSV', () => {
  test('has the promised columns, CR LF, and one row per entry', () => {
    const csv = timelineCsv(handedOver, entries, options);
    expect(csv.startsWith('at,kind,actor,text,keyEvent,ts,threadTs,permalink,deletedAt\r\n')).toBe(true);
    expect(readCsv(csv)).toHaveLength(7);
    expect(readCsv(csv)[4]).toEqual([
      '2026-11-21T10:06:00.000Z',
      'message',
      'U4',
      '',
      'false',
      '1795255560.000100',
      '',
      'https://x.slack.com/archives/C42/p1795255560000100',
      '2026-11-21T10:07:00.000Z',
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (text) => {
    const row = readCsv(timelineCsv(anIncident(), [anEntry({ text })], options))[1];
    expect(row?.[3]).toBe(`'${text}`);
  });

  test('strange texts come back as they were', () => {
    const said = strange.map((text, id) => anEntry({ id, text: `.${text}, "quoted"\r\n` }));
    const rows = readCsv(timelineCsv(anIncident(), said, options)).slice(1);
    expect(rows.map((row) => row[3])).toEqual(said.map(({ text }) => text));
    expect(rows.every((row) => row.length === 9)).toBe(true);
  });
});

describe('Markdown', () => {
  test('reads from top to bottom, both zones beside, replies under their parent, guests named as such', () => {
    expect(timelineMarkdown(handedOver, entries, options)).toBe(`# INC-42 · SEV1 · Checkout returns 500s

Earlier and deleted texts are left out.

- Started: 2026-11-21 09:58 UTC (10:58 Europe/Berlin)
- Declared: 2026-11-21 10:02 UTC (11:02 Europe/Berlin)
- Fixer: ben, from 2026-11-21 10:04 UTC (11:04 Europe/Berlin) for 16 min
- Fixer: cho, from 2026-11-21 10:20 UTC (11:20 Europe/Berlin)

## 2026-11-21 (UTC)

- **09:55 UTC (10:55 Europe/Berlin)** cho (key event): Deployed 1.2
- **10:03 UTC (11:03 Europe/Berlin)** ana (key event): Payments fail in the @channel
  - [source](https://x.slack.com/archives/C42/p1795255380000100)
  - **10:20 UTC (11:20 Europe/Berlin)** ana: here is the graph
    - [source](https://x.slack.com/archives/C42/p1795256400000100)
    - file: [graph.png](https://x.slack.com/files/F1) (png, 12 kB)
- **10:05 UTC (11:05 Europe/Berlin)** ben (edited): Rolling back 1.2
  - [source](https://x.slack.com/archives/C42/p1795255500000100)
- **10:06 UTC (11:06 Europe/Berlin)** dan (guest) (deleted 10:07 UTC):
  - [source](https://x.slack.com/archives/C42/p1795255560000100)
- **10:21 UTC (11:21 Europe/Berlin)** ana (a reply in a thread): an orphan
  - [source](https://x.slack.com/archives/C42/p1795256460000100)
`);
  });

  test('nothing recorded says so', () => {
    expect(timelineMarkdown(anIncident(), [], options)).toContain('Nothing was recorded.');
  });

  test('a new day gets its heading; the other zone names its day where it is another', () => {
    const late = [anEntry({ at: at('23:30') }), anEntry({ id: 2, at: at('00:10', '2026-11-22') })];
    const text = timelineMarkdown(anIncident(), late, options);
    expect(text).toContain('**23:30 UTC (2026-11-22 00:30 Europe/Berlin)**');
    expect(text.match(/^## .*$/gm)).toEqual(['## 2026-11-21 (UTC)', '## 2026-11-22 (UTC)']);
  });

  test('UTC is said once; a zone nobody knows is shown as UTC rather than failing', () => {
    const inZone = (timeZone: string) =>
      timelineMarkdown(anIncident({ policy: { ...policy, timeZone } }), [anEntry()], options);
    expect(inZone('UTC')).toContain('**10:10 UTC** ana');
    expect(inZone('Moon/Crater')).toBe(inZone('UTC'));
  });

  test('no text makes headings, HTML or new items', () => {
    const calm = timelineMarkdown(anIncident(), [anEntry({ text: 'calm' })], options);
    const headings = (text: string) => text.match(/^\s*(?:[-\d.]+ )*#+ /gm)?.length;
    for (const text of strange.filter((text) => !text.includes('`'))) {
      const written = timelineMarkdown(anIncident({ title: text }), [anEntry({ text })], options);
      expect(headings(written)).toBe(headings(calm));
      expect(written).not.toMatch(/[<>]/);
      expect(written.match(/^- /gm)?.length).toBe(calm.match(/^- /gm)?.length);
    }
  });
});

describe('long records', () => {
  test('come in pieces that together are the whole', () => {
    const many = Array.from({ length: 10_000 }, (_, id) =>
      anEntry({
        id,
        at: at('10:00') + id * 1000,
        ts: `${1795255200 + id}.000100`,
        threadTs: id % 3 === 1 ? `${1795255200 + id - 1}.000100` : null,
        text: `message ${id} | <@U2> *bold*`,
      }),
    );
    const json = [...written(jsonWriter(handedOver, options), many)];
    expect(json.length).toBeGreaterThan(10_000);
    expect(json.join('')).toBe(timelineJson(handedOver, many, options));
    expect(JSON.parse(json.join('')).entries).toHaveLength(10_000);
    expect([...written(csvWriter(handedOver, options), many)].join('')).toBe(timelineCsv(handedOver, many, options));
    expect(timelineMarkdown(handedOver, many, options).match(/^ {2}- \*\*/gm)).toHaveLength(3333);
  });
});

test('files are named after their incident', () => {
  expect(fileName(anIncident(), 'timeline', 'json')).toBe('INC-42-timeline.json');
  expect(fileName(anIncident(), 'post-mortem', 'md')).toBe('INC-42-post-mortem.md');
});
