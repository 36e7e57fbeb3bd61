import { describe, expect, test } from '@jest/globals';
import { words } from '../../src/slack/routes.ts';
import { help } from '../../src/slack/views/help.ts';
import { incidentList } from '../../src/slack/views/incident-list.ts';
import { refusal } from '../../src/slack/views/refusal.ts';
import { refusalInForm, refusedField } from '../../src/slack/views/refusal-in-form.ts';
import { refusedGuest, trouble } from '../../src/slack/views/trouble.ts';
import { unknownWord } from '../../src/slack/views/unknown-word.ts';
import { refusals } from './gallery.ts';
import { at, busy, drawing, picture, resolved } from './given.ts';

describe('refusals', () => {
  test('every reason has its own words, a whole sentence', () => {
    const words = refusals('ops').map((refused) => picture(refusal(busy(), refused)).split('\n')[0] ?? '');
    expect(new Set(words).size).toBe(words.length);
    for (const sentence of words) expect(sentence).toMatch(/^[A-Z@].*[.`]$/);
  });

  test('a role that somebody holds can be taken over from there', () => {
    const held = { reason: 'already_held', role: 'fixer', user: 'U2', since: at('10:07') } as const;
    expect(picture(refusal(busy(), held))).toBe('@ben is already fixer, since 10:07.\n[Take over]');
  });

  test.each([
    ['an incident that is over', resolved(), '[Make the draft]'],
    ['an open incident', busy(), null],
  ])('without a draft, %s', (_, incident, button) => {
    expect(picture(refusal(incident, { reason: 'no_draft' })).split('\n')[1] ?? null).toBe(button);
  });

  test('a form shows it at its field, in plain text', () => {
    const late = { reason: 'time_out_of_order', time: 'impact_end', before: 'started', beforeAt: at('09:58') } as const;
    expect(refusedField(late)).toBe('impact_ended_at');
    expect(refusalInForm(busy(), late, (id) => id)).toBe(
      'The end of the impact would lie before the time started (09:58 UTC).',
    );
  });
});

test('an unknown word is asked about, with a way out for who meant a title', () => {
  expect(picture(unknownWord('sevrity 2 now', '/incident severity sev2'))).toBe(
    drawing(`
      I don't know “/incident sevrity”. Did you mean \`/incident severity sev2\`? \`/incident help\` shows everything.
      [Declare “sevrity 2 now”]
    `),
  );
});

test('troubles say what is wrong and what to do', () => {
  expect(picture(trouble.databaseAway())).toMatch(/nothing was changed.*try again/);
  expect(picture(trouble.failed('1a2b3c4d'))).toContain('reference 1a2b3c4d');
  expect(picture(trouble.notThereYet('page'))).toBe(
    '`/incident page` is not there yet. `/incident help` shows what is.',
  );
  expect(picture(trouble.notThereYet('search', 'search is down'))).toMatch(/\[Declare “search is down”\]$/);
  expect(picture(trouble.whichIncident('page', 'load is slow', 'Page load is slow'))).toMatch(
    /`\/incident page INC-42 load is slow`\.\n\[Declare “Page load is slow”\]$/,
  );
  expect(picture(trouble.whichIncident('brief', ''))).toBe(
    'This is no war room: say which incident `brief` is for, such as `/incident brief INC-42`.',
  );
  expect(picture(refusedGuest())).toContain('You are a guest here');
  expect(picture(trouble.asForm(refusedGuest()))).toMatch(/^Not done\nYou are a guest here.*\n\[Close\]$/);
});

test('help names every word that works', () => {
  const all = `${picture(help(busy()))}\n${picture(help(null, true))}`;
  for (const { word } of words) expect(all).toContain(`/incident ${word}`.trim());
});

test('help shows what one can type here, and nothing that does not work yet', () => {
  const all = `${picture(help(busy()))}\n${picture(help(null))}`;
  for (const word of ['triage', 'customer', 'search', 'review', 'drill']) {
    expect(all).not.toMatch(new RegExp(`/incident ${word}\\b`));
  }
  expect(picture(help(null))).toContain('`/incident new sev1 TITLE`');
  expect(picture(help(busy()))).toContain('`/incident note 10:12 TEXT`');
});

test('the list says what is open, who leads and where', () => {
  expect(picture(incidentList([busy()]))).toBe(
    drawing(`
      1 incident is open
      INC-42 · SEV1 · Checkout returns 500s
      Identifying since today at 10:02 · Lead @ana for now (declared it) · #inc-42-checkout-returns-500s
    `),
  );
  expect(picture(incidentList([]))).toBe('No incident is open. `/incident new sev2 TITLE` declares one.');
});
