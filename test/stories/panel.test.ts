import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, briefingOf, openRoom, postsFinish, resolve, room, roomText, sendForm } from '../support/in-room.ts';
import { openStage, type Stage } from '../support/war-room.ts';

// Who types nothing but `/incident` can do everything by pressing.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'dan');
});
afterAll(() => stage.close());

const answer = (name: string): string => stage.person(name).answers.at(-1)?.text ?? '';

/** Opens the panel from the briefing and presses a button of it. */
async function fromPanel(name: string, label: string): Promise<void> {
  await stage.person(name).press('More', at);
  await stage.rest();
  await stage.person(name).press(label, at);
  await stage.rest();
}

test('looking: the brief, the timeline and what one can type, for the one who presses', async () => {
  const posts = stage.person('dan').reads(room).length;
  await fromPanel('ben', 'Brief');
  expect(answer('ben')).toContain('Checkout returns 500s');
  await fromPanel('ben', 'Timeline');
  expect(answer('ben')).toContain('Key events of INC-1');
  await fromPanel('ben', 'Help');
  expect(answer('ben')).toContain('/incident note');
  expect(stage.person('dan').reads(room)).toHaveLength(posts);
});

test('a role is given by form', async () => {
  await fromPanel('ben', 'Give a role');
  const form = await stage.person('ben').formOpens();
  await form.choose('Role', 'scribe');
  await form.choose('Who', 'dan');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  expect(briefingOf(stage.person('ana'))).toContain('Scribe  @dan (asked');
  await stage.person('dan').press('Accept', { in: 'dm' });
  await stage.rest();
  expect(roomText(stage.person('ana'))).toContain('@dan is scribe.');
});

test('an action item is added, also from what somebody wrote', async () => {
  const ben = stage.person('ben');
  await fromPanel('ben', 'Add action item');
  expect(await sendForm(ben, { 'What is to be done?': 'Alert on the pool' })).toBe('closed');
  await stage.rest();
  const said = await stage.person('dan').say('We must test this under load.', at);
  await stage.rest();
  await ben.messageShortcut('Create action item', { in: room, ts: said.ts });
  const form = await ben.formOpens();
  expect(form.text()).toContain('We must test this under load.');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  const { incident } = stage.muster.engine;
  const kept = await incident({ workspace: stage.sandbox.teamId, number: 1 });
  expect(kept?.actions.map(({ text }) => text)).toEqual(['Alert on the pool', 'We must test this under load.']);
});

test('the form of an action item names people as they are called, and means them when it is sent', async () => {
  const ben = stage.person('ben');
  const seen = await ben.command('/incident action Thank @dan for the graph', at);
  expect(seen.text).toContain('Thank @dan for the graph');
  await ben.press('Owner and date', at);
  const form = await ben.formOpens();
  expect(form.text()).toContain('Thank @dan for the graph');
  expect(form.text()).not.toContain('<@');
  await form.fill('What is to be done?', 'Thank @dan for both graphs');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  const { incident } = stage.muster.engine;
  const kept = await incident({ workspace: stage.sandbox.teamId, number: 1 });
  expect(kept?.actions.at(-1)?.text).toMatch(/^Thank <@U\w+> for both graphs$/);
});

test('the checklist opens as a form, from the briefing and by command', async () => {
  const ben = stage.person('ben');
  await ben.command('/incident checklist', at);
  const form = await ben.formOpens();
  expect(form.title).toBe('Checklist INC-1');
  await form.choose('Was something deployed shortly before?', 'No');
  await stage.rest();
  expect(ben.modal?.text()).toContain('@ben');
  await ben.modal?.close();
});

test('the files come when one presses Export', async () => {
  await fromPanel('dan', 'Export');
  const files = stage
    .person('ana')
    .reads(room)
    .flatMap((message) => message.files.map((file) => file.name));
  expect(files).toContain('INC-1-timeline.csv');
});

test('resolved: where the post-mortem is, closed and opened again, by pressing', async () => {
  const ana = stage.person('ana');
  await resolve(stage, 'ana');
  await postsFinish(stage);
  await ana.press('Post-mortem', at);
  await stage.rest();
  expect(answer('ana')).toContain('The post-mortem of INC-1 is in this thread');
  await ana.press('Close', at);
  expect(await (await ana.formOpens()).submit()).toBe('closed');
  await postsFinish(stage);
  expect(briefingOf(ana)).toContain('Closed');
  await ana.press('Reopen', at);
  expect(await sendForm(ana, { Reason: 'Errors are back' })).toBe('closed');
  await postsFinish(stage);
  expect(roomText(ana)).toContain('Errors are back');
});

test('a false alarm in private: cancelled from the panel, the room archived by hand and brought back', async () => {
  const ana = stage.person('ana');
  const secret = 'inc-2-payroll-was-copied';
  await ana.shortcut('Declare incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Payroll was copied');
  await form.choose('Who may see it', ['Private']);
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
  await ana.press('More', { in: secret });
  await stage.rest();
  await ana.press('Cancel: false alarm', { in: secret });
  expect(await sendForm(ana, { Reason: 'A backup that we knew of' })).toBe('closed');
  await stage.rest();
  expect(ana.transcript(secret)).toContain('A backup that we knew of');

  const archivedAt = async () =>
    (await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 2 }))?.room.archivedAt;
  await ana.archive(secret);
  await stage.rest();
  expect(await archivedAt()).toBe(stage.clock.now());
  await ana.unarchive(secret);
  await stage.rest();
  expect(await archivedAt()).toBeNull();
});
