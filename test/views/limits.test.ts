import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../sandbox/blocks/check-message.ts';
import { checkView, viewTooLarge } from '../../sandbox/blocks/check-view.ts';
import { elementsOf } from '../../sandbox/blocks/find-element.ts';
import { noCrew } from '../../src/incident/crew.ts';
import type { Incident, Phase } from '../../src/incident/incident.ts';
import type { Policy } from '../../src/incident/policy.ts';
import { formIds, parseActionId, readFormMemo, readPress } from '../../src/slack/ids.ts';
import { checklist } from '../../src/slack/views/checklist.ts';
import { checklistForm } from '../../src/slack/views/checklist-form.ts';
import { topic } from '../../src/slack/views/topic.ts';
import { gallery, manyAsks, manyChanges, manyOffers, manyRoleAsks, type Scene, type Shown } from './gallery.ts';
import { busy, declared, entry, policy } from './given.ts';

const texts: Readonly<Record<string, string>> = {
  'three thousand characters': 'Checkout is slow. '.repeat(170).slice(0, 3000),
  'without a space': 'x'.repeat(3000),
  'everybody called': '<!channel> <!here> <@U1> <!subteam^S1|@ops> & <b>'.repeat(50),
  emoji: '👩‍👩‍👧‍👦🔥'.repeat(200),
  'right to left': 'מערכת התשלומים נפלה, لا يعمل '.repeat(80),
  'Chinese and Japanese': '結帳失敗。決済が失敗しています。'.repeat(150),
  'markup and quotes': '*bold* _it_ `code` ```block``` "quoted" \\ \'\n> quote\n'.repeat(50),
  short: 'a',
};
const phases: readonly Phase[] = ['identifying', 'contained', 'resolved', 'closed', 'cancelled'];

/** As many of everything, and as long, as one may meet. */
function extreme(text: string, phase: Phase): Scene {
  const at = declared().times.declared;
  const names = [...policy.roles.map(({ name }) => name), ...Array.from({ length: 12 }, (_, i) => `custom-role-${i}`)];
  const item = (list: string, i: number) => ({
    id: `${list}.${i + 1}`,
    text,
    link: `https://x.example/${'a'.repeat(500)}`,
  });
  const many: Policy = {
    ...policy,
    roles: names.map((name) => ({ name, duties: text, remindUnheldMs: 1, holders: 2, declarerByDefault: false })),
    checklists: [
      ...['identifying.1', 'identifying.2', 'contained.1', 'resolved.1'].map((list) => ({
        phase: (list.split('.')[0] ?? '') as 'identifying',
        title: text,
        findsCause: true,
        yes: 'Suspected',
        no: 'Ruled out',
        items: Array.from({ length: list.startsWith('identifying') ? 45 : 20 }, (_, i) => item(list, i)),
      })),
    ],
    services: Array.from({ length: 120 }, (_, i) => ({
      name: `${i} ${text}`,
      team: text,
      invite: [],
      runbook: `https://x.example/${i}`,
      dashboard: 'not an address',
    })),
    callLink: 'https://call.example/',
  };
  const checks = many.checklists.flatMap(({ items }) => items);
  const incident: Incident = busy({
    number: 999_999_999,
    title: [...text].slice(0, 70).join(''),
    summary: text,
    phase,
    reason: text,
    severityGiven: false,
    private: text.length < 10,
    services: many.services.map(({ name }) => name),
    policy: many,
    roles: names.flatMap((role) => [
      { role, user: 'U1', since: at, forNow: false },
      { role, user: 'U2', since: at, forNow: false },
    ]),
    checks: Object.fromEntries(
      checks.map(({ id }, i) => [
        id,
        { answer: (['yes', 'no', 'na', 'checking', null] as const)[i % 5] ?? null, by: 'U1', at, note: text },
      ]),
    ),
    actions: Array.from({ length: 30 }, (_, i) => ({
      id: i + 1,
      text,
      owner: i % 2 === 0 ? 'U1' : null,
      dueOn: i % 3 === 0 ? '2026-12-01' : null,
      by: 'U1',
      at,
      source: null,
    })),
    updates: [{ at, by: 'U1', happened: text, doing: text, meanwhile: text, nextAt: null }],
    asks: manyAsks(text, at),
    changes: manyChanges(text, at),
    offers: manyOffers(text, at),
    crew: {
      ...noCrew,
      asks: manyRoleAsks(at).map((ask) => ({ ...ask, role: names[ask.id % names.length] ?? '', ended: null })),
    },
    problems: Array.from({ length: 40 }, () => ({ errand: 'invite', why: 'user_is_restricted', what: text, at })),
    postmortem: {
      ...declared().postmortem,
      state: 'draft',
      writings: { 'root_cause.whys': { text: text.repeat(2), by: 'U1', at }, 'summary.text': { text, by: 'U1', at } },
      memories: { U1: { unwritten: text, surprised: text, remember: text, at } },
    },
  });
  const entries = Array.from({ length: 60 }, (_, i) => entry({ id: i, text, at: at + i * 60_000 }));
  return { incident, entries, others: Array.from({ length: 25 }, () => incident), text };
}

function complaints(shown: Shown): unknown {
  if ('text' in shown) return checkMessage({ text: shown.text, blocks: shown.blocks }, { method: 'post' });
  const found = checkView(shown, shown.type);
  return found.length > 0 ? found : viewTooLarge(shown) ? 'view_too_large' : null;
}

/** The buttons and menus that carry nothing that their listener can read, or more than Slack keeps. */
function unreadable(name: string, shown: Shown): readonly unknown[] {
  const found: unknown[] = [];
  for (const { actionId, block, element } of elementsOf(shown.blocks)) {
    if (block.type === 'input') continue;
    const id = parseActionId(actionId);
    const options = element.options as readonly { readonly value: string }[] | undefined;
    const values = options?.map(({ value }) => value) ?? [String(element.value)];
    for (const value of values) {
      const isRead = id !== null && readPress(id.verb, value) !== null;
      // The stricter of Slack's two figures for the value of an option.
      if (!isRead || (options !== undefined && value.length > 75)) found.push({ name, actionId, value });
    }
  }
  if ('type' in shown && shown.type === 'modal') {
    const id = formIds.find((candidate) => candidate === shown.callback_id);
    const isRead = id !== undefined && readFormMemo(id, shown.private_metadata ?? '') !== null;
    if (!isRead) found.push({ name, form: shown.callback_id });
  }
  return found;
}

const scenes = [
  ...Object.entries(texts).map(([name, text]) => [name, extreme(text, 'identifying')] as const),
  ...phases.map((phase) => [`words, ${phase}`, extreme('Checkout is slow. '.repeat(20), phase)] as const),
  ...phases.map(
    (phase) =>
      [
        `nothing at all, ${phase}`,
        { incident: declared({ phase, roles: [] }), entries: [], others: [], text: '' },
      ] as const,
  ),
];

/** What would call everybody, were it shown; a value, a typed-in field and plain text are never read as markup by Slack. */
function callsIn(shown: Shown): readonly string[] {
  const formatted = JSON.stringify(shown, (key, value) =>
    key === 'value' || key === 'initial_value' || value?.type === 'plain_text' ? undefined : value,
  );
  return formatted.match(/<!(channel|here|everyone|subteam)/g) ?? [];
}

describe('Slack takes every view, every button and menu carries what its listener can read, and nobody is called', () => {
  test.each(scenes)('%s', (_, scene) => {
    const wrong: unknown[] = [];
    for (const [name, all] of Object.entries(gallery(scene))) {
      for (const shown of all) {
        const refused = complaints(shown);
        if (refused !== null) wrong.push({ name, refused });
        wrong.push(...unreadable(name, shown));
        wrong.push(...callsIn(shown).map((call) => ({ name, call })));
      }
    }
    expect(wrong).toEqual([]);
    expect(topic(scene.incident).length).toBeLessThanOrEqual(250);
  });
});

describe('on a checklist no answer is cut, and each link is there or where the message says', () => {
  const counts = [
    ['one long list', [44]],
    ['many short ones', [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]],
    ['a list for each item', Array.from({ length: 22 }, () => 1)],
  ] as const;
  const names = ['three thousand characters', 'everybody called', 'Chinese and Japanese'];
  const lengths = [6, 450, 2850];
  // Each text with each kind of lists, each length with all of both.
  const cases = names.flatMap((name, one) =>
    counts.map(([lists, items], other) => {
      const length = lengths[(one + other) % lengths.length] ?? 0;
      return { name, text: texts[name] ?? '', lists, items, length };
    }),
  );
  test.each(cases)('$name, $lists, links of $length', ({ text, items, length }) => {
    const checklists = items.map((count, list) => ({
      phase: 'identifying' as const,
      title: text.slice(0, 150),
      findsCause: true,
      yes: 'Suspected',
      no: 'Ruled out',
      items: Array.from({ length: count }, (_, i) => ({
        id: `identifying.${list + 1}.${i + 1}`,
        text: text.slice(0, 500),
        link: `https://x.example/${'a'.repeat(length)}`,
      })),
    }));
    const at = declared().times.declared;
    const ids = checklists.flatMap((list) => list.items.map(({ id }) => id));
    const checks = Object.fromEntries(
      ids.map((id) => [id, { answer: 'checking' as const, by: 'U0123456789', at, note: text }]),
    );
    const incident = busy({ policy: { ...policy, checklists }, checks });
    const message = checklist(incident, 'identifying');
    const form = checklistForm(incident, 'identifying');
    expect([complaints(message), complaints(form)]).toEqual([null, null]);
    for (const { blocks } of [message, form]) {
      const shown = blocks.filter((block) => 'accessory' in block);
      expect(shown).toHaveLength(ids.length);
      for (const block of shown) expect(JSON.stringify(block)).toMatch(/Being checked — <@U0123456789>, <!date[^>]*>/);
    }
    const linksIn = ({ blocks }: { blocks: readonly unknown[] }) =>
      JSON.stringify(blocks).split(`/${'a'.repeat(length)}|open>`).length - 1;
    expect(linksIn(form)).toBe(ids.length);
    const pointsToForm = JSON.stringify(message.blocks).includes('Links are in the form.');
    expect(linksIn(message)).toBe(pointsToForm ? 0 : ids.length);
  });
});

test('what a notification says names the incident', () => {
  const scene = extreme('Payments fail', 'identifying');
  const general = ['on-call-list', 'adopting', 'incident-list', 'help', 'trouble', 'unknown-word', 'refusal'];
  for (const [name, shown] of Object.entries(gallery(scene))) {
    for (const each of shown) {
      if ('text' in each && !general.includes(name)) expect(each.text.slice(0, 14)).toBe('INC-999999999:');
    }
  }
});

test('nothing that the bot says of itself shouts or blames', () => {
  const scene: Scene = { incident: busy(), entries: [entry()], others: [busy()], text: 'Payments fail' };
  for (const shown of Object.values(gallery(scene)).flat()) {
    const said = JSON.stringify(shown, (key, value) => (key === 'value' ? undefined : value)).replace(
      /<![a-z]+\^/g,
      '',
    );
    expect(said).not.toMatch(/!/);
    expect(said).not.toMatch(/\b(fault of|blame|stupid|sorry|oops)\b/i);
  }
});

test('every view is in the gallery', () => {
  const parts = [
    'again',
    'ask-words',
    'change-words',
    'asks-on-briefing',
    'check-blocks',
    'check-item',
    'checklist-line',
    'declared-again',
    'guest-cannot',
    'guests-here',
    'heading',
    'headline',
    'asked-role',
    'holders',
    'if-slack-fails',
    'incident-line',
    'key-event',
    'link',
    'look-alikes',
    'moment',
    'next-update',
    'not-here-yet',
    'refusal-in-form',
    'role-buttons',
    'severity-select',
    'split-suggested',
    'status',
    'still-open',
    'topic',
    'triage-words',
    'triages-line',
  ];
  const files = readdirSync(new URL('../../src/slack/views/', import.meta.url)).map((file) =>
    file.replace(/\.ts$/, ''),
  );
  const shown = Object.keys(gallery({ incident: busy(), entries: [], others: [], text: '' }));
  expect([...shown, ...parts].sort()).toEqual(files.sort());
});
