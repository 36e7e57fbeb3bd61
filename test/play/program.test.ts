import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Act, ShownMessage, State } from '../../sandbox/browser/wire.ts';
import { chromiumPath, howToGetOne, launch, mustHaveBrowser } from '../support/chromium.ts';
import { type Program, startProgram } from '../support/sandbox-program.ts';

/**
 * `npm run sandbox` as somebody starts it: programs of their own, spoken to through their page. Two of them, each for all
 * that can be seen in it: one has a past and is kept, the other plays the scenario meanwhile.
 */
const path = chromiumPath();
const inBrowser = path ? test : test.skip;
if (!path && mustHaveBrowser) throw new Error(howToGetOne);
if (!path) process.stderr.write(`\nLeft out: ${howToGetOne}\n\n`);

const room = 'inc-4-checkout-returns-500s';
const folder = mkdtempSync(join(tmpdir(), 'program-'));
let kept: Program;
/** Only a browser looks at it. */
let played: Program | null = null;
let chromium: Browser | null = null;
/** Of somebody who opens the address as soon as it is printed, and what the page is told then. */
let early: Page;
let opening: unknown;

beforeAll(async () => {
  [kept, played, chromium] = await Promise.all([
    startProgram(['--keep'], { cwd: folder }).then(async (program) => {
      opening = await first(program);
      return program;
    }),
    path ? startProgram(['--scenario', 'demo', '--speed', '30'], { npm: true }) : null,
    path ? launch(path) : null,
  ]);
  if (chromium) early = await open(chromium, kept.address);
}, 180_000);
afterAll(async () => {
  await chromium?.close();
  await Promise.all([kept?.stop(), played?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  // How fast the machine is says nothing of the program.
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  return page;
}

const first = async ({ address }: Program): Promise<unknown> => {
  const answer = await fetch(new URL('api/state?as=ana', address));
  return [answer.status, await answer.json()];
};
const get = async <T>(path: string, { address } = kept): Promise<T> =>
  (await (await fetch(new URL(path, address))).json()) as T;
const post = async (path: string, body: unknown, { address } = kept) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL(path, address), { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, unknown>;
};
const act = (as: string, given: Act, program = kept) => post(`api/act?as=${as}`, given, program);
const state = (program = kept) => get<State>('api/state?as=ana', program);
const channelNamed = async (name: string, program = kept) =>
  (await state(program)).channels.find((one) => one.name === name);
const messagesIn = async (name: string, program = kept) => {
  const channel = (await channelNamed(name, program))?.id ?? '';
  return (await get<{ messages: ShownMessage[] }>(`api/messages?as=ana&channel=${channel}`, program)).messages;
};

type Inside = { bot: string; debug: { entries: { text: string }[] } | null };
const inside = () => get<Inside>('inside/look');

/** Asks again until it is so; how long does not matter. */
async function until<T>(look: () => Promise<T>, fits: (found: T) => unknown): Promise<T> {
  for (;;) {
    const found = await look();
    if (fits(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// First, and ended then: while it runs it costs.
inBrowser(
  'the scenario begins in an empty workspace, goes on by itself, and has a role for who looks on',
  async () => {
    const program = played as Program;
    await program.said(/Ready after/);
    const page = await open(chromium as Browser, `${program.address}?as=fay#incidents`);
    const messages = page.getByRole('region', { name: /^Messages in/ });
    await messages.getByRole('button', { name: 'Join', exact: true }).click();
    const list = page.getByRole('navigation', { name: 'Channels' });
    await list.getByRole('button', { name: 'inc-1-checkout-returns-500s' }).click();
    // The story may have given it to somebody by now: then it asks first.
    await messages.getByRole('button', { name: 'Take scribe' }).first().click();
    const asks = page.getByRole('dialog').getByRole('button', { name: 'Take over' });
    const taken = messages.getByText(/@fay (is|took) scribe/);
    await asks.or(taken).first().waitFor();
    if (await asks.isVisible()) await asks.click();
    await taken.first().waitFor();
    // The story goes on with her in it.
    const ofOthers = async () =>
      (await messagesIn('inc-1-checkout-returns-500s', program)).filter((one) => /^[A-Z]/.test(one.text)).length;
    const before = await ofOthers();
    await until(ofOthers, (now) => now > before);
    expect((await state(program)).channels.filter((one) => one.name.startsWith('inc-'))).toHaveLength(1);
    await page.context().close();
    await program.stop();
  },
  180_000,
);

test('the page is there before the past is played, says how far that is, and then opens', async () => {
  expect(opening).toEqual([503, { opening: expect.stringContaining('past') }]);
  const empty = await startProgram(['--empty']);
  expect(await first(empty)).toEqual([503, { opening: 'Starting the bot …' }]);
  // Ended before it was ready.
  expect(await empty.stop()).toBe(0);
  // A second one would lose what the first one writes.
  await expect(startProgram(['--keep'], { cwd: folder })).rejects.toThrow(/\(1\).*Another sandbox keeps/s);
  await kept.said(/Ready after/);
  const { channels } = await state();
  expect(channels.filter((one) => one.unread > 0).map((one) => one.name)).toEqual([]);
  // On a busy machine a first start takes many seconds.
}, 180_000);

test('three incidents lie in its past, each with its post-mortem and as closed', async () => {
  await kept.said(/Ready after/);
  const { channels } = await state();
  const rooms = channels.filter((one) => one.name.startsWith('inc-')).sort((a, b) => a.name.localeCompare(b.name));
  expect(rooms.map((one) => one.name)).toEqual([
    'inc-1-login-fails-for-half-of-the-customers',
    'inc-2-order-e-mails-are-hours-late',
    'inc-3-search-shows-sold-out-items',
  ]);
  for (const { name } of rooms) {
    const [head] = (await messagesIn(name)).filter((one) =>
      JSON.stringify(one.blocks ?? '').includes('Post-mortem INC-'),
    );
    // Ten sections and the file.
    expect([name, head?.replies?.count]).toEqual([name, 11]);
  }
  const announced = (await messagesIn('incidents')).filter((one) =>
    JSON.stringify(one.blocks ?? '').includes('Closed at'),
  );
  // It is as long ago as it says.
  expect(announced.map((one) => Math.round((Date.now() / 1000 - Number(one.ts)) / 86_400))).toEqual([20, 9, 2]);
});

inBrowser(
  'the tour: each step is done as it says, by hand',
  async () => {
    const page = early;
    const tour = page.getByRole('complementary', { name: 'Tour' });
    const step = (title: string) => tour.getByRole('heading', { name: title }).waitFor();
    const list = page.getByRole('navigation', { name: 'Channels' });
    const messages = page.getByRole('region', { name: /^Messages in/ });
    const write = async (text: string) => {
      const field = page.getByRole('main').getByRole('textbox', { name: /^Message to/ });
      await field.fill(text);
      await field.press('Enter');
    };

    await step('Something is broken');
    await write('/incident sevrity');
    await messages.getByText('Did you mean').waitFor();
    await write((await tour.locator('code').first().textContent()) ?? '');
    await step('Who does what');
    await list.getByRole('button', { name: room }).click();
    // One begins to read at the briefing, where what the tour speaks of is.
    await messages.getByText('New', { exact: true }).waitFor();
    const fixer = messages.getByRole('button', { name: 'Take fixer' });
    // In the moment in which the briefing is drawn anew there is none.
    expect((await until(() => fixer.boundingBox(), Boolean))?.y).toBeLessThan(800);
    await fixer.click();
    await step('What is it, and what is it not');
    await messages.getByRole('button', { name: /^Was something deployed shortly before\?/ }).click();
    await page.getByRole('option', { name: 'Yes' }).click();
    await step('A moment that matters');
    await write('checkout-api 4.12.0 was deployed at 09:55.');
    const said = messages.getByRole('listitem').filter({ hasText: 'checkout-api 4.12.0' });
    await said.hover();
    await said.getByRole('button', { name: 'Mark as key event with a pushpin' }).click();

    await step('Somebody else takes over');
    await page.getByRole('button', { name: /^You are ana/ }).click();
    await page.getByRole('menuitem', { name: /^Be ben/ }).click();
    await page.getByRole('button', { name: /^You are ben/ }).waitFor();
    await page.getByRole('button', { name: 'Join channel' }).click();
    await messages.getByRole('button', { name: 'Take fixer' }).click();
    await page.getByRole('dialog', { name: 'Take fixer over?' }).getByRole('button', { name: 'Take over' }).click();
    await step('It is over');

    // Meanwhile the bot is restarted, from the drawer.
    await page.getByRole('button', { name: 'Look inside' }).click();
    const drawer = page.getByRole('region', { name: 'Inside' });
    await drawer.getByRole('button', { name: 'Restart bot' }).dblclick();
    await drawer.getByText(/Bot: (stopping|starting)/).waitFor();
    await drawer.getByText('Bot: running').waitFor();
    await page.getByRole('button', { name: 'Close the drawer' }).click();

    await messages.getByRole('button', { name: 'Resolved', exact: true }).first().click();
    const form = page.getByRole('dialog', { name: 'Resolve INC-4' });
    await form.getByRole('button', { name: 'Resolve', exact: true }).click();
    await step('The lesson');
    // Slack takes one message a second in a channel: what stands in the thread comes by and by.
    await messages.getByRole('button', { name: /replies/ }).click();
    await page.getByRole('complementary', { name: 'Thread' }).getByText('1 of 10 · Executive summary').waitFor();
    await tour.waitFor({ state: 'hidden' });
  },
  180_000,
);

inBrowser('the page for when Slack fails opens from its link', async () => {
  const page = await open(chromium as Browser, `${kept.address}?as=ben#${room}`);
  const field = page.getByRole('main').getByRole('textbox', { name: /^Message to/ });
  await field.fill('/incident help');
  await field.press('Enter');
  const link = page.locator('a[href*="/bridge/"]').last();
  const [card] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await card.getByRole('heading', { name: 'When Slack fails' }).waitFor();
  await page.context().close();
});

test('a killed bot loses nothing, and a kept workspace is there the next time; for others it asks for its token', async () => {
  const general = (await channelNamed('general'))?.id ?? '';
  await act('ana', { do: 'command', channel: general, text: '/incident new sev2 Mails are late' });
  const name = 'inc-5-mails-are-late';
  const withoutTour = name.replace('5', path ? '5' : '4');
  const { id } = await until(
    async () => (await state()).channels.find((one) => one.name === withoutTour && one.pins.length > 0) ?? { id: '' },
    (found) => found.id,
  );
  await act('ana', { do: 'say', channel: id, text: 'before the kill' });
  const has = (now: Inside, text: string) => now.debug?.entries.filter((entry) => entry.text === text).length === 1;
  await until(inside, (now) => has(now, 'before the kill'));
  expect(await post('inside/bot', { order: 'kill' })).toEqual({ bot: 'stopped' });
  expect((await inside()).debug).toBeNull();
  // Said while nobody listens: read back from the history when the bot starts.
  await act('ana', { do: 'say', channel: id, text: 'while it was dead' });
  expect(await post('inside/bot', { order: 'start' })).toEqual({ bot: 'running' });
  await until(inside, (now) => has(now, 'before the kill') && has(now, 'while it was dead'));

  expect(await kept.stop()).toBe(0);
  // Every address of this machine: from elsewhere it could be asked.
  kept = await startProgram(['--keep', '--host', '0.0.0.0'], { cwd: folder });
  expect(kept.address).toMatch(/\?token=[0-9a-f]{32}$/);
  const port = new URL(kept.address).port;
  const own = `http://127.0.0.1:${port}/`;
  for (const query of ['', 'api/state?as=ana', '?token=wrong']) expect((await fetch(own + query)).status).toBe(401);
  await kept.said(/Ready after/);
  const first = await fetch(`${own}${new URL(kept.address).search}`, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/json' };
  const now = async () => (await (await fetch(`${own}api/state?as=ana`, { headers })).json()) as State;
  // The bot still knows the room, and the room the bot.
  expect((await now()).channels.map((one) => one.name)).toContain(withoutTour);
  await fetch(`${own}api/act?as=ana`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ do: 'command', channel: id, text: '/incident title Mails are very late' } satisfies Act),
  });
  await until(now, ({ channels }) => channels.find((one) => one.id === id)?.topic.endsWith('Mails are very late'));
  expect(await kept.stop()).toBe(0);
}, 180_000);
