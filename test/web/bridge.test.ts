import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { maskBridge } from '../../src/card/mask-bridge.ts';
import type { Incident } from '../../src/incident/incident.ts';
import type { CardFacts } from '../../src/record/card-facts.ts';
import { cardText } from '../../src/record/card-text.ts';
import { mask } from '../../src/secrets/mask.ts';
import { createBridgeKeys } from '../../src/web/bridge-keys.ts';
import { type Bridge, bridgePage } from '../../src/web/bridge-page.ts';
import { bridgeRoute } from '../../src/web/bridge-route.ts';
import { createGuesses, whoAsks } from '../../src/web/guesses.ts';

const now = Date.UTC(2026, 10, 21, 10, 5);
const secret = 'Wq7-tR2mKx9_LcV4hB8nZs3dYf6gJp1T';

const card = (over: Partial<CardFacts> = {}): CardFacts => ({
  name: 'INC-42',
  title: 'Checkout returns 500s',
  summary: '',
  severity: 'SEV1 · Critical',
  phase: 'identifying',
  phaseSince: now,
  startedAt: now,
  private: false,
  lostAt: null,
  roles: [{ role: 'lead', holders: [] }],
  keyEvents: [],
  lastUpdate: null,
  nextUpdateAt: null,
  nextUpdateOverdue: false,
  asks: [],
  asksMore: 0,
  changes: [],
  changesMore: 0,
  callLink: null,
  room: 'inc-42',
  zone: 'UTC',
  ...over,
});

const bridge = (over: Partial<Bridge> = {}): Bridge => ({
  incidents: [card()],
  phones: { groups: [] },
  callLink: null,
  statusPage: null,
  zone: 'UTC',
  madeAt: now,
  ...over,
});

test('what people wrote is shown letter by letter, in its own direction', () => {
  const evil = '<img src=x onerror=alert(1)> "\' &';
  const html = bridgePage(
    bridge({
      incidents: [
        card({
          title: evil,
          summary: evil,
          room: evil,
          severity: `SEV1 · ${evil}`,
          keyEvents: [{ at: now, by: evil, text: evil }],
          roles: [
            {
              role: 'lead',
              holders: [{ name: evil, phone: evil, email: evil, place: evil, since: now, forNow: false }],
            },
          ],
          callLink: 'javascript:alert(1)',
        }),
        card({ name: 'INC-43', title: 'התשלום נכשל' }),
      ],
      phones: {
        groups: [{ title: evil, people: [{ name: evil, phone: null, email: null, place: null, note: evil }] }],
      },
    }),
  );
  expect(html).not.toContain('<img');
  expect(html).not.toMatch(/href="(?!https?:|mailto:|tel:|#)/);
  expect(html).not.toMatch(/\son\w+=(?!alert)/);
  expect(html).toMatch(/dir="auto">התשלום נכשל</);
});

test('nothing open, no numbers, no database: each is said, and no empty heading is left', () => {
  const none = bridgePage(bridge({ incidents: [] }));
  expect(none).toContain('No incident is open.');
  expect(none).not.toContain('Phone numbers');
  expect(none).not.toContain('class="ways"');
  const away = bridgePage(bridge({ incidents: null }));
  expect(away).toContain('cannot be read');
  expect(away).not.toContain('No incident is open.');
  expect(bridgePage(bridge())).not.toMatch(/<h3>|open incidents/);
  const many = bridgePage(bridge({ incidents: Array.from({ length: 30 }, (_, n) => card({ name: `INC-${n + 1}` })) }));
  expect(many).toContain('30 open incidents');
  for (const [, id] of many.matchAll(/href="#(INC-\d+)"/g)) expect(many).toContain(`<article id="${id}">`);
});

test('the style that the page carries is the one that its policy allows', async () => {
  const keys = createBridgeKeys(secret);
  const route = bridgeRoute({ keys, now: () => now, open: async () => [], read: async () => bridge(), onGuess() {} });
  const page = await route.answer(request(secret));
  const style = /<style>([\s\S]*)<\/style>/.exec(String(page.body))?.[1] ?? '';
  const digest = createHash('sha256').update(style).digest('base64');
  expect(page.headers?.['content-security-policy']).toContain(`style-src 'sha256-${digest}'`);
});

test('the database away, the numbers are there all the same; for a private key nothing is', async () => {
  const keys = createBridgeKeys(secret);
  const route = bridgeRoute({
    keys,
    now: () => now,
    open: () => Promise.reject(new Error('away')),
    read: async (incidents) => bridge({ incidents: incidents === null ? null : [] }),
    onGuess() {},
  });
  const page = await route.answer(request(secret));
  expect([page.status, String(page.body).includes('cannot be read')]).toEqual([200, true]);
  const own = keys.keyFor({ workspace: 'T1', number: 7, private: true });
  expect((await route.answer(request(own))).status).toBe(404);
});

test('a private incident has a key of its own, which opens nothing else', async () => {
  const keys = createBridgeKeys(secret);
  const incident = (number: number, isPrivate: boolean) =>
    ({ workspace: 'T1', number, private: isPrivate }) as unknown as Incident;
  const all = [incident(1, false), incident(2, true), incident(3, true)];
  const shown: number[][] = [];
  const route = bridgeRoute({
    keys,
    now: () => now,
    open: async () => all,
    read: async (incidents) => {
      shown.push((incidents ?? []).map(({ number }) => number));
      return bridge();
    },
    onGuess() {},
  });
  for (const key of [secret, keys.keyFor(incident(2, true)), keys.keyFor(incident(3, true))])
    await route.answer(request(key));
  expect(shown).toEqual([[1], [2], [3]]);
  expect(keys.keyFor(incident(1, false))).toBe(secret);
});

test('guesses are remembered for a minute, of a thousand at most', () => {
  let clock = 0;
  const guesses = createGuesses(() => clock);
  for (let tries = 0; tries < 10; tries += 1) {
    expect(guesses.tooMany('a')).toBe(false);
    guesses.wrong('a');
  }
  expect(guesses.tooMany('a')).toBe(true);
  expect(guesses.tooMany('b')).toBe(false);
  for (let other = 0; other < 999; other += 1) guesses.wrong(`other ${other}`);
  expect(guesses.tooMany('a')).toBe(true);
  guesses.wrong('one more');
  expect(guesses.tooMany('a')).toBe(false);
  for (let tries = 0; tries < 10; tries += 1) guesses.wrong('b');
  clock = 60_001;
  expect(guesses.tooMany('b')).toBe(false);
});

test.each([
  ['203.0.113.7', undefined, '203.0.113.7'],
  // A stranger may write what they like.
  ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['10.0.0.4', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::ffff:172.18.0.1', '203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:aaaa::1', undefined, '2001:db8:1:2'],
])('who asks, from %s by way of %s, is %s', (address, forwarded, who) => {
  expect(whoAsks(address, forwarded)).toBe(who);
});

test('the mail of a private incident says its number, its roles and where the rest is', () => {
  const open = cardText(card({ summary: 'EU cards' }), 'https://m/bridge/k', null, now);
  expect(open.subject).toBe('INC-42 SEV1, identifying: Checkout returns 500s');
  expect(open.text).toContain('EU cards');
  const hidden = cardText(
    card({
      private: true,
      summary: 'EU cards',
      keyEvents: [{ at: now, by: 'ben', text: 'found it' }],
      asks: [
        {
          who: { name: 'ben', phone: null, email: null, place: null },
          text: 'look',
          dueAt: null,
          state: 'open',
          overdue: false,
        },
      ],
    }),
    'https://m/bridge/k',
    null,
    now,
  );
  expect(hidden.subject).toBe('INC-42');
  expect(hidden.text).not.toMatch(/Checkout|EU cards|found it|look|SEV/);
  expect(hidden.text).toContain('https://m/bridge/k');
  // The same facts give the same words, however late it is.
  expect(cardText(card(), null, null, now + 1000).facts).toBe(cardText(card(), null, null, now).facts);
});

test('the address of the page is masked in what people write, and nothing else', () => {
  const hide = maskBridge(mask);
  const link = `https://muster.example.org/bridge/${secret}`;
  for (const text of [`see ${link} now`, `see <${link}> now`, `see <${link}|the card> now`]) {
    const masked = hide(text);
    expect(masked.text).toBe('see [credential removed: link to the card for when Slack fails] now');
    expect(hide(masked.text).text).toBe(masked.text);
  }
  expect(hide('the /bridge/ is closed')).toEqual({ text: 'the /bridge/ is closed', kinds: [] });
});

function request(key: string) {
  return { params: { key }, query: new URLSearchParams(), headers: {}, address: '203.0.113.1', body: Buffer.alloc(0) };
}
