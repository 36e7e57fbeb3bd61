import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { at, botPosts, openRoom, roomText, title } from '../support/in-room.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';
import { minute, openStage, type Stage, type StageOptions } from '../support/war-room.ts';

// Slack fails in the middle of an incident: who leads, the numbers and what was last known can be read all the same, on
// a page and in the mail; and when Slack is back, the room catches up.

let stage: Stage;
let post: MailServer | null = null;
const lines: string[] = [];

afterEach(async () => {
  await stage.close();
  await post?.close();
  post = null;
  lines.length = 0;
});

const bridgeSecret = 'Wq7-tR2mKx9_LcV4hB8nZs3dYf6gJp1T';
const environment = { bridgeSecret };

const config = (id: (name: string) => string) => `
time_zone: Europe/Berlin
status_page: https://status.example.org
call: { link: https://meet.example.org/war-room }
people:
  ana: { slack: ${id('ana')}, phone: "+49 30 901820", email: ana@example.org, place: Berlin }
  ben: { slack: ${id('ben')}, phone: "+44 20 7946 0002", email: ben@example.org }
  cho: { phone: "+82 2 120" }
teams:
  payments:
    rota: { people: [ ben, ana ], turn: weekly, starts: 2026-11-02 }
stakeholders: [ { name: Press office, audience: press, phone: "+49 30 111" } ]
${post === null ? '' : `smtp: { host: 127.0.0.1, port: ${post.port}, from: muster@example.org }`}
`;

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ config, environment, writeLog: (line) => lines.push(line), ...options });
}

async function page(key = bridgeSecret, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${stage.muster.port}/bridge/${key}`, { headers });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** As somebody reads it: no tags, one space between words. */
const read = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const subjects = (address: string) => (post?.to(address) ?? []).map(({ subject }) => subject);

test('Slack is cut off in the middle: page and mail say who leads and what was known, and the room catches up', async () => {
  post = await openMailServer();
  await open();
  await openRoom(stage, 'ben');
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.press('Take fixer', at);
  await stage.rest();
  await ben.command('/incident did restarted the payment workers', at);
  await ana.command(`/incident ask @ben look at the logs by 11:00`, at);
  await stage.rest();

  // Told beforehand, to each alone.
  expect(ben.dm().at(-1)?.text ?? '').not.toBe('');
  expect(ben.dm().some(({ text }) => text.includes(`If Slack fails: http://localhost/bridge/${bridgeSecret}`))).toBe(
    true,
  );
  // Who takes a role hears by mail at once; what came close behind is folded into the next.
  expect(subjects('ben@example.org')).toEqual([`INC-1 SEV1, identifying: ${title}`]);
  expect(subjects('ana@example.org')).toHaveLength(1);
  await stage.pass(4 * minute);
  expect(post.mails).toHaveLength(2);

  stage.sandbox.faults.cutOff();
  const before = post.mails.length;
  // The update falls due, and nobody hears of it.
  await stage.pass(3 * minute);
  const { status, html } = await page();
  expect(status).toBe(200);
  const text = read(html);
  expect(text).toMatch(/Slack has not answered since 10:3\d\./);
  expect(text).toContain(`INC-1 · SEV1 · Critical ${title}`);
  expect(text).toMatch(/Lead ana \+49 30 901820 · ana@example\.org · Berlin for now, since 10:30/);
  expect(text).toMatch(/Fixer ben \+44 20 7946 0002/);
  expect(text).toMatch(/Communicator unclaimed/);
  expect(text).toMatch(/Asked ben \+44 20 7946 0002 : look at the logs , by/);
  expect(text).toMatch(/Changes in place 10:3\d ben : restarted the payment workers/);
  expect(text).toMatch(/payments ben .* \(on call now\)|payments ana .* \(on call now\)/);
  expect(text).toContain('Press office +49 30 111 (press)');
  expect(text).toContain('cho +82 2 120');
  expect(html).toContain('href="https://meet.example.org/war-room"');
  expect(html).toContain('href="https://status.example.org"');
  expect(html).toContain('href="tel:+49309018');

  // One each, as soon as it was found to be away.
  const away = post.mails.slice(before).filter(({ subject }) => subject.startsWith('Slack is away: INC-1 SEV1'));
  expect(away.map(({ to }) => to[0]).sort()).toEqual(['ana@example.org', 'ben@example.org']);
  const [mail] = away;
  expect(mail?.text).toContain(`http://localhost/bridge/${bridgeSecret}`);
  expect(mail?.text).toMatch(/^Slack has not answered since 10:3\d\. Call each other\./);
  expect(mail?.text).toContain('Lead: ana for now, +49 30 901820, ana@example.org, Berlin');
  expect(mail?.text).toContain('restarted the payment workers');
  await stage.pass(8 * minute);
  // Nothing new, no further mail: neither for the outage nor for the time that goes by.
  expect(post.mails.filter(({ subject }) => subject.startsWith('Slack is away'))).toHaveLength(2);

  const posts = botPosts(ana).length;
  stage.sandbox.faults.restore();
  await stage.pass(10 * minute);
  expect(roomText(ana).match(/was due/g)?.length ?? 0).toBeGreaterThan(0);
  expect(botPosts(ana).length - posts).toBeLessThanOrEqual(2);
  const said = botPosts(ana).map((message) => message.text.split('\n')[0]);
  expect(said.filter((line, place) => said.indexOf(line) !== place)).toEqual([]);
  expect((await page()).html).not.toContain('class="lost"');
  const timeline = await ana.command('/incident timeline', at);
  expect(timeline.text).toMatch(/Slack has not answered since/);
  expect(timeline.text).toMatch(/Slack answers again; it had not since/);
  expect(subjects('ben@example.org').at(-1)).toBe(`INC-1 SEV1, identifying: ${title}`);

  // The secret is nowhere but where it was told.
  expect(roomText(ana)).not.toContain(bridgeSecret);
  expect(lines.join('')).not.toContain(bridgeSecret);
  expect(lines.join('')).not.toContain('ana@example.org');
});

test('the page is for who has its secret, in time for all and slowly for who guesses', async () => {
  await open();
  const { status, headers, html } = await page();
  expect(status).toBe(200);
  expect(read(html)).toContain('No incident is open.');
  expect(read(html)).toContain('Phone numbers');
  expect(html).not.toMatch(/<script|<link|<img|javascript:/i);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);

  const guess = (name: string) => page(`${bridgeSecret.slice(0, -1)}${name}`, { 'x-forwarded-for': '203.0.113.7' });
  for (let tries = 0; tries < 10; tries += 1) expect((await guess(`${tries}`)).status).toBe(404);
  expect((await guess('x')).status).toBe(429);
  // Whoever guesses is not listened to, and nobody else has to wait for that.
  expect((await page(bridgeSecret, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(429);
  expect((await page(bridgeSecret, { 'x-forwarded-for': '203.0.113.7, 198.51.100.9' })).status).toBe(200);
  await stage.clock.advance(minute);
  expect((await guess('y')).status).toBe(404);
  expect((await page(bridgeSecret, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(200);
  const metrics = await (await fetch(`http://127.0.0.1:${stage.muster.port}/metrics`)).text();
  expect(metrics).toMatch(/muster_bridge_guesses_total 11/);
});

test('without a secret there is no page, no link, and no trace of either', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  await ben.press('Take fixer', at);
  await stage.rest();
  expect((await page()).status).toBe(404);
  expect((await page('undefined')).status).toBe(404);
  expect((await ben.command('/incident help', at)).text).not.toContain('If Slack fails');
  expect(
    ben
      .dm()
      .map(({ text }) => text)
      .join(),
  ).not.toContain('If Slack fails');
});

test('a private incident is on no page but its own, whose link only its members are told', async () => {
  post = await openMailServer();
  await open();
  const [ana, ben, gus] = [stage.person('ana'), stage.person('ben'), stage.person('gus')];
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Keys of the vault were copied');
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
  const secret = stage.sandbox.channelNames.find((name) => name.startsWith('inc-1')) ?? '';
  const help = await ana.command('/incident help', { in: secret });
  const key = /If Slack fails: \S*\/bridge\/([\w-]+)/.exec(help.text)?.[1] ?? '';
  expect(key).toHaveLength(43);
  expect(key).not.toBe(bridgeSecret);
  expect(read((await page(key)).html)).toContain('Keys of the vault were copied');
  expect(read((await page()).html)).not.toContain('vault');
  // Mail goes through many hands: the number, and the way to the rest.
  const [mail] = post.to('ana@example.org');
  expect(mail?.subject).toBe('INC-1');
  expect(mail?.raw).not.toContain('vault');
  expect(mail?.text).toContain(`/bridge/${key}`);

  const elsewhere = await ben.command('/incident help');
  expect(elsewhere.text).toContain(`If Slack fails: http://localhost/bridge/${bridgeSecret}`);
  expect(elsewhere.text).not.toContain(key);
  await ben.invite('general', 'gus');
  expect((await gus.command('/incident help')).text).not.toContain('/bridge/');

  await ana.command('/incident cancel a drill', { in: secret });
  await stage.rest();
  expect((await page(key)).status).toBe(404);
});

test('who is not known to be a full member is told no link, though elsewhere they count as one', async () => {
  await open();
  stage.sandbox.faults.chance('users.info', 1, { status: 503 });
  const help = await stage.person('ben').command('/incident help');
  expect(help.text).toContain('What one can type');
  expect(help.text).not.toContain('/bridge/');
  stage.sandbox.faults.clear();
  expect((await stage.person('ben').command('/incident help')).text).toContain('/bridge/');
});

test('what says nothing new is not mailed again', async () => {
  post = await openMailServer();
  await open();
  const ana = stage.person('ana');
  await ana.command('/incident new sev3 Search is slow');
  await stage.rest();
  const slow = { in: 'inc-1-search-is-slow' };
  await ana.command('/incident title Search is gone', slow);
  await ana.command('/incident title Search is slow', slow);
  await stage.pass(6 * minute);
  expect(subjects('ana@example.org')).toEqual(['INC-1 SEV3, identifying: Search is slow']);
  await ana.command('/incident title Search is gone', slow);
  await stage.rest();
  expect(subjects('ana@example.org').at(-1)).toBe('INC-1 SEV3, identifying: Search is gone');
});

test('a link pasted into the room is kept on no record', async () => {
  await open();
  await openRoom(stage, 'ben');
  await stage.person('ben').say(`look here http://localhost/bridge/${bridgeSecret} for numbers`, at);
  await stage.rest();
  const entries = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  expect(JSON.stringify(entries)).toContain('credential removed');
  expect(JSON.stringify(entries)).not.toContain(bridgeSecret);
});

test('a mail server that is away, refuses or loses its answer holds nothing up', async () => {
  post = await openMailServer();
  await open();
  post.loseReply = true;
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  // Taken, but nobody said so: the second attempt has the same name.
  await stage.pass(2 * minute);
  const first = post.to('ana@example.org');
  expect(first.length).toBe(2);
  expect(new Set(first.map(({ id }) => id)).size).toBe(1);
  expect(first[0]?.id).toMatch(/^<[\w.-]+@example\.org>$/);

  post.refuseWith = 550;
  await ben.press('Take fixer', at);
  await stage.rest();
  expect(roomText(ben)).toContain('@ben is fixer.');
  expect(roomText(ben)).toMatch(/Could not be done: mail the card for when Slack fails to @ben \(EENVELOPE 550\)/);
  expect(post.to('ben@example.org')).toEqual([]);
  const metrics = await (await fetch(`http://127.0.0.1:${stage.muster.port}/metrics`)).text();
  expect(metrics).toMatch(/muster_mails_total\{outcome="never"\} [1-9]/);
});

test('started while Slack is away, the page is there before Slack is', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  await open({ environment: { ...environment, port } });
  await openRoom(stage);
  const ref = { workspace: stage.sandbox.teamId, number: 1 };
  await stage.muster.engine.perform(ref, { type: 'slack_lost', by: 'muster', since: stage.clock.now() });
  stage.sandbox.faults.cutOff();
  const starting = stage.restart();
  // It is there before the database is, too; then with numbers alone.
  for (let text = ''; !text.includes(title); ) {
    const answer = await fetch(`http://127.0.0.1:${port}/bridge/${bridgeSecret}`).catch(() => null);
    if (answer !== null) text = answer.status === 200 ? read(await answer.text()) : '';
    if (answer === null) await new Promise((soon) => setTimeout(soon, 5));
  }
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect(await ready.text()).toContain('not ready  slack');
  stage.sandbox.faults.restore();
  await starting;
  // What the process before had noted is not left standing.
  expect((await page()).html).not.toContain('class="lost"');
});

test('started while Slack is away, it mails the card as soon as that is certain, and says nothing twice when Slack is back', async () => {
  post = await openMailServer();
  await open();
  await openRoom(stage, 'ben');
  await stage.person('ben').press('Take fixer', at);
  await stage.rest();
  stage.sandbox.faults.cutOff();
  const ref = { workspace: stage.sandbox.teamId, number: 1 };
  const ben = stage.person('ben').profile.id;
  const decided = { text: 'Fail over to Dublin', why: '', who: ben, happenedAt: stage.clock.now() };
  await stage.muster.engine.perform(ref, { type: 'record_decision', by: ben, ...decided });
  const starting = stage.restart();
  const away = () => (post?.mails ?? []).filter(({ subject }) => subject.startsWith('Slack is away: INC-1'));
  // Three calls without an answer, over twenty seconds or more.
  for (let looks = 0; away().length < 2 && looks < 1_000; looks += 1) {
    await stage.clock.advance(5_000);
    await new Promise((soon) => setTimeout(soon, 5));
  }
  expect(away().map(({ to }) => to[0])).toEqual(expect.arrayContaining(['ana@example.org', 'ben@example.org']));
  expect(away()[0]?.text).toContain('Call each other.');
  const before = stage.sandbox.calls.length;
  stage.sandbox.faults.restore();
  await starting;
  await stage.rest();
  expect(stage.sandbox.calls.length).toBeGreaterThan(before);
  expect(away()).toHaveLength(2);
  // What else had to wait for Slack was left to who can do it.
  expect(roomText(stage.person('ben'))).toContain('Fail over to Dublin');
  const entries = await stage.muster.engine.entries(ref, 'all');
  const told = entries.map(({ text }) => text).filter((text) => text.startsWith('Slack '));
  expect(told).toEqual([
    expect.stringMatching(/^Slack has not answered since/),
    expect.stringMatching(/^Slack answers again/),
  ]);
});
