import { type Child, fill, h, keepingFocus, toast } from './dom.ts';
import { drawerRows, type Look } from './drawer-rows.ts';
import { released } from './pressing.ts';

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
  const now = (await tellInside('look')) as Look;
  await released();
  look = now;
  draw();
}

function draw(): void {
  const now = look;
  if (!now) return;
  const rows = drawerRows(draw)[tab](now);
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
  const order = (what: string) => () => {
    void tellInside('bot', { order: what }).then(refresh);
    // It takes a moment: what is pressed shows at once.
    setTimeout(refresh, 50);
  };
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
  return h(
    'div',
    { class: 'switches' },
    h('span', {}, 'Slack: '),
    troubles.map(([key, label, note]) => button(label, turn(key), now.switches[key] === true, note)),
    h('span', {}, `Bot: ${now.bot}`),
    now.bot === 'running'
      ? [button('Restart bot', order('restart')), button('Kill bot', order('kill'), undefined, 'as a power cut would')]
      : now.bot === 'stopped'
        ? button('Start bot', order('start'))
        : null,
  );
}
