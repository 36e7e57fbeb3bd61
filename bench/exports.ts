// What is made from a long record: the files of an export, the brief, the timeline and the draft of the post-mortem.
import { sql } from 'kysely';
import { defaults } from '../src/config/defaults.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Incident } from '../src/incident/incident.ts';
import { createLog } from '../src/log.ts';
import { rules } from '../src/rules.ts';
import { draftNow } from '../src/slack/draft-now.ts';
import { exportFiles } from '../src/slack/export-files.ts';
import { briefNow, timelineNow } from '../src/slack/listeners/look.ts';
import type { Slack } from '../src/slack/slack.ts';
import { openStore, type Store } from '../src/store/open-store.ts';
import { writePerson } from '../src/store/people.ts';
import type { Place } from './bot.ts';
import { met, ms, percentile } from './figures.ts';

const rounds = 5;
const startedAt = Date.UTC(2026, 10, 21, 10, 0);
/** Nine people, who write a message every two seconds; one in fifty is marked. */
const said = [
  'Rolling back *checkout-api* to 4.11.2, <@U0PERSON3> watches the error rate',
  'I see 500s in `eu-west-1`, <https://grafana.example.org/d/checkout?from=now-1h&amp;to=now|the dashboard> says so too',
  'ok',
  '```\nERROR timeout after 3000ms\n  at Pool.acquire (pool.js:12)\n```',
  'Support has eleven tickets, all from the EU; nobody in the US has complained yet, but traffic there is low now.',
];

/** Rows of the table. */
export async function benchExports(name: string, place: Place): Promise<string[][]> {
  const store = await openStore('databaseUrl' in place ? { ...place, dataDir: '' } : { ...place, databaseUrl: null });
  try {
    await store.migrate();
    const engine = createEngine({ store, rules, clock: { now: () => startedAt }, log: createLog('silent') });
    for (let n = 1; n <= 9; n += 1) {
      const person = { user: `U0PERSON${n}`, name: `person-${n}`, zone: 'UTC', kind: 'member' } as const;
      await writePerson(store.db, 'T1', person);
    }
    const identity = { teamId: 'T1', teamUrl: 'https://example.slack.com/' };
    // As much of Slack as reading asks for.
    const slack = { engine, identity, people: { find: askedNobody }, now: () => startedAt } as unknown as Slack;
    const long = await fill(store, engine, 1, 20_000);
    const usual = await fill(store, engine, 2, 10_000);
    const rows: string[][] = [];
    for (const ending of ['html', 'json', 'csv', 'md']) {
      const took = await timed(async () => {
        const files = await exportFiles(slack, long, 'room');
        const blob = await files.find((file) => file.name.endsWith(`timeline.${ending}`))?.content();
        return blob?.size ?? 0;
      });
      const target = ending === 'html' ? 3_000 : null;
      rows.push(
        row(
          `${name}: ${ending.toUpperCase()} of 20,000 entries (${(took.result / 1e6).toFixed(1)} MB)`,
          took.ms,
          target,
        ),
      );
    }
    rows.push(row(`${name}: brief of 10,000 messages`, (await timed(() => briefNow(slack, usual))).ms, 100));
    rows.push(row(`${name}: timeline of 10,000 messages`, (await timed(() => timelineNow(slack, usual))).ms, 100));
    rows.push(
      row(`${name}: post-mortem draft of 10,000 messages`, (await timed(() => draftNow(slack, usual))).ms, 1_000),
    );
    return rows;
  } finally {
    await store.close();
  }
}

function row(what: string, took: number, target: number | null): string[] {
  return [what, ms(took), target === null ? '' : `< ${target} ms`, target === null ? '' : met(took < target)];
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ readonly ms: number; readonly result: Result }> {
  const took: number[] = [];
  let result = await work();
  for (let round = 0; round < rounds; round += 1) {
    const begunAt = performance.now();
    result = await work();
    took.push(performance.now() - begunAt);
  }
  return { ms: percentile(took, 0.5), result };
}

async function fill(
  store: Store,
  engine: ReturnType<typeof createEngine>,
  number: number,
  entries: number,
): Promise<Incident> {
  const ref = { workspace: 'T1', number };
  await engine.declare(
    {
      type: 'declare',
      by: 'U0PERSON1',
      workspace: 'T1',
      title: `Checkout returns 500s, ${number}`,
      summary: 'Card payments fail in the EU.',
      severity: 'sev1',
      private: false,
      services: [],
      startedAt: null,
      policy: defaults,
      replyTo: { via: 'dm' },
    },
    null,
  );
  await engine.perform(ref, { type: 'channel_opened', by: 'muster', channel: `C${number}`, name: 'room', invited: [] });
  await engine.perform(ref, { type: 'take_role', by: 'U0PERSON2', role: 'fixer' });
  await sql`
    insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, channel, ts, thread_ts, found)
    select 'T1', ${number}::int, at, at, 'message', 'U0PERSON' || (1 + n % 9), (${said}::text[])[1 + n % 5], n % 50 = 0,
      ${`C${number}`}, (1795255200 + n) || '.000100', case when n % 7 = 6 then (1795255199 + n) || '.000100' end, 'live'
    from generate_series(1, ${entries}::int) n, lateral (select ${new Date(startedAt).toISOString()}::timestamptz + n * interval '2 s' as at) t`.execute(
    store.db,
  );
  await sql`analyze entry`.execute(store.db);
  await engine.perform(ref, { type: 'resolve', by: 'U0PERSON1', impactEndedAt: null, note: 'rolled back' });
  const incident = await engine.incident(ref);
  if (incident === null) throw new Error('the incident was not kept');
  return incident;
}

async function askedNobody(): Promise<never> {
  throw new Error('everybody is known here');
}
