import { nameOf } from './app.ts';
import { type Child, h } from './dom.ts';

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
/** What the server tells of the inside. */
export type Look = {
  bot: string;
  switches: Switches;
  waitingRetries: number;
  calls: Call[];
  deliveries: Sent[];
  debug: { errands: Errand[]; entries: Entry[] } | null;
};

/** Rows that were opened stay so while new ones come. */
const unfolded = new Set<string>();

/** What the drawer lists, by its tabs; `draw` shows all of it again when a row is opened. */
export const drawerRows = (
  draw: () => void,
): Record<'Calls' | 'Events' | 'Errands' | 'Record', (now: Look) => Child> => ({
  Calls: (now) => calls(now, draw),
  Events: (now) => events(now, draw),
  Errands: (now) => errands(now, draw),
  Record: (now) => record(now, draw),
});

/** The newest first; pressed, a row shows all of it. */
function row(draw: () => void, key: string, cells: Child[], detail: unknown, bad = false): Child {
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

function calls(now: Look, draw: () => void): Child {
  if (!now.calls.length) return none('The bot has called nothing yet.');
  return now.calls
    .toReversed()
    .map((one) =>
      row(
        draw,
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
function events(now: Look, draw: () => void): Child {
  if (!now.deliveries.length) return none('Slack has sent nothing yet.');
  return now.deliveries
    .toReversed()
    .map((one) =>
      row(
        draw,
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
function errands(now: Look, draw: () => void): Child {
  if (!now.debug) return none('The bot does not run. What waits is in its database, and is done when it starts.');
  if (!now.debug.errands.length) return none('Nothing waits: Slack has been told everything.');
  return now.debug.errands.map((one) =>
    row(
      draw,
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
function record(now: Look, draw: () => void): Child {
  if (!now.debug) return none('The bot does not run. The record is in its database.');
  return now.debug.entries.map((one) =>
    row(
      draw,
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
