import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { keptWorld } from '../../play/kept-world.ts';
import { type Browser, type BrowserOptions, openBrowser } from '../../sandbox/browser/open-browser.ts';
import { pageFiles } from '../../sandbox/browser/page-files.ts';
import type { Act, ActResult, Change, State } from '../../sandbox/browser/wire.ts';
import { dialClock } from '../../sandbox/clock.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';

/** The page's server, spoken to as a browser would; no bot is needed for what stands here. */
const manifest = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function open(
  options: BrowserOptions = {},
  more: Partial<SandboxOptions> = {},
  prepare: (world: Sandbox['world']) => void = () => {},
): Promise<{ sandbox: Sandbox; browser: Browser; base: string }> {
  const sandbox = await openSandbox({
    manifest,
    clock: dialClock(Date.UTC(2026, 10, 21, 9, 30)),
    people: [{ name: 'ana' }, { name: 'ben' }, { name: 'gus', guest: true }],
    channels: [
      { name: 'general', members: ['ana', 'ben'] },
      { name: 'secret', private: true, members: ['ana'] },
      { name: 'open', members: ['ana', 'gus'] },
    ],
    ...more,
  });
  opened.push(sandbox);
  prepare(sandbox.world);
  const browser = await openBrowser(sandbox, options);
  opened.push(browser);
  return { sandbox, browser, base: new URL('/', browser.address).href };
}

async function act(base: string, as: string, given: Act): Promise<ActResult> {
  const answer = await fetch(`${base}api/act?as=${as}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  return (await answer.json()) as ActResult;
}
const state = async (base: string, as: string): Promise<State> =>
  (await (await fetch(`${base}api/state?as=${as}`)).json()) as State;
const channelId = (of: State, name: string): string => of.channels.find((one) => one.name === name)?.id ?? '';

/** Reads changes until one fits. */
async function changes(
  base: string,
  as: string,
  from: string,
  enough: (change: Change) => boolean,
): Promise<{ seen: Change[]; last: string }> {
  const stop = new AbortController();
  const answer = await fetch(`${base}api/events?as=${as}&from=${from}`, { signal: stop.signal });
  const seen: Change[] = [];
  let [text, last] = ['', ''];
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      last = /^id: (.+)$/m.exec(event)?.[1] ?? last;
      const change = /^data: (.+)$/m.exec(event)?.[1];
      if (change) seen.push(JSON.parse(change) as Change);
    }
    if (seen.some(enough)) break;
  }
  stop.abort();
  return { seen, last };
}
const says = (text: string) => (change: Change) => change.kind === 'message' && change.message.text === text;

test('the first view is small, and every part of it is script, style or page', () => {
  const files = pageFiles();
  const size = [...files.values()].reduce((sum, { packed }) => sum + packed.length, 0);
  expect(size).toBeLessThan(150_000);
  const page = files.get('/')?.plain.toString() ?? '';
  expect(page).not.toMatch(/<script(?![^>]* src=)|<style|https?:|\son\w+=/);
  for (const [, path = ''] of page.matchAll(/(?:src|href)="(\/[^"]*)"/g)) expect(files.has(path)).toBe(true);
});

test('nothing from elsewhere may run, ask or be shown', async () => {
  const { base } = await open();
  const answer = await fetch(base);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  // A name that leads to this machine, another site's script, and a form that carries no JSON.
  const status = (headers: Record<string, string>, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const sent = ask(`${base}api/act?as=ana`, { method, headers }, (got) => {
        got.resume();
        resolve(got.statusCode ?? 0);
      });
      sent.on('error', reject).end();
    });
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ origin: 'https://evil.example', 'content-type': 'application/json' }, 'POST')).toBe(403);
  expect(await status({ 'content-type': 'text/plain' }, 'POST')).toBe(415);
  // Only a switchable drawer answers there.
  expect((await fetch(`${base}inside/look?as=ana`)).status).toBe(404);
  expect((await fetch(`${base}browser/page/../open-browser.ts`)).status).toBe(404);
});

test('for other machines there is a token: without it nothing is shown', async () => {
  const { browser, base } = await open({ token: 'a-long-token', inside: async () => ({ secret: true }) });
  expect(browser.address).toBe(`${base}?token=a-long-token`);
  for (const path of ['', 'api/state?as=ana', 'inside/look', '?token=a-wrong-token'])
    expect((await fetch(base + path)).status).toBe(401);
  const first = await fetch(`${browser.address}&as=ben`, { redirect: 'manual' });
  expect(first.status).toBe(303);
  expect(first.headers.get('location')).toBe('/?as=ben');
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const again = await fetch(`${base}api/state?as=ben`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(again.status).toBe(200);
});

test('each sees what is theirs: private channels, guests, words for one person', async () => {
  const { sandbox, base } = await open();
  const names = async (as: string) =>
    (await state(base, as)).channels.filter((one) => one.kind !== 'im').map((one) => one.name);
  expect(await names('ana')).toEqual(['general', 'secret', 'open']);
  expect(await names('ben')).toEqual(['general', 'open']);
  expect(await names('gus')).toEqual(['open']);
  const secret = channelId(await state(base, 'ana'), 'secret');
  const [one, other] = [await state(base, 'ana'), await state(base, 'ben')];
  await act(base, 'ana', { do: 'say', channel: secret, text: 'between us' });
  await act(base, 'ana', { do: 'say', channel: channelId(one, 'general'), text: 'to all' });
  expect((await changes(base, 'ana', one.at, says('to all'))).seen.some(says('between us'))).toBe(true);
  const seen = JSON.stringify((await changes(base, 'ben', other.at, says('to all'))).seen);
  expect(seen).not.toContain('between us');
  for (const path of ['messages', 'thread']) {
    const answer = await fetch(`${base}api/${path}?as=ben&channel=${secret}`);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('channel_not_found')]);
  }
  const file = await sandbox.person('ana').say('', { in: 'secret', files: [{ name: 'plan.md', content: 'hidden' }] });
  const id =
    sandbox.world.channels.get(secret)?.messages.find((message) => message.ts === file.ts)?.files?.[0]?.id ?? '';
  expect((await fetch(`${base}api/file?as=ben&id=${id}`)).status).toBe(404);
  const mine = await fetch(`${base}api/file?as=ana&id=${id}`);
  expect([await mine.text(), mine.headers.get('content-disposition')]).toEqual([
    'hidden',
    "attachment; filename*=UTF-8''plan.md",
  ]);
});

test('who comes back hears what was missed, once; who was away too long or over a restart starts afresh', async () => {
  const { base } = await open();
  const before = await state(base, 'ben');
  const general = channelId(before, 'general');
  await act(base, 'ana', { do: 'say', channel: general, text: 'one' });
  const first = await changes(base, 'ben', before.at, says('one'));
  await act(base, 'ana', { do: 'say', channel: general, text: 'two' });
  const second = await changes(base, 'ben', first.last, says('two'));
  expect(second.seen.some(says('one'))).toBe(false);
  expect((await changes(base, 'ben', 'another-1', (change) => change.kind === 'reset')).seen[0]).toEqual({
    kind: 'reset',
  });
});

test('a reply that comes or goes is told with the message that it hangs on', async () => {
  const { sandbox, base } = await open();
  const root = await sandbox.person('ana').say('root', { in: 'general' });
  const counts = async (from: string, count: number | undefined) => {
    const fits = (change: Change) =>
      change.kind === 'message' && change.message.ts === root.ts && change.message.replies?.count === count;
    return (await changes(base, 'ben', from, fits)).last;
  };
  const { at } = await state(base, 'ben');
  const reply = await sandbox.person('ben').say('reply', { in: 'general', thread: root.ts });
  const last = await counts(at, 1);
  await sandbox.person('ben').remove(reply);
  await counts(last, undefined);
});

test('what Slack would not let a person do, the page does not either', async () => {
  const { base } = await open();
  const ana = await state(base, 'ana');
  const general = channelId(ana, 'general');
  const { ts = '' } = await act(base, 'ana', { do: 'say', channel: general, text: 'mine' });
  expect((await act(base, 'ben', { do: 'edit', channel: general, ts, text: 'yours' })).error).toMatch(
    /cant_update_message/,
  );
  expect((await act(base, 'gus', { do: 'say', channel: general, text: 'hello' })).error).toMatch(/channel_not_found/);
  expect(
    (await act(base, 'ana', { do: 'press', place: { channel: general, ts }, block: 'x', action: 'y', fields: {} }))
      .error,
  ).toMatch(/not_found/);
  expect((await act(base, 'ana', { do: 'submit', view: 'V1' })).error).toMatch(/not open any more/);
  // Slackbot says it, to her alone.
  await act(base, 'ana', { do: 'command', channel: general, text: '/nonsense' });
  const { messages } = (await (await fetch(`${base}api/messages?as=ana&channel=${general}`)).json()) as {
    messages: { text: string; ephemeral?: boolean }[];
  };
  expect(messages.at(-1)).toMatchObject({ text: '/nonsense is not a valid command.', ephemeral: true });
});

test('a long channel is given in pages', async () => {
  const { sandbox, base } = await open();
  for (let count = 1; count <= 250; count += 1) await sandbox.person('ana').say(`message ${count}`, { in: 'general' });
  const general = channelId(await state(base, 'ben'), 'general');
  type Page = { messages: { ts: string; text: string }[]; more: boolean };
  const page = async (before: string) =>
    (await (await fetch(`${base}api/messages?as=ben&channel=${general}&limit=100&before=${before}`)).json()) as Page;
  const newest = await page('');
  expect([newest.messages.at(0)?.text, newest.messages.at(-1)?.text, newest.more]).toEqual([
    'message 151',
    'message 250',
    true,
  ]);
  const middle = await page(newest.messages[0]?.ts ?? '');
  const oldest = await page(middle.messages[0]?.ts ?? '');
  expect([oldest.messages.length, oldest.messages[0]?.text, oldest.more]).toEqual([50, 'message 1', false]);
});

test('a kept workspace is there again: people, words, files, threads, and who the bot is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  try {
    const kept = keptWorld(join(folder, 'workspace.bin'));
    expect(kept.exists).toBe(false);
    const { sandbox } = await open();
    const said = await sandbox
      .person('ana')
      .say('kept', { in: 'general', files: [{ name: 'a.md', content: '# kept' }] });
    await sandbox.person('ben').say('also', { in: 'general', thread: said.ts });
    kept.save(sandbox.world);
    const { sandbox: next, base } = await open({}, { seed: 99 }, (world) => kept.load(world));
    expect([next.botUserId, next.teamId]).toEqual([sandbox.botUserId, sandbox.teamId]);
    expect(next.world.app.botToken).toBe(next.botToken);
    const [message] = next.person('ana').reads('general');
    expect(message).toMatchObject({ text: 'kept', author: 'ana', threadTs: said.ts });
    expect(await next.person('ben').download(message?.files[0] ?? { id: '' })).toBe('# kept');
    // A new message gets an id and a ts that nothing has yet.
    const { ts = '' } = await act(base, 'ben', { do: 'say', channel: said.channel, text: 'new' });
    expect(ts > said.ts).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('while the workspace is made ready, the page says what is still done', async () => {
  let undone: string | null = 'Playing the past, 1 of 3 …';
  const { sandbox, base } = await open({ opening: () => undone });
  expect((await fetch(base)).status).toBe(200);
  const early = await fetch(`${base}api/state?as=ana`);
  expect([early.status, await early.json()]).toEqual([503, { opening: 'Playing the past, 1 of 3 …' }]);
  await sandbox.person('ben').say('said in the past', { in: 'general' });
  undone = null;
  const seen = await state(base, 'ana');
  // What was said until then is read.
  expect(seen.channels.find((one) => one.name === 'general')).toMatchObject({ unread: 0 });
});
