import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { minute, openStage, type Stage } from '../support/war-room.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage?.close());
// The same words count as the same incident for a minute: every test begins after that.
afterEach(() => stage.pass(2 * minute));

const rooms = (): readonly string[] => stage.sandbox.channelNames.filter((name) => name.startsWith('inc-'));
const newest = (): string => rooms().at(-1) ?? 'no room';

/** What the person was answered while `act` ran, oldest first. */
async function answersTo(name: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = stage.person(name).answers.length;
  await act();
  await stage.rest();
  return stage
    .person(name)
    .answers.slice(before)
    .map((seen) => seen.text);
}

test('a command is answered at once, and the link to the room follows', async () => {
  const ana = stage.person('ana');
  const answers = await answersTo('ana', () => ana.command('/incident new sev1 Checkout returns 500s'));
  expect(answers).toEqual(['INC-1 is being opened…', 'INC-1 is open: #inc-1-checkout-returns-500s']);
  expect(ana.answers.every((seen) => seen.ephemeral)).toBe(true);
  expect(stage.sandbox.channel(newest()).memberNames).toContain('ana');
});

test('without a severity it is SEV2 for now, and the answer offers the others', async () => {
  const ben = stage.person('ben');
  const answers = await answersTo('ben', () => ben.command('/incident new Search finds nothing'));
  expect(answers.at(-1)).toBe(`INC-2 is open: #${newest()}\nIt is SEV2 for now.\n[SEV1] [SEV2] [SEV3] [SEV4]`);
  expect(stage.sandbox.channel(newest()).topic).toBe('SEV2 · INC-2 Search finds nothing');
  expect(ben.transcript(newest())).toContain('SEV2 for now: nobody has said how bad it is.');

  expect(await ben.press('SEV3', { in: 'general' })).toBe('done');
  await stage.rest();
  expect(stage.sandbox.channel(newest()).topic).toBe('SEV3 · INC-2 Search finds nothing');
  expect(ben.transcript(newest())).not.toContain('for now: nobody');
});

test('only the first field of the form is needed; the form itself shows the link', async () => {
  const cho = stage.person('cho');
  await cho.command('/incident');
  const form = await cho.formOpens();
  expect(form.title).toBe('Declare an incident');
  // Nothing typed: the form stays, and nothing is declared.
  const before = rooms().length;
  expect(await form.submit()).not.toBe('closed');
  expect(rooms()).toHaveLength(before);

  await form.fill('What is happening?', 'Logins time out');
  await form.submit();
  expect(cho.modal?.text()).toContain('INC-3 is being opened…');
  await stage.rest();
  expect(rooms()).toHaveLength(before + 1);
  expect(cho.modal?.text()).toContain(`INC-3 is open: #inc-3-logins-time-out`);
  expect(cho.modal?.text()).toContain('It is SEV2 for now.');
  // It was said where she looks, so not by direct message too.
  expect(cho.dm()).toEqual([]);
  await cho.modal?.close();
});

test('who closes the form before the room is there gets the link by direct message', async () => {
  const dan = stage.person('dan');
  await dan.shortcut('Declare incident');
  const form = await dan.formOpens();
  await form.fill('What is happening?', 'Exports are empty');
  stage.sandbox.faults.next('conversations.create', { rateLimit: 2 });
  await form.submit();
  await dan.modal?.close();
  await stage.pass(minute);
  expect(dan.dm().map((seen) => seen.raw)).toHaveLength(1);
  expect(dan.dm().at(-1)?.text).toContain('INC-4 is open: #inc-4-exports-are-empty');
});

test('words that are no command open the form with the title filled in and what looks alike', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident Logins fail for everybody');
  const text = (await ana.formOpens()).text();
  expect(text).toContain('[Logins fail for everybody]');
  expect(text).toContain('Already open. Is it one of these?');
  expect(text).toContain('INC-3 · SEV2 · Logins time out #inc-3-logins-time-out');
  expect(text).not.toContain('INC-2');
  await ana.modal?.close();
});

test('what looks alike changes while one types, and nothing that was typed is lost', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident Mails are late');
  const form = await ana.formOpens();
  await form.fill('Summary', 'Since the new relay.');
  expect(form.text()).not.toContain('Already open');
  await form.fill('What is happening?', 'Logins time out again');
  expect(form.text()).toContain('INC-3 · SEV2 · Logins time out #inc-3-logins-time-out');
  expect(form.text()).toContain('[Logins time out again]');
  expect(form.text()).toContain('[Since the new relay.]');
  const updates = () => stage.sandbox.calls.filter(({ method }) => method === 'views.update').length;
  const before = updates();
  await form.fill('What is happening?', 'Logins time out again and again');
  expect(updates()).toBe(before);
  await form.fill('What is happening?', '');
  expect(form.text()).toContain('INC-2');
  // Not while the form is gone, and not by force when somebody else changed it.
  stage.sandbox.faults.next('views.update', { error: 'hash_conflict' });
  await form.fill('What is happening?', 'Mails are late');
  expect(ana.dm().filter((seen) => seen.text.includes('Something went wrong'))).toEqual([]);
  await ana.modal?.close();
});

test('everything one can say in the form is on the briefing', async () => {
  const ana = stage.person('ana');
  await ana.shortcut('Declare incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Mails are late');
  await form.choose('Severity', 'SEV3 · Minor');
  await form.fill('Summary', 'Since the new relay.\nAbout an hour late.');
  await form.submit();
  await stage.rest();
  const briefing = ana.reads(newest()).find((seen) => seen.pinned);
  expect(briefing?.text).toContain('INC-5 · SEV3 · Mails are late');
  expect(briefing?.text).toContain('Since the new relay.\nAbout an hour late.');
  await ana.modal?.close();
});

test('a double click on Declare makes one incident', async () => {
  const before = rooms().length;
  const ben = stage.person('ben');
  await ben.command('/incident Invoices are missing');
  const form = await ben.formOpens();
  await form.submit();
  const sent = stage.sandbox.deliveries.findLast(({ kind }) => kind === 'view_submission');
  if (sent === undefined) throw new Error('the form was not sent');
  const again = await stage.sandbox.redeliver(sent);
  expect(again.status).toBe(200);
  await stage.rest();
  expect(rooms()).toHaveLength(before + 1);
  await ben.modal?.close();
});

test('a command that Slack delivers twice, or that is typed twice within a minute, makes one incident', async () => {
  const before = rooms().length;
  const ben = stage.person('ben');
  await ben.command('/incident new Webhooks stand still');
  const sent = stage.sandbox.deliveries.findLast(({ kind }) => kind === 'command');
  if (sent === undefined) throw new Error('no command was sent');
  await Promise.all([stage.sandbox.redeliver(sent), stage.sandbox.redeliver(sent)]);
  await stage.pass(minute / 2);
  const answers = await answersTo('ben', () => ben.command('/incident new  webhooks stand still '));
  expect(answers[0]).toContain(`INC-7 is open: #${newest()}`);
  expect(rooms()).toHaveLength(before + 1);
  // Somebody else's words are somebody else's incident; and after the minute it is another one.
  await stage.person('dan').command('/incident new Webhooks stand still');
  await stage.pass(2 * minute);
  await ben.command('/incident new Webhooks stand still');
  await stage.rest();
  expect(rooms()).toHaveLength(before + 3);
});

test('two clicks in the same instant make one incident', async () => {
  const before = rooms().length;
  const ana = stage.person('ana');
  await Promise.all([
    ana.command('/incident new sev4 Clocks are off'),
    ana.command('/incident new sev4 Clocks are off'),
  ]);
  await stage.rest();
  expect(rooms()).toHaveLength(before + 1);
});

test('a word that is nearly a command is asked about; who meant a title presses', async () => {
  const before = rooms().length;
  const ana = stage.person('ana');
  const [answer] = await answersTo('ana', () => ana.command('/incident tile server is down'));
  expect(answer).toContain("I don't know “/incident tile”. Did you mean `/incident title server is down`?");
  expect(ana.modal).toBeNull();
  expect(rooms()).toHaveLength(before);

  await ana.press('Declare “tile server is down”', { in: 'general' });
  await stage.rest();
  expect(rooms()).toHaveLength(before + 1);
  expect(newest()).toMatch(/^inc-\d+-tile-server-is-down$/);
  expect(ana.answers.at(-1)?.text).toContain(`is open: #${newest()}`);
});

test('words that are to come are no titles', async () => {
  const before = rooms().length;
  const ana = stage.person('ana');
  for (const word of ['review', 'drill', 'search']) {
    const [answer] = await answersTo('ana', () => ana.command(`/incident ${word} something`));
    expect(answer).toContain(`\`/incident ${word}\` is not there yet.`);
    expect(ana.modal).toBeNull();
  }
  expect(rooms()).toHaveLength(before);
});

test('help says what one can type, list what is open, the worst first', async () => {
  const ana = stage.person('ana');
  const helpIn = async (place: string) =>
    (await answersTo('ana', () => ana.command('/incident help', { in: place })))[0];
  const [outside = '', inside = ''] = [await helpIn('general'), await helpIn(newest())];
  for (const words of ['new sev1 TITLE', 'list', 'brief INC-42']) expect(outside).toContain(`\`/incident ${words}\``);
  for (const word of ['role', 'note', 'severity', 'resolved', 'export'])
    expect(inside).toContain(`\`/incident ${word}`);
  // What does not work yet is shown nowhere.
  for (const word of ['review', 'drill']) expect(outside + inside).not.toContain(`/incident ${word}`);

  const [list = ''] = await answersTo('ana', () => ana.command('/incident list'));
  expect(list).toContain('INC-1 · SEV1 · Checkout returns 500s');
  expect(list.indexOf('SEV1 · Checkout')).toBeLessThan(list.indexOf('SEV2 · Logins'));
  expect(list.indexOf('SEV2 · Logins')).toBeLessThan(list.indexOf('SEV4 · Clocks'));
});

test('declared again with another severity: one incident, and what it did not take is said', async () => {
  const ana = stage.person('ana');
  await answersTo('ana', () => ana.command('/incident new sev3 Carts are empty'));
  const before = rooms().length;
  await stage.pass(minute / 3);
  const name = /^(inc-\d+)/.exec(newest())?.[1]?.toUpperCase();
  const [answer] = await answersTo('ana', () => ana.command('/incident new sev1 Carts are empty'));
  expect(answer).toContain(`${name} is open: #${newest()}`);
  expect(answer).toContain(`You declared this as ${name} a moment ago.`);
  expect(answer).toContain(`It is SEV3: \`/incident severity ${name} sev1\` changes it.`);
  expect(rooms()).toHaveLength(before);
  // What it says is understood; and who says the same as it stands is told where it is, no more.
  await ana.command(`/incident severity ${name} sev1`);
  await stage.rest();
  expect(stage.sandbox.channel(newest()).topic).toContain('SEV1');
  const [same] = await answersTo('ana', () => ana.command('/incident new sev1 Carts are empty'));
  expect(same).toBe(`${name} is open: #${newest()}`);
});

test('declared again by form: its summary was not taken, and is not lost', async () => {
  const cho = stage.person('cho');
  await cho.command('/incident new Receipts are blank');
  await stage.rest();
  const before = rooms().length;
  await cho.command('/incident Receipts are blank');
  const form = await cho.formOpens();
  await form.fill('Summary', 'Since <b> the update & later.');
  await form.submit();
  await stage.rest();
  const text = cho.modal?.text();
  expect(text).toMatch(/You declared this as INC-\d+ a moment ago\./);
  expect(text).toMatch(/The summary was not taken: `\/incident summary INC-\d+ TEXT` sets it\./);
  expect(text).toContain('It was: Since <b> the update & later.');
  expect(rooms()).toHaveLength(before);
  await cho.modal?.close();
});

test('what is asked for in private never becomes a public incident: it is one of its own', async () => {
  const dan = stage.person('dan');
  await dan.command('/incident new Payroll is readable');
  await stage.rest();
  const before = rooms().length;
  const inPrivate = async () => {
    await dan.command('/incident Payroll is readable');
    const form = await dan.formOpens();
    await form.fill('Summary', 'Card data may be exposed.');
    await form.choose('Who may see it', ['Private']);
    await form.submit();
    const sent = stage.sandbox.deliveries.findLast(({ kind }) => kind === 'view_submission');
    if (sent === undefined) throw new Error('the form was not sent');
    await stage.sandbox.redeliver(sent);
    await stage.rest();
    const text = dan.modal?.text() ?? '';
    await dan.modal?.close();
    return text;
  };
  expect(await inPrivate()).not.toContain('a moment ago');
  expect(rooms()).toHaveLength(before + 1);
  const secret = newest();
  expect(stage.sandbox.channel(secret).isPrivate).toBe(true);
  expect(
    stage
      .person('ana')
      .reads('incidents')
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain('Card data');
  // Once more, it is the private one; and what is declared openly again is the open one.
  await inPrivate();
  await dan.command('/incident new Payroll is readable');
  await stage.rest();
  expect(rooms()).toHaveLength(before + 1);
  expect(dan.answers.at(-1)?.text).not.toContain(secret);
});

test('a private one that is declared once more openly stays private, and it is said', async () => {
  const ben = stage.person('ben');
  await ben.command('/incident Keys were copied');
  const form = await ben.formOpens();
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  await ben.modal?.close();
  const before = rooms().length;
  const [answer] = await answersTo('ben', () => ben.command('/incident new Keys were copied'));
  expect(answer).toMatch(/You declared this as INC-\d+ a moment ago\.\nIt is private\./);
  expect(rooms()).toHaveLength(before);
});
