import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pager, PagerCall } from '../../src/incident/pager.ts';
import { createPagers } from '../../src/pagers/create-pagers.ts';
import * as pd from './pager-duty-stub.ts';
import type { Stub } from './strict-stub.ts';
import * as zd from './zenduty-stub.ts';

const call: PagerCall = {
  key: 'muster-T1-INC-42-1',
  team: 'payments',
  summary: `INC-42 SEV2: ${'Checkout returns 500s '.repeat(100)}`,
  details: { incident: 'INC-42', severity: 'sev2', text: 'the queue' },
  link: 'https://example.slack.com/archives/C42',
};

const services: readonly (readonly [
  string,
  () => Promise<Stub>,
  (url: string, timeoutMs?: number) => Pager | undefined,
  string,
])[] = [
  [
    'PagerDuty',
    () => pd.openPagerDuty(),
    (url, timeoutMs) =>
      createPagers(
        { pagerDuty: { routingKey: pd.routingKey, apiToken: pd.apiToken, eventsUrl: url, apiUrl: url }, zenduty: null },
        timeoutMs,
      ).pagerduty,
    'PT20YPA',
  ],
  [
    'Zenduty',
    zd.openZenduty,
    (url, timeoutMs) =>
      createPagers(
        { pagerDuty: null, zenduty: { webhookUrl: `${url}${zd.webhookPath}`, apiToken: zd.apiToken, apiUrl: url } },
        timeoutMs,
      ).zenduty,
    'db61f7ed-ba78-4536-9b2d-256b135a731d',
  ],
];

describe.each(services)('%s', (_, open, make, team) => {
  let stub: Stub;
  let pager: Pager;
  beforeAll(async () => {
    stub = await open();
    const made = make(stub.url);
    if (made === undefined) throw new Error('nothing was set up');
    pager = made;
  });
  afterAll(() => stub?.close());

  test('pages, acknowledges and resolves under one key, in the documented shape', async () => {
    for (const does of ['page', 'acknowledge', 'resolve'] as const) {
      expect(await pager[does](call)).toEqual({ ok: true, why: '' });
    }
    const sent = stub.asked.slice(-3).map(({ json }) => json);
    expect(new Set(sent.map((json) => json?.dedup_key ?? json?.entity_id))).toEqual(new Set([call.key]));
    expect(sent.map((json) => json?.event_action ?? json?.alert_type)).toEqual(
      sent[0]?.event_action === undefined
        ? ['error', 'acknowledged', 'resolved']
        : ['trigger', 'acknowledge', 'resolve'],
    );
    expect(JSON.stringify(sent[0])).toContain('https://example.slack.com/archives/C42');
  });

  test('who is on call, who is asked first before the others', async () => {
    expect(await pager.onCall(team)).toEqual({ ok: true, why: '', emails: ['kim@example.org', 'lou@example.org'] });
  });

  test('a no, nonsense, and a redirect are failures', async () => {
    for (const [status, json, why] of [
      [400, {}, 'HTTP 400'],
      [429, {}, 'HTTP 429'],
      [500, {}, 'HTTP 500'],
      [302, {}, 'HTTP 302'],
      [200, { login: 'please' }, 'unknown answer'],
      [202, null, 'unknown answer'],
    ] as const) {
      stub.fail({ status, json });
      expect(await pager.page(call)).toEqual({ ok: false, why });
    }
    stub.fail({ status: 200, json: { nothing: true } });
    expect(await pager.onCall(team)).toEqual({ ok: false, why: 'unknown answer', emails: [] });
    stub.fail({ status: 401, json: {} });
    expect(await pager.onCall(team)).toEqual({ ok: false, why: 'HTTP 401', emails: [] });
  });

  test('slow is a failure, and so is a service that is away', async () => {
    stub.fail({ status: 200, json: {}, hangs: true });
    expect(await make(stub.url, 30)?.page(call)).toEqual({ ok: false, why: 'no answer in time' });
    // Port 9 (discard) is where nobody listens.
    expect(await make('http://127.0.0.1:9', 1000)?.page(call)).toEqual({ ok: false, why: 'unreachable' });
  });
});

test('PagerDuty tells who acknowledged, and a check rings nobody; without a token it is not asked', async () => {
  const stub = await pd.openPagerDuty(undefined, (key) => (key === call.key ? ['kim@example.org'] : []));
  const access = { routingKey: pd.routingKey, eventsUrl: stub.url, apiUrl: stub.url };
  const make = (apiToken: string | null) =>
    createPagers({ pagerDuty: { ...access, apiToken }, zenduty: null }, 1000).pagerduty;
  const pager = make(pd.apiToken);
  expect(await pager?.acknowledgedBy?.(call.key)).toEqual({ ok: true, why: '', emails: ['kim@example.org'] });
  expect(await pager?.acknowledgedBy?.('another')).toEqual({ ok: true, why: '', emails: [] });
  stub.fail({ status: 200, json: { incidents: {} } });
  expect(await pager?.acknowledgedBy?.(call.key)).toEqual({ ok: false, why: 'unknown answer', emails: [] });
  expect(await pager?.check?.()).toEqual({ ok: true, why: '' });
  expect(stub.asked.at(-1)?.json?.event_action).toBe('resolve');
  expect(make(null)?.acknowledgedBy).toBeUndefined();
  await stub.close();
});

test('nothing is set up where nothing is said', () => {
  expect(createPagers(undefined)).toEqual({});
});
