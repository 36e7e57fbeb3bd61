import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { entryKinds } from '../../src/record/entry.ts';
import { timelineJson } from '../../src/record/exports/timeline-json.ts';
import { anEntry, anIncident, at, options, strange } from './record-sample.ts';

// Whoever reads the JSON relies on docs/export.schema.json: here real exports are held against it, stricter than a
// reader should be, so that nothing is exported that the schema does not tell of.

const schema = JSON.parse(readFileSync('docs/export.schema.json', 'utf8'), (_key, part) =>
  part?.type === 'object' && part.properties !== undefined ? { ...part, additionalProperties: false } : part,
);
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

function problems(json: string): unknown {
  return validate(JSON.parse(json))
    ? []
    : validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const entries = [
  ...strange.map((text, id) => anEntry({ id, text })),
  ...entryKinds.map((kind, id) =>
    anEntry({ id: 100 + id, kind, actor: 'muster', channel: null, ts: null, found: null }),
  ),
  anEntry({
    id: 200,
    actor: 'B01',
    threadTs: '1.1',
    revisions: [{ text: 'before', at: at('10:00') }],
    files: [
      { name: 'a', type: 'png', size: 1, permalink: '' },
      { name: 'b', type: 'png', size: 1, permalink: '', removed: true },
    ],
    deletedAt: at('10:30'),
    found: 'mended',
  }),
  anEntry({ id: 201, actor: '' }),
];
const incident = anIncident({
  pastRoles: [{ role: 'vendor-contact', user: 'W2', from: at('10:04'), to: at('10:20') }],
  times: { ...anIncident().times, detected: at('09:59'), closed: at('12:00') },
});

test.each([true, false])('an export (full: %p) is as docs/export.schema.json says', (full) => {
  expect(problems(timelineJson(incident, entries, { ...options, full }))).toEqual([]);
  expect(problems(timelineJson(anIncident(), [], options))).toEqual([]);
});

test('the schema would notice', () => {
  const good = timelineJson(incident, entries, options);
  for (const [from, to] of [
    ['"version": 1', '"version": 2'],
    ['"kind":"note"', '"kind":"whim"'],
    ['"phase":"identifying"', '"phase":"over"'],
    ['"deletedAt":"2026-11-21T10:30:00.000Z"', '"deletedAt":1795255860'],
    ['"found":"mended"', '"found":"mended","more":1'],
    ['"threadTs":"1.1",', ''],
  ] as const) {
    expect(good).toContain(from);
    expect([from, problems(good.replace(from, to))]).not.toEqual([from, []]);
  }
});
