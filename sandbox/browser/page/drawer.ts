import { nameOf } from './app.ts';
import { type Child, fill, h, keepingFocus, toast } from './dom.ts';

type Call = {
  id: number;
  method: string;
  about: string;
  ms: number | null;
  answer: string;
  args: unknown;
  response: unknown;
};
type Sent = {
  id: number;
  kind: string;
  about: string;
  status: string | number;
  ms: number;
  attempt: number;
  body: unknown;
};
type Errand = {
  id: number;
  number: number;
  task: string;
  surface: string;
  state: string;
  attempt: number;
  failures: number;
  why: string | null;
};
type Entry = {
  id: number;
  number: number;
  kind: string;
  actor: string;
  text: string;
  found: string | null;
  deletedAt: number | null;
  revisions: number;
};
type Switches = Record<string, boolean>;
type Look = {
  bot: string;
  switches: Switches;
  waitingRetries: number;
  calls: Call[];
  deliveries: Sent[];
  debug: { errands: Errand[]; entries: Entry[] } | null;
};

/** What the switches are called, and what happens. */
const troubles: readonly (readonly [key: string, label: string, note: string])[] = [
  ['slow', 'Slow', 'every call takes 1.5 s longer'],
  ['limited', '429', 'half of the calls are told to wait 3 s'],
  ['repeat', 'Repeat', 'every event comes twice'],
  ['reorder', 'Reorder', 'half of the events are overtaken'],
  ['cutOff', 'Cut off', 'neither side reaches the other'],
];
const tabs = ['Calls', 'Events', 'Errands', 'Record'] as const;

const box = h('section', { class: 'drawer', 'aria-label': 'Inside', hidden: true });
let tab: (typeof tabs)[number] = 'Calls';
let look: Look | null = null;
let timer: number | undefined;
/** Rows that were opened stay so while new ones come. */
const unfolded = new Set<string>();

/** For the curious: what goes between Slack and the bot, what waits, what is written down, and switches for trouble. */
export function drawer(): HTMLElement {
  return box;
}

export function toggleDrawer(): void {
  box.hidden = !box.hidden;
  document.body.classList.toggle('in-drawer', !box.hidden);
  clearInterval(timer);
  if (box.hidden) return;
  void refresh();
  timer = window.setInterval(() => void refresh(), 700);
}

async function tellInside(path: string, body?: unknown): Promise<unknown> {
  const given =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`/inside/${path}`, given);
  const said = await answer.json();
  if (!answer.ok) toast(String(said?.error ?? 'That did not work.'));
  return said;
}

async function refresh(): Promise<void> {
  look = (await tellInside('look')) as Look;
  draw();
}

function draw(): void {
  const now = look;
  if (!now) return;
  const rows = { Calls: calls, Events: events, Errands: errands, Record: record }[tab](now);
  const list = box.querySelector('.drawer-list');
  const top = list?.scrollTop ?? 0;
  keepingFocus(box, () =>
    fill(
      box,
      h(
        'header',
        {},
        h(
          'div',
          { class: 'tabs', role: 'tablist', 'aria-label': 'Inside' },
          tabs.map((name) => tabButton(name, now)),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'icon',
            'aria-label': 'Close the drawer',
            data: { key: 'close drawer' },
            onclick: toggleDrawer,
          },
          '✕',
        ),
      ),
      switches(now),
      h('div', { class: 'drawer-list', role: 'tabpanel', 'aria-label': tab, tabindex: '0' }, rows),
    ),
  );
  const again = box.querySelector('.drawer-list');
  if (again) again.scrollTop = top;
}

function tabButton(name: (typeof tabs)[number], now: Look): Child {
  const count = {
    Calls: '',
    Events: now.waitingRetries ? ` (${now.waitingRetries} wait)` : '',
    Errands: ` (${now.debug?.errands.length ?? '–'})`,
    Record: '',
  }[name];
  const choose = () => {
    tab = name;
    draw();
  };
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      'aria-selected': String(tab === name),
      class: tab === name ? 'tab here' : 'tab',
      data: { key: `tab ${name}` },
      onclick: choose,
    },
    name,
    count,
  );
}

function switches(now: Look): Child {
  const turn = (key: string) => () => void tellInside('switch', { [key]: !now.switches[key] }).then(refresh);
  const order = (what: string) => () => void tellInside('bot', { order: what }).then(refresh);
  const button = (label: string, run: () => void, pressed?: boolean, title?: string) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': pressed === undefined ? undefined : String(pressed),
        title,
        data: { key: `switch ${label}` },
        onclick: run,
      },
      label,
    );
  const running = now.bot === 'running';
  return h(
    'div',
    { class: 'switches' },
    h('span', {}, 'Slack: '),
    troubles.map(([key, label, note]) => button(label, turn(key), now.switches[key] === true, note)),
    h('span', {}, `Bot: ${now.bot}`),
    running
      ? [button('Restart bot', order('restart')), button('Kill bot', order('kill'), undefined, 'as a power cut would')]
      : button('Start bot', order('start')),
  );
}

/** The newest first; pressed, a row shows all of it. */
function row(key: string, cells: Child[], detail: unknown, bad = false): Child {
  const open = unfolded.has(key);
  const line = h('summary', { data: { key } }, cells);
  const details = h(
    'details',
    { class: bad ? 'bad' : undefined, open, ontoggle: () => (details.open ? unfolded.add(key) : unfolded.delete(key)) },
    line,
    open ? h('pre', {}, JSON.stringify(detail, null, 1)) : null,
  );
  line.addEventListener('click', () => setTimeout(draw, 0));
  return details;
}
const cell = (text: string, look?: string): Child => h('span', { class: look }, text);
const none = (text: string): Child => h('p', { class: 'none' }, text);

function calls(now: Look): Child {
  if (!now.calls.length) return none('The bot has called nothing yet.');
  return now.calls
    .toReversed()
    .map((one) =>
      row(
        `call ${one.id}`,
        [
          cell(`${one.id}`, 'n'),
          cell(one.method, 'what'),
          cell(one.answer, one.answer === 'ok' ? 'good' : 'wrong'),
          cell(one.ms === null ? '' : `${one.ms} ms`, 'n'),
          cell(one.about, 'about'),
        ],
        { sent: one.args, answered: one.response },
        one.answer !== 'ok',
      ),
    );
}
function events(now: Look): Child {
  if (!now.deliveries.length) return none('Slack has sent nothing yet.');
  return now.deliveries
    .toReversed()
    .map((one) =>
      row(
        `sent ${one.id}`,
        [
          cell(`${one.id}`, 'n'),
          cell(one.kind + (one.attempt ? `, retry ${one.attempt}` : ''), 'what'),
          cell(String(one.status), one.status === 200 ? 'good' : 'wrong'),
          cell(`${one.ms} ms`, 'n'),
          cell(one.about, 'about'),
        ],
        one.body,
        one.status !== 200,
      ),
    );
}
function errands(now: Look): Child {
  if (!now.debug) return none('The bot does not run. What waits is in its database, and is done when it starts.');
  if (!now.debug.errands.length) return none('Nothing waits: Slack has been told everything.');
  return now.debug.errands.map((one) =>
    row(
      `errand ${one.id}`,
      [
        cell(`${one.id}`, 'n'),
        cell(one.task, 'what'),
        cell(one.state, one.state === 'parked' ? 'wrong' : 'good'),
        cell(`INC-${one.number}`, 'n'),
        cell(
          `${one.surface}${one.failures ? ` · failed ${one.failures} times` : ''}${one.why ? ` · ${one.why}` : ''}`,
          'about',
        ),
      ],
      one,
    ),
  );
}
function record(now: Look): Child {
  if (!now.debug) return none('The bot does not run. The record is in its database.');
  return now.debug.entries.map((one) =>
    row(
      `entry ${one.id}`,
      [
        cell(`${one.id}`, 'n'),
        cell(one.kind, 'what'),
        cell(`INC-${one.number}`, 'n'),
        cell(one.actor === 'muster' ? 'muster' : nameOf(one.actor), 'n'),
        cell(
          `${one.deletedAt ? '(deleted) ' : ''}${one.revisions ? `(edited ${one.revisions} times) ` : ''}${one.text}`,
          'about',
        ),
      ],
      one,
    ),
  );
}
