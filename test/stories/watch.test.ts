import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { CallOutcome } from '../../src/slack/api.ts';
import { at, openRoom, room } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Who runs the bot sees from outside how it does: figures, whether it is ready, and a log that tells nobody's secrets.

let stage: Stage;
const logged: string[] = [];
beforeAll(async () => {
  stage = await openStage({ writeLog: (line) => logged.push(line) });
  await openRoom(stage, 'ben');
}, 60_000);
afterAll(() => stage?.close());

async function figures(): Promise<string> {
  return (await fetch(`http://127.0.0.1:${stage.muster.port}/metrics`)).text();
}

/** One figure, such as `muster_recorded_total`; 0 when it is not there. */
function figure(page: string, name: string): number {
  const line = page.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

test('what is said, late, twice and with a credential, is in the figures', async () => {
  const ben = stage.person('ben');
  const before = await figures();
  stage.sandbox.faults.deliveries({ delayMs: 5_000 });
  await ben.say('Five seconds late', at);
  await stage.pass(10_000);
  stage.sandbox.faults.clear();
  const sent = stage.sandbox.deliveries.at(-1);
  if (sent === undefined) throw new Error('nothing was delivered');
  await stage.sandbox.redeliver(sent);
  await ben.say(`at once, with ${'gl'}${'pat-'}${'a1B2'.repeat(5)}`, at);
  await stage.rest();
  const after = await figures();
  const grown = (name: string) => figure(after, name) - figure(before, name);
  expect(grown('muster_recorded_total')).toBe(2);
  expect(grown('muster_duplicates_total')).toBe(1);
  expect(grown('muster_masked_total')).toBe(1);
  expect(grown('muster_lag_seconds_count')).toBe(2);
  expect(grown('muster_lag_seconds_sum')).toBe(5);
  expect(grown('muster_received_total{kind="event",transport="http"}')).toBeGreaterThanOrEqual(3);
});

test('each way in which a call to Slack can end has a name of its own', async () => {
  const ends: readonly (readonly [object, CallOutcome])[] = [
    [{ rateLimit: 1 }, 'rate_limited'],
    [{ status: 500 }, 'http_error'],
    [{ loseReply: true }, 'unreachable'],
    [{ error: 'internal_error' }, 'later'],
    [{ error: 'restricted_action' }, 'refused'],
    [{ error: 'already_reacted' }, 'done_already'],
  ];
  const before = await figures();
  for (const [fault] of ends) {
    const said = await stage.person('ben').say('worth a mark', at);
    await stage.rest();
    stage.sandbox.faults.next('reactions.add', fault);
    await stage.person('ben').react(said, 'pushpin');
    await stage.pass(2 * minute);
  }
  const after = await figures();
  const name = (outcome: string) => `muster_slack_call_seconds_count{method="reactions.add",outcome="${outcome}"}`;
  const grown = ends.map(([, outcome]) => [outcome, figure(after, name(outcome)) - figure(before, name(outcome))]);
  // The one whose reply was lost is tried again, and Slack says that it is there already.
  expect(grown).toEqual(ends.map(([, outcome]) => [outcome, outcome === 'done_already' ? 2 : 1]));
});

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly do: string };
}
interface Panel {
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly x: number; readonly y: number };
  readonly targets: readonly { readonly expr: string }[];
}

test('the alerts, the dashboard and the manual speak of exactly the figures that there are', async () => {
  const page = await figures();
  const known = [...page.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  const alerts = parse(readFileSync('docs/alerts.example.yml', 'utf8')) as {
    readonly groups: readonly { readonly rules: readonly Rule[] }[];
  };
  const rules = alerts.groups.flatMap((group) => group.rules);
  const { panels } = JSON.parse(readFileSync('docs/dashboard.example.json', 'utf8')) as {
    readonly panels: readonly Panel[];
  };
  const asked = [...rules, ...panels.flatMap((panel) => panel.targets)].map(({ expr }) => expr);
  const named = new Set(asked.flatMap((expr) => expr.match(/\b(?:muster|nodejs|process)_\w+/g) ?? []));
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
  // Each of ours is worth an eye: it is on the dashboard, and explained.
  const ours = known.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')).filter((name) => /^muster_/.test(name));
  const drawn = panels.flatMap((panel) => panel.targets.map(({ expr }) => expr)).join('\n');
  const manual = readFileSync('docs/operating.md', 'utf8');
  expect(ours.filter((name) => !drawn.includes(name))).toEqual([]);
  expect(ours.filter((name) => !manual.includes(`\`${name}`))).toEqual([]);
  const explained = [...manual.matchAll(/`(muster_\w+)/g)].map(([, name = '']) => name);
  expect(explained.filter((name) => !ours.includes(name))).toEqual([]);
  // Values of labels that the rules choose by.
  const outcomes: Readonly<Record<CallOutcome, true>> = {
    ok: true,
    done_already: true,
    rate_limited: true,
    refused: true,
    later: true,
    http_error: true,
    timed_out: true,
    unreachable: true,
  };
  const chosen = asked.flatMap((expr) =>
    [...expr.matchAll(/outcome=~?"([^"]+)"/g)].flatMap(([, all = '']) => all.split('|')),
  );
  expect(chosen.filter((value) => !Object.hasOwn(outcomes, value))).toEqual([]);
  for (const expr of asked) expect(expr.split('(').length).toBe(expr.split(')').length);
  for (const { alert, labels, annotations } of rules) {
    expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(?:page|ticket|info)$/)]);
    expect(annotations.summary.length).toBeGreaterThan(10);
    expect(annotations.do.length).toBeGreaterThan(40);
  }
  const places = panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`);
  expect(new Set(places).size).toBe(panels.length);
});

test('no label takes its values from what people or Slack write', async () => {
  const page = await figures();
  const labels = [...page.matchAll(/^muster_\w+\{([^}]*)\}/gm)].map(([, all = '']) => all);
  const values = new Set(labels.flatMap((all) => all.match(/\w+="[^"]*"/g) ?? []).filter((one) => !/^le=/.test(one)));
  const fine =
    /^(?:kind="(?:event|command|interaction|other)"|transport="(?:http|socket)"|status="\d{3}"|state="(?:waiting|parked)"|what="(?:missing|changed|vanished)"|method="[a-z]+\.[A-Za-z.]+"|outcome="[a-z_]+")$/;
  expect([...values].filter((value) => !fine.test(value))).toEqual([]);
  expect(values.size).toBeGreaterThan(12);
});

test('the log is one JSON object a line, without a word of what was said, a name or a token', () => {
  const all = logged.join('');
  expect(logged.length).toBeGreaterThan(10);
  for (const line of logged)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
  const { botToken, appToken, signingSecret } = stage.sandbox;
  for (const secret of [
    botToken,
    appToken,
    signingSecret,
    'Five seconds late',
    'worth a mark',
    'Checkout',
    room,
    '"ben"',
  ])
    expect({ secret, logged: all.includes(secret) }).toEqual({ secret, logged: false });
});
