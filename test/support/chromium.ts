import { existsSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const usual = [
  // Half the work of the others, which draw a window that nobody sees.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a browser is: `CHROMIUM`, else the usual places; null when there is none. */
export const chromiumPath = (): string | null =>
  process.env.CHROMIUM || (usual.find((path) => existsSync(path)) ?? null);

/** With `BROWSER_TESTS=all` a missing browser is a failure and not a reason to leave tests out. */
export const mustHaveBrowser = process.env.BROWSER_TESTS === 'all';

export const howToGetOne =
  'no Chromium was found, so what people see in the sandbox is not tested in a browser. Debian: apt-get install chromium-headless-shell fonts-noto-color-emoji; else set CHROMIUM to where one is.';

export async function launch(path: string): Promise<Browser> {
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  return chromium.launch({ executablePath: path, args: [...quiet, '--disable-component-update', '--disable-sync'] });
}

/** A window of somebody, without the tour. What goes wrong in the page is collected in `wrong`. */
export async function openWindow(
  browser: Browser,
  address: string,
  { as, at = 'general', wrong, ...options }: BrowserContextOptions & { as: string; at?: string; wrong: string[] },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(8000);
  await context.addInitScript({ content: `localStorage.setItem('sandbox-tour ' + location.port, '{"away":true}')` });
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(`${as}: ${error.message}`));
  page.on('console', (said) => {
    if (said.type() === 'error') wrong.push(`${as}: ${said.text()} ${said.location().url}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
      wrong.push(`asked elsewhere: ${request.url()}`);
  });
  await page.goto(`${address}?as=${as}#${at}`);
  await page.locator('nav.sidebar .entry').first().waitFor({ state: 'attached' });
  return page;
}
