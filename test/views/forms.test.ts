import { expect, test } from '@jest/globals';
import { sections } from '../../src/postmortem/sections.ts';
import { checklistForm } from '../../src/slack/views/checklist-form.ts';
import { closeForm } from '../../src/slack/views/close-form.ts';
import { declareForm } from '../../src/slack/views/declare-form.ts';
import { declareOpening } from '../../src/slack/views/declare-opening.ts';
import { editForm } from '../../src/slack/views/edit-form.ts';
import { memoryForm } from '../../src/slack/views/memory-form.ts';
import { reopenForm } from '../../src/slack/views/reopen-form.ts';
import { resolveForm } from '../../src/slack/views/resolve-form.ts';
import { readNext, updateForm } from '../../src/slack/views/update-form.ts';
import { writeForm } from '../../src/slack/views/write-form.ts';
import { at, busy, declared, drawing, picture, policy, resolved } from './given.ts';

test('declaring requires one field; incidents that look alike stand above it', () => {
  expect(
    picture(declareForm({ policy, title: 'Checkout is slow', severity: null, alike: [busy()] }), { menus: true }),
  ).toBe(
    drawing(`
      Declare an incident
      Already open. Is it one of these?
      • INC-42 · SEV1 · Checkout returns 500s #inc-42-checkout-returns-500s
      ────
      What is happening? [Checkout is slow]
      Severity (optional) [SEV2 for now ▾ SEV1 · Critical | SEV2 · Major | SEV3 · Minor | SEV4 · Notice]
      Services (optional) [Choose an option ▾ checkout]
      Summary (optional) []
      Started at (optional) [Select a date and time]
      Empty: now.
      Who may see it (optional) [ ] Private
      [Declare] [Cancel]
    `),
  );
});

test('without services or others that look alike the form is shorter', () => {
  const seen = picture(declareForm({ policy: { ...policy, services: [] }, title: '', severity: 'sev3', alike: [] }));
  expect(seen).not.toContain('Services');
  expect(seen).not.toContain('Already open');
  expect(seen).toContain('Severity (optional) [SEV3 · Minor ▾]');
});

test('the form says at once that the incident is on its way', () => {
  const room = { ...declared().room, channel: null };
  expect(picture(declareOpening(declared({ room })))).toBe(
    drawing(`
      INC-42
      INC-42 is being opened…
      You may close this; the link comes here or by direct message.
      [Close]
    `),
  );
});

test('resolving asks when the impact ended and says what is open; not yet is as easy', () => {
  const action = { id: 1, text: 'Alert on 500s', owner: null, dueOn: null, by: 'U1', at: at('10:20'), source: null };
  expect(picture(resolveForm(busy({ actions: [action] }), at('10:50')))).toBe(
    drawing(`
      Resolve INC-42
      The draft of the post-mortem follows at once. If it comes back, it can be reopened.
      Not answered
      • Is an internal monitor alerting?
      • Did we reach an API limit?
      Action items
      • Alert on 500s (no owner yet, no date yet)
      When did the impact end? [2026-11-21 10:50]
      What is still in place? (optional) []
      Changes made in a hurry that must be undone or kept, and what is left to watch.
      [Resolve] [Not yet]
    `),
  );
});

test('once contained, that is when the impact is taken to have ended', () => {
  const contained = busy({ phase: 'contained', times: { ...declared().times, contained: at('10:31') } });
  expect(picture(resolveForm(contained, at('10:50')))).toContain('When did the impact end? [2026-11-21 10:31]');
});

test('closing says what becomes of the room', () => {
  expect(picture(closeForm(resolved()))).toBe(
    drawing(`
      Close INC-42
      Closing ends the work on it. The room is archived 14 d after closing, not before the post-mortem is published or waived.
      Not answered
      • Are temporary changes undone?
      [Close] [Not yet]
    `),
  );
  expect(picture(closeForm(resolved({ room: { ...declared().room, adopted: true } })))).toContain(
    'The channel stays as it is.',
  );
});

test('reopening says where it goes on', () => {
  expect(picture(reopenForm(resolved()))).toContain('It goes on in the same room.');
  const room = { ...declared().room, archivedAt: at('11:00') };
  expect(picture(reopenForm(resolved({ room })))).toContain('a new room is opened');
});

test('an edit begins with what stands there, and needs a reason', () => {
  expect(picture(editForm(busy()))).toBe(
    drawing(`
      Edit INC-42
      Title [Checkout returns 500s]
      Severity [SEV1 · Critical ▾]
      Summary (optional) [Card payments fail in the EU since the 09:55 deployment.]
      Reason [EU and US hit]
      It goes on the timeline with the change.
      [Save] [Cancel]
    `),
  );
});

test('an edit that met another one says what stands there now, above what was typed', () => {
  const typed = { title: 'Cards fail', severity: 'sev2', summary: 'EU only', reason: 'clearer' };
  expect(picture(editForm(busy(), { typed, overtaken: ['title', 'severity'], seen: {} }))).toBe(
    drawing(`
      Edit INC-42
      Somebody else changed this while the form was open. What you send now replaces it. It says:
      Checkout returns 500s
      Title [Cards fail]
      Somebody else changed this while the form was open. What you send now replaces it. It says:
      SEV1
      Severity [SEV2 · Major ▾]
      Summary (optional) [EU only]
      Reason [clearer]
      It goes on the timeline with the change.
      [Save all the same] [Cancel]
    `),
  );
});

test('an update begins with the last one and the rhythm of the severity', () => {
  const last = {
    at: at('10:10'),
    by: 'U1',
    happened: 'Cards fail.',
    doing: 'Rolling back.',
    meanwhile: '',
    nextAt: null,
  };
  expect(picture(updateForm(busy({ updates: [last] })), { menus: true })).toBe(
    drawing(`
      Update for INC-42
      It goes into the room, onto the announcement and onto the briefing.
      What happened? [Cards fail.]
      What is being done? (optional) [Rolling back.]
      What can users do meanwhile? (optional) []
      When do we speak next? [in 20 min ▾ in 10 min | in 15 min | in 20 min | in 30 min | in 1 h | in 2 h | none is planned]
      A time that will be kept, news or not. No promise of a fix.
      [Send] [Cancel]
    `),
  );
  expect(picture(updateForm(busy({ severity: 'sev4' })))).toContain('When do we speak next? [none is planned ▾]');
});

test.each([
  ['20', 1_200_000],
  ['none', null],
  [null, null],
  ['-5', null],
  ['1e9', null],
])('the next update chosen as %s', (chosen, ms) => {
  expect(readNext(chosen)).toBe(ms);
});

test('a rhythm of its own is offered too', () => {
  const sev1 = { ...policy.severities.sev1, updateEveryMs: 45 * 60_000 };
  const own = { ...policy, severities: { ...policy.severities, sev1 } };
  expect(picture(updateForm(busy({ policy: own })))).toContain('When do we speak next? [in 45 min ▾]');
});

test('the checklist as a form stays open and shows the same', () => {
  const seen = picture(checklistForm(busy(), 'identifying'));
  expect(seen).toContain('Was something deployed shortly before?   [Yes ▾]\nYes — @ben, 10:07: 09:55');
  expect(seen.split('\n').at(-1)).toBe('[Done]');
});

test('memories are asked in a minute; nothing is required', () => {
  const postmortem = {
    ...resolved().postmortem,
    memories: { U2: { unwritten: 'Restarted a pod', surprised: '', remember: '', at: at('11:00') } },
  };
  expect(picture(memoryForm(resolved({ postmortem }), 'U2'))).toBe(
    drawing(`
      What you remember
      INC-42  Checkout returns 500s
      It goes into the post-mortem without your name.
      What did you do that is not written? (optional) [Restarted a pod]
      What surprised you? (optional) []
      What must we not forget? (optional) []
      [Send] [Cancel]
    `),
  );
});

test('a section is written with its questions; a text too long for a form is left alone', () => {
  const section = sections[6];
  if (section === undefined) throw new Error('no seventh section');
  const writing = (text: string) => ({ text, by: 'U1', at: at('11:00') });
  const writings = {
    'resolution.short_term': writing('Rolled back.'),
    'resolution.long_term': writing('x'.repeat(3001)),
  };
  expect(picture(writeForm(resolved({ postmortem: { ...resolved().postmortem, writings } }), section))).toBe(
    drawing(`
      Post-mortem INC-42
      Resolution
      Short term (optional) [Rolled back.]
      What ended the impact?
      Long term: 3001 characters stand there, more than a form takes. They stay.
      Changes still in place (optional) []
      Which changes made in a hurry are still in place? None is an answer, too.
      [Save] [Cancel]
    `),
  );
});
