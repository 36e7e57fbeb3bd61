import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser as Chromium, Page } from 'playwright-core';
import { type Browser, openBrowser } from '../../sandbox/browser/open-browser.ts';
import { chromiumPath, howToGetOne, launch, mustHaveBrowser, openWindow } from '../support/chromium.ts';
import { openStage, type Stage } from '../support/war-room.ts';

/** People in the page of the sandbox, with a real browser: what they do is done by hand or keys, and seen. */
const path = chromiumPath();
const inBrowser = path ? test : test.skip;
if (!path && mustHaveBrowser) throw new Error(howToGetOne);
if (!path) {
  test.skip(`left out: ${howToGetOne}`, () => {});
  process.stderr.write(`\nLeft out: ${howToGetOne}\n\n`);
}

let stage: Stage;
let browser: Browser;
let chromium: Chromium;
const wrong: string[] = [];
const axe = path ? readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8') : '';

beforeAll(async () => {
  if (!path) return;
  [stage, chromium] = await Promise.all([openStage(), launch(path)]);
  browser = await openBrowser(stage.sandbox);
});
afterAll(async () => {
  await chromium?.close();
  await browser?.close();
  await stage?.close();
  expect(wrong).toEqual([]);
});

afterEach(async () => {
  for (const context of chromium?.contexts() ?? []) await context.close();
});

const window = (as: string, at: string, options = {}) =>
  openWindow(chromium, browser.address, { as, at, wrong, ...options });
const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Channels' });
const messages = (page: Page) => page.getByRole('region', { name: /^Messages in/ });
const send = async (page: Page, text: string) => {
  const field = page.getByRole('main').getByRole('textbox', { name: /^Message to/ });
  await field.fill(text);
  await field.press('Enter');
};

/** What a machine can find wrong for who cannot see or point: nothing serious may be left. */
async function accessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
    type Violation = { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] };
    const { violations } = await run.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
      );
  });
  expect([where, ...found]).toEqual([where]);
}

const room = 'inc-1-checkout-returns-500s';

inBrowser('an incident, from the form to the post-mortem, by two people in two windows', async () => {
  const ana = await window('ana', 'general');
  await send(ana, '/incident');
  const form = ana.getByRole('dialog', { name: 'Declare an incident' });
  await form.getByRole('button', { name: 'Declare' }).click();
  const title = form.getByRole('textbox', { name: 'What is happening?' });
  await form.getByText('Please complete this required field.').waitFor();
  expect(await title.getAttribute('aria-invalid')).toBe('true');
  expect(await title.evaluate((field) => field.matches(':focus'))).toBe(true);
  await title.fill('Checkout returns 500s');
  await form.getByRole('button', { name: /^Severity/ }).click();
  // Escape closes the list, not the form with what was typed.
  await ana.keyboard.press('Escape');
  await form.getByRole('combobox').waitFor({ state: 'detached' });
  await form.getByRole('button', { name: /^Severity/ }).click();
  await form.getByRole('combobox').fill('sev1');
  await form.getByRole('combobox').press('Enter');
  await accessible(ana, 'a form');
  await form.getByRole('button', { name: 'Declare' }).click();
  await sidebar(ana).getByRole('button', { name: room }).waitFor();
  const opened = ana.getByRole('dialog', { name: /INC-1/ });
  await opened.getByText(/INC-1 is open/).waitFor();
  // The link leads into the room, and the form is out of the way.
  await opened.getByRole('link', { name: `#${room}` }).click();
  await opened.waitFor({ state: 'hidden' });
  await ana.getByRole('heading', { name: `# ${room}` }).waitFor();

  const ben = await window('ben', 'incidents');
  await ben.getByRole('button', { name: 'Join channel' }).click();
  await messages(ben).getByRole('button', { name: 'Join', exact: true }).click();
  await sidebar(ben).getByRole('button', { name: room }).click();
  await messages(ben).getByText('Only visible to you').waitFor();
  // Both at once, before the briefing is drawn anew: one has it, the other is told who.
  stage.sandbox.faults.chance('chat.update', 1, { rateLimit: 1 });
  await Promise.all(
    [ana, ben].map((page) => messages(page).getByRole('button', { name: 'Take fixer' }).first().click()),
  );
  const told = Promise.any(
    [ana, ben].map((page) =>
      messages(page)
        .getByText(/is already fixer/)
        .waitFor(),
    ),
  );
  await Promise.all([
    told,
    messages(ana)
      .getByText(/is fixer\./)
      .waitFor(),
    messages(ben)
      .getByText(/is fixer\./)
      .waitFor(),
  ]);

  stage.sandbox.faults.clear();
  await stage.pass(5000);

  const answer = messages(ben).getByRole('button', { name: /^Was something deployed shortly before\?/ });
  await answer.click();
  await ben.getByRole('combobox', { name: /deployed/ }).fill('ye');
  await ben.keyboard.press('Enter');
  await messages(ana)
    .getByText(/Yes — @ben/)
    .waitFor();

  await send(ben, 'Pool is at its limit: 100 of 1000. <img src=x onerror=alert(1)> *now*');
  const said = messages(ben).getByRole('listitem').filter({ hasText: '100 of 1000' });
  expect(await said.locator('img').count()).toBe(0);
  await said.hover();
  await said.getByRole('button', { name: 'More actions' }).click();
  await ben.getByRole('menuitem', { name: 'Edit message' }).click();
  await ben.getByRole('textbox', { name: 'Edit message' }).fill('Pool is at its limit: 100 of 100.');
  await ben.keyboard.press('Enter');
  await messages(ben).getByText('100 of 100. (edited)').waitFor();
  const edited = messages(ana).getByRole('listitem').filter({ hasText: '100 of 100. (edited)' });
  await edited.hover();
  await edited.getByRole('button', { name: 'Mark as key event with a pushpin' }).click();
  await messages(ben).getByRole('button', { name: 'memo 1 by muster' }).waitFor();
  await send(ben, 'Wrong window');
  const slip = messages(ben).getByRole('listitem').filter({ hasText: 'Wrong window' });
  await slip.hover();
  await slip.getByRole('button', { name: 'More actions' }).click();
  await ben.getByRole('menuitem', { name: /^Delete message/ }).click();
  await ben.getByRole('button', { name: 'Delete', exact: true }).click();
  await messages(ana).getByText('Wrong window').waitFor({ state: 'detached' });

  await stage.pass(3 * 60_000);
  await messages(ana).getByRole('button', { name: 'Resolved' }).first().click();
  const resolving = ana.getByRole('dialog', { name: 'Resolve INC-1' });
  // In ana's zone, Berlin, where it is an hour later than on the dial.
  const ended = resolving.getByLabel('When did the impact end?');
  expect(await ended.inputValue()).toBe('2026-11-21T10:33');
  await ended.fill('2026-11-21T10:31');
  await resolving.getByRole('button', { name: 'Resolve', exact: true }).click();
  await messages(ben)
    .getByText(/Resolved at 09:33.* The impact had ended at 09:31/)
    .first()
    .waitFor();
  // Slack takes one message a second in a channel: the sections need some time of the dial.
  for (let left = 20; left > 0; left -= 1) await stage.pass(1000);
  await messages(ben)
    .getByRole('button', { name: /replies/ })
    .last()
    .click();
  const thread = ben.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('10 of 10 · Still missing').waitFor();
  await accessible(ben, 'a room with a thread');
  await thread.getByRole('button', { name: 'Open INC-1-post-mortem.md' }).click();
  const file = ben.getByRole('dialog', { name: 'INC-1-post-mortem.md' });
  await file.getByRole('cell', { name: /100 of 100/ }).waitFor();
  expect(await file.getByText('Wrong window').count()).toBe(0);
});

inBrowser('with the keys alone: declare, go to the room, take a role, react', async () => {
  const page = await window('ana', 'general');
  const { keyboard } = page;
  await page.getByRole('textbox', { name: 'Message to #general' }).focus();
  await keyboard.type('/inc');
  await page.getByRole('option', { name: /^\/incident/ }).waitFor();
  await keyboard.press('Enter');
  await keyboard.type('new sev2 Keys alone');
  await keyboard.press('Enter');
  await messages(page)
    .getByText(/is open:/)
    .waitFor();
  await keyboard.press('Control+k');
  await keyboard.type('keys-alone');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: /keys-alone/ }).waitFor();
  const focused = () => page.locator(':focus').textContent();
  const list = messages(page);
  await list.getByRole('button', { name: 'Take lead' }).waitFor();
  await list.focus();
  let steps = 0;
  for (; steps < 80 && (await focused()) !== 'Take lead'; steps += 1) await keyboard.press('Tab');
  expect(await focused()).toBe('Take lead');
  await keyboard.press('Enter');
  await list
    .getByText(/@ana is lead/)
    .first()
    .waitFor();
  await list.focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  expect(await page.locator(':focus').getAttribute('role')).toBe('listitem');
  // The menu of people opens, moves and goes away, and the focus returns.
  const me = page.getByRole('button', { name: /^You are ana/ });
  await me.focus();
  await keyboard.press('Enter');
  await keyboard.press('ArrowDown');
  expect(await focused()).toContain('Be cho');
  await keyboard.press('Escape');
  expect(await me.evaluate((button) => button.matches(':focus'))).toBe(true);
});

inBrowser('on a phone, in the dark: everything fits, and reads', async () => {
  const page = await window('dan', 'incidents', { viewport: { width: 390, height: 780 }, colorScheme: 'dark' });
  await messages(page).getByText('Keys alone').first().waitFor();
  const overflow = () => page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(await overflow()).toBe(0);
  await accessible(page, 'a phone in the dark');
  await messages(page).getByRole('button', { name: 'Join', exact: true }).last().click();
  await page.getByRole('button', { name: 'Back to the channels' }).click();
  await sidebar(page)
    .getByRole('button', { name: /keys-alone/ })
    .click();
  await messages(page).getByRole('button', { name: 'Send update' }).first().click();
  const form = page.getByRole('dialog', { name: 'Update for INC-2' });
  await form.getByRole('textbox', { name: 'What happened?' }).fill('Card payments fail.');
  const box = await form.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  await accessible(page, 'a form on a phone in the dark');
  await form.getByRole('button', { name: 'Send', exact: true }).click();
  await messages(page).getByText('Card payments fail.').first().waitFor();
  expect(await overflow()).toBe(0);
});

inBrowser('a lost connection is said, and what was missed comes afterwards', async () => {
  const page = await window('ana', 'general');
  await page.getByRole('main').getByRole('textbox').waitFor();
  const port = Number(new URL(browser.address).port);
  await browser.close();
  await page.getByText('Connection lost').waitFor();
  await stage.person('ben').say('Said while ana is away', { in: 'general' });
  browser = await openBrowser(stage.sandbox, { port });
  await messages(page).getByText('Said while ana is away').waitFor();
  expect(await messages(page).getByText('Said while ana is away').count()).toBe(1);
  await page.getByText('Connection lost').waitFor({ state: 'hidden' });
  // The browser itself says that a connection failed.
  expect(
    wrong
      .splice(0)
      .filter((line) => !/ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED|EMPTY_RESPONSE|CONNECTION_RESET)/.test(line)),
  ).toEqual([]);
});

inBrowser('Home shows what is open, and its button declares', async () => {
  const page = await window('cho', 'home');
  await page.getByRole('region', { name: 'Home of the app' }).getByText('Keys alone').waitFor();
  await accessible(page, 'Home');
  await page.getByRole('button', { name: 'Declare an incident' }).click();
  const form = page.getByRole('dialog', { name: 'Declare an incident' });
  // The app draws the form anew while one types; no key is lost, nor the place in the text.
  const title = form.getByRole('textbox', { name: 'What is happening?' });
  await form.getByText('Already open. Is it one of these?').waitFor();
  stage.sandbox.faults.next('views.update', { hangMs: 400 });
  const drawn = stage.sandbox.calls.length;
  await title.pressSequentially('Database slow', { delay: 20 });
  while (!stage.sandbox.calls.slice(drawn).some(({ method }) => method === 'views.update'))
    await page.waitForTimeout(10);
  await title.pressSequentially(' for everybody', { delay: 50 });
  await form.getByText('Already open. Is it one of these?').waitFor({ state: 'detached' });
  expect(await title.inputValue()).toBe('Database slow for everybody');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

inBrowser('two people write to each other alone, and what is new is marked', async () => {
  const ana = await window('ana', 'general');
  await sidebar(ana).getByRole('button', { name: 'New message' }).click();
  await ana.getByRole('combobox').fill('be');
  await ana.keyboard.press('Enter');
  await ana.getByRole('heading', { name: 'ben' }).waitFor();
  const ben = await window('ben', 'general');
  // Nothing was written yet: nobody is told that somebody looked.
  expect(await sidebar(ben).getByRole('button', { name: 'ana', exact: true }).count()).toBe(0);
  // A reload in the middle of a sentence loses none of it.
  const field = ana.getByRole('main').getByRole('textbox', { name: 'Message to ben' });
  await field.pressSequentially('Have you');
  await ana.reload();
  expect(await field.inputValue()).toBe('Have you');
  await send(ana, 'Have you seen the graph of *checkout*?');
  expect(await field.inputValue()).toBe('');
  const entry = sidebar(ben).getByRole('button', { name: /^ana\b.*1 unread/ });
  await entry.getByLabel('1 for you').waitFor();
  await accessible(ben, 'a list with something new');
  await entry.click();
  await messages(ben).getByText('Have you seen the graph of checkout?').waitFor();
  await sidebar(ben).getByRole('button', { name: 'ana', exact: true }).waitFor();
  await send(ben, 'On my way');
  await messages(ana).getByText('On my way').waitFor();
  // Of others they are no business, nor of the app.
  const cho = await window('cho', '@ana');
  expect(await messages(cho).getByText('On my way').count()).toBe(0);
  const talk = [...stage.sandbox.world.channels.values()].find((one) =>
    one.messages.some(({ text }) => text === 'On my way'),
  );
  expect(stage.sandbox.deliveries.filter(({ body }) => JSON.stringify(body).includes(talk?.id ?? '?'))).toEqual([]);
  // A command works there, too.
  await send(ana, '/incident list');
  await messages(ana).getByText('Only visible to you').waitFor();
});

inBrowser('a message that changes under a finger takes no press away, nor a field in which one writes', async () => {
  const [ana, ben] = [await window('ana', 'general'), await window('ben', 'general')];
  const cho = stage.person('cho');
  const asked = await cho.say('Who looks at the queue?', { in: 'general' });
  await cho.say('I do', { in: 'general', thread: asked.ts });
  const replies = messages(ana)
    .getByRole('listitem')
    .filter({ hasText: 'Who looks at' })
    .getByRole('button', { name: /repl/ });
  /** Held down until everybody else has seen the change, and let go then. */
  const change = async (text: string) => {
    await cho.edit(asked, text);
    await messages(ben).getByText(text).waitFor();
    await ana.waitForTimeout(100);
  };
  const thread = ana.getByRole('complementary', { name: 'Thread' });
  const close = thread.getByRole('button', { name: 'Close thread' });
  await replies.hover();
  await ana.mouse.down();
  await change('Who looks at the queue of mails?');
  await ana.mouse.up();
  await thread.getByText('Who looks at the queue of mails?').waitFor();
  await close.click();
  await replies.focus();
  await ana.keyboard.down(' ');
  await change('Who looks at the queue of orders?');
  await ana.keyboard.up(' ');
  await thread.getByText('Who looks at the queue of orders?').waitFor();

  await thread.getByRole('textbox', { name: 'Reply in thread' }).fill('Me too');
  await ana.keyboard.press('Enter');
  const own = thread.getByRole('listitem').filter({ hasText: 'Me too' });
  await own.hover();
  await own.getByRole('button', { name: 'More actions' }).click();
  await ana.getByRole('menuitem', { name: 'Edit message' }).click();
  const field = thread.getByRole('textbox', { name: 'Edit message' });
  await field.press('Home');
  await field.pressSequentially('Yes. ');
  await cho.say('Thank you', { in: 'general', thread: asked.ts });
  await thread.getByText('Thank you').waitFor();
  await ana.keyboard.type('I do. ');
  expect(await field.inputValue()).toBe('Yes. I do. Me too');
  await ana.keyboard.press('Enter');
  await thread.getByText('Yes. I do. Me too (edited)').waitFor();
});

inBrowser('what is said, edited or deleted while a channel opens is not lost', async () => {
  const cho = stage.person('cho');
  const slip = await cho.say('Wrong window', { in: 'general' });
  const guess = await cho.say('The disk is full', { in: 'general' });
  const [dan, ana] = [await window('dan', 'incidents'), await window('ana', 'general')];
  await messages(ana).getByText('Wrong window').waitFor();
  // The answer is ready, and comes only when all of that was told.
  const { promise: told, resolve: goOn } = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await dan.route(/api\/messages/, async (route) => {
    const response = await route.fetch();
    asked.resolve();
    await told;
    await route.fulfill({ response });
  });
  await sidebar(dan)
    .getByRole('button', { name: /general/ })
    .click();
  await asked.promise;
  await cho.remove(slip);
  await cho.edit(guess, 'The disk is nearly full');
  await cho.say('Ninety per cent', { in: 'general' });
  await messages(ana).getByText('Ninety per cent').waitFor();
  await dan.waitForTimeout(100);
  goOn();
  await messages(dan).getByText('Ninety per cent').waitFor();
  await messages(dan).getByText('The disk is nearly full (edited)').waitFor();
  expect(await messages(dan).getByText('Wrong window').count()).toBe(0);
});
