import type { ShownMessage } from '../wire.ts';
import { app, channelOf, onMessage } from './app.ts';
import { announce, type Child, fill, h } from './dom.ts';

type Step = { title: string; words: Child; done: () => boolean };

const box = h('aside', { class: 'tour', 'aria-label': 'Tour', hidden: true });
const seenKey = 'sandbox-tour';
let at = 0;
/** The time at which the tour was begun: what happened before is no step of it. */
let since = '';

const code = (text: string): Child => h('code', {}, text);

/** Messages of war rooms since the tour began. */
function news(): ShownMessage[] {
  return [...app.loaded].flatMap(([channel, { messages }]) =>
    channelOf(channel)?.name.startsWith('inc-') ? [...messages.values()].filter((one) => one.ts > since) : [],
  );
}
const said = (pattern: RegExp): boolean => news().some((one) => pattern.test(one.text));
/** A row of Yes and No is answered in the briefing and the checklist, which are drawn anew. */
const changed = (pattern: RegExp): boolean =>
  [...app.loaded.values()].some(({ messages }) =>
    [...messages.values()].some((one) => one.ts > since && pattern.test(JSON.stringify(one.blocks ?? ''))),
  );

const steps: readonly Step[] = [
  {
    title: 'Something is broken',
    words: [
      'Type ',
      code('/incident new sev1 Checkout returns 500s'),
      ' in any channel and send it. A room opens; its link comes at once.',
    ],
    done: () =>
      app.state.channels.some(
        (one) => one.name.startsWith('inc-') && one.member && one.latest > since && !one.archived,
      ),
  },
  {
    title: 'Who does what',
    words: ['Open the new room in the list. Its first message is the briefing. Press ', code('Take fixer'), '.'],
    done: () => said(/is fixer/),
  },
  {
    title: 'What is it, and what is it not',
    words: [
      'Below the briefing are the checks. Answer one with its menu: choose ',
      code('Yes'),
      ' or ',
      code('No'),
      '.',
    ],
    done: () => changed(/"\*(Yes|No)\* — |\*(Yes|No)\* — /),
  },
  {
    title: 'A moment that matters',
    words: [
      'Write what you found, then put a pushpin on your message: 📌 at its right edge. It is on the timeline now; the bot says so with 📝.',
    ],
    done: () => news().some((one) => one.reactions?.some((reaction) => reaction.name === 'memo')),
  },
  {
    title: 'Somebody else takes over',
    words: [
      'The name at the lower left makes you somebody else. Be ben, open the room and press ',
      code('Take fixer'),
      ': it asks first, and the record keeps both.',
    ],
    done: () =>
      said(/took fixer over|is fixer/) &&
      news().filter((one) => /fixer/.test(one.text) && /took|over/.test(one.text)).length > 0,
  },
  {
    title: 'It is over',
    words: [
      'Press ',
      code('Resolved'),
      ' on the briefing (📌 in the head brings you there). The form says what is still open.',
    ],
    done: () => said(/Resolved at/),
  },
  {
    title: 'The lesson',
    words: [
      'The draft of the post-mortem is in a thread below: timeline, times, who did what, all from the record. Open the thread, or the file in it. That was the tour.',
    ],
    done: () => app.thread !== null && said(/post-mortem/i),
  },
];

/** Five minutes through an incident, step by step; each is done when it is done, or skipped. */
export function tour(): HTMLElement {
  onMessage(() => requestAnimationFrame(lookAtTour));
  return box;
}

export function beginTour(again = false): void {
  const kept = again ? null : read();
  if (kept?.away) return;
  // After a restart of the sandbox it begins anew.
  const same = kept?.start === start();
  at = same ? kept.at : 0;
  since = (same && kept.since) || `${Math.floor(app.state.now / 1000)}.000000`;
  box.hidden = false;
  draw();
}

/** Goes on when the step that is shown has happened. */
export function lookAtTour(): void {
  if (box.hidden || !steps[at]?.done()) return;
  next();
}

function next(): void {
  at += 1;
  const step = steps[at];
  write(!step);
  if (!step) {
    box.hidden = true;
    return;
  }
  announce(`Tour, step ${at + 1}: ${step.title}`);
  draw();
}

function draw(): void {
  const step = steps[at];
  if (!step) return;
  const away = () => {
    box.hidden = true;
    write(true);
  };
  fill(
    box,
    h('h2', {}, step.title),
    h('p', {}, step.words),
    h(
      'footer',
      {},
      h('small', {}, `${at + 1} of ${steps.length}`),
      h('button', { type: 'button', class: 'link', onclick: away }, 'No tour'),
      h('button', { type: 'button', onclick: next }, at === steps.length - 1 ? 'Done' : 'Skip'),
    ),
  );
  write(false);
}

type Kept = { at: number; since: string; away: boolean; start: string };
const start = (): string => app.state.at.split('-')[0] ?? '';
/** Every person of this browser is in the same tour: it asks one to be somebody else. */
function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(`${seenKey} ${location.port}`) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}
function write(away: boolean): void {
  try {
    localStorage.setItem(
      `${seenKey} ${location.port}`,
      JSON.stringify({ at, since, away, start: start() } satisfies Kept),
    );
  } catch {
    // A browser that keeps nothing shows the tour again.
  }
}
