// The sandbox's page: what the first view costs, and how a channel with 5,000 messages scrolls, in a real Chromium.
import { readFileSync } from 'node:fs';
import type { Browser as Chromium, Page } from 'playwright-core';
import { openBrowser } from '../sandbox/browser/open-browser.ts';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { chromiumPath, howToGetOne, launch } from '../test/support/chromium.ts';
import { met, ms, percentile } from './figures.ts';

const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const messages = 5_000;

/** Rows of the table. Without a Chromium (`CHROMIUM`, else in the usual places) it throws. */
export async function benchBrowser(): Promise<string[][]> {
  const sandbox = await openSandbox({
    manifest,
    people: [{ name: 'ana', zone: 'Europe/Berlin' }, { name: 'ben' }, { name: 'cho' }],
    channels: [
      { name: 'general', members: ['ana', 'ben', 'cho'] },
      { name: 'busy', members: ['ana', 'ben', 'cho'] },
    ],
  });
  await talk(sandbox);
  const page = await openBrowser(sandbox);
  const path = chromiumPath();
  if (path === null) throw new Error(howToGetOne);
  const browser = await launch(path);
  try {
    return [...(await firstView(browser, page.address)), ...(await longChannel(browser, page.address, sandbox))];
  } finally {
    await browser.close();
    await page.close();
    await sandbox.close();
  }
}

/** Words of three people, with threads, reactions and code among them. */
async function talk(sandbox: Sandbox): Promise<void> {
  for (let at = 0; at < messages; at += 1) {
    const person = sandbox.person(['ana', 'ben', 'cho'][Math.floor(at / 3) % 3] ?? 'ana');
    const said = await person.say(
      `Message ${at}: *checkout* answers \`500\` for <@${'ana'}> since ${at % 24}:00 :eyes:`,
      {
        in: 'busy',
      },
    );
    if (at % 25 === 0) await person.react(said, 'eyes');
    if (at % 40 === 0) await person.say(`A reply to ${at}`, { in: 'busy', thread: said.ts });
  }
}

async function firstView(browser: Chromium, address: string): Promise<string[][]> {
  const times: number[] = [];
  let [sent = 0, plain = 0]: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const page = await open(browser, `${address}?as=ana#general`);
    await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
    // From the first request until one can type, as the page itself tells it.
    times.push(await page.evaluate<number>(`performance.getEntriesByName('usable')[0].startTime`));
    [sent = 0, plain = 0] = await page.evaluate<number[]>(sizes);
    await page.context().close();
  }
  const usable = times.sort((a, b) => a - b)[2] ?? Number.NaN;
  return [
    ['first view, packed', kb(sent), '< 150 KB', met(sent < 150_000)],
    ['first view, unpacked', kb(plain), '', ''],
    ['usable, median of five', ms(usable), '< 1000 ms', met(usable < 1000)],
  ];
}

async function longChannel(browser: Chromium, address: string, sandbox: Sandbox): Promise<string[][]> {
  const page = await open(browser, `${address}?as=ana#general`);
  await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
  const opened = await timeOf(async () => {
    await page.getByRole('button', { name: 'busy' }).click();
    await page.getByText(`Message ${messages - 1}:`).waitFor();
  });
  const before = await heapMb(page);
  await page.evaluate(watchFrames);
  // Up to the first message, half a screen with each frame: faster than a wheel goes.
  const up = await timeOf(() => page.evaluate(scroll('up', `document.querySelector('#messages .start')`)));
  const scrolled = await seen(page);
  const after = await heapMb(page);
  const down = await timeOf(() =>
    page.evaluate(scroll('down', 'box.scrollHeight - box.scrollTop - box.clientHeight < 2')),
  );
  const back = await seen(page);
  const comes = await timeOf(async () => {
    await sandbox.person('ben').say('And one more', { in: 'busy' });
    await page.evaluate(shown('And one more'));
  });
  const last = await seen(page);
  return [
    [`a channel with ${messages} messages: open`, ms(opened), '', ''],
    ['scrolled up to the first message', ms(up), '', ''],
    ['longest task meanwhile', ms(scrolled.longest), '< 100 ms', met(scrolled.longest < 100)],
    ['frames meanwhile: median, 95 of 100 within', `${ms(scrolled.frame50)}, ${ms(scrolled.frame95)}`, '', ''],
    ['memory of the page, before and after', `${before.toFixed(0)} and ${after.toFixed(0)} MB`, '', ''],
    ['scrolled back to the end, with all of them loaded', ms(down), '', ''],
    ['longest task meanwhile', ms(back.longest), '< 100 ms', met(back.longest < 100)],
    ['frames meanwhile: median, 95 of 100 within', `${ms(back.frame50)}, ${ms(back.frame95)}`, '', ''],
    ['a new message is shown then', ms(comes), '', ''],
    ['longest task meanwhile', ms(last.longest), '< 100 ms', met(last.longest < 100)],
  ];
}

async function open(browser: Chromium, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript({ content: `localStorage.setItem('sandbox-tour ' + location.port, '{"away":true}')` });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

// What runs in the page is text here: this program knows no types of a browser.
/** Bytes of the page and all that it fetched, packed and unpacked. */
const sizes = `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce(([sent, plain], one) => [sent + one.encodedBodySize, plain + one.decodedBodySize], [0, 0])`;
/** From now on: how long each frame takes, and each task over 50 ms. */
const watchFrames = `{
  const watched = (globalThis.watched = { tasks: [], frames: [] });
  new PerformanceObserver((list) => watched.tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: 'longtask' });
  let last = performance.now();
  const next = (now) => {
    watched.frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}`;

/** Until the last message says so. */
const shown = (words: string): string => `new Promise((resolve) => {
  const rows = document.querySelector('#messages .rows');
  const look = () => (rows.lastElementChild.textContent.includes('${words}') ? resolve(null) : setTimeout(look, 5));
  look();
})`;

/** Half a screen with each frame until it is so. */
const scroll = (way: 'up' | 'down', until: string): string => `new Promise((resolve) => {
  const box = document.querySelector('#messages');
  const next = () => {
    if (${until}) return resolve(null);
    box.scrollTop += ${way === 'up' ? -400 : 400};
    requestAnimationFrame(next);
  };
  next();
})`;

/** What was seen since the last question. */
async function seen(page: Page): Promise<{ longest: number; frame50: number; frame95: number }> {
  const { tasks, frames } = await page.evaluate<{ tasks: number[]; frames: number[] }>(
    '({ tasks: watched.tasks.splice(0), frames: watched.frames.splice(0) })',
  );
  return { longest: Math.max(0, ...tasks), frame50: percentile(frames, 0.5), frame95: percentile(frames, 0.95) };
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const found = await session.send('Performance.getMetrics');
  await session.detach();
  return (found.metrics.find((one) => one.name === 'JSHeapUsedSize')?.value ?? 0) / 2 ** 20;
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`;
