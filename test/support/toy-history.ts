import type { History, Reading, Shown, ShownBody } from '../../src/engine/history.ts';

/** A channel as Slack keeps it: what was said stands in it until it is taken out. Counts what it was asked. */
export interface ToyHistory extends History {
  say(ts: string, text: string, more?: Partial<Said>): void;
  edit(ts: string, text: string, editedAt?: number | null): void;
  remove(ts: string): void;
  put(ts: string, body: ShownBody): void;
  change(ts: string, more: Partial<Said>): void;
  /** What the next calls answer instead. */
  next(...answers: Reading[]): void;
  /** Runs before the next page is given out: what happens meanwhile. */
  during(run: () => Promise<unknown>): void;
  readonly calls: string[];
}

interface Said {
  readonly body: ShownBody;
  readonly threadTs: string | null;
  readonly pushpins: readonly string[] | null;
  readonly memo: boolean | null;
  readonly pin: Shown['pin'];
  readonly broadcast: boolean;
}

export function toyHistory(channel: string, pageSize = 5): ToyHistory {
  const said = new Map<string, Said>();
  const calls: string[] = [];
  const planned: Reading[] = [];
  let meanwhile: (() => Promise<unknown>) | null = null;
  const at = (ts: string): number => Math.floor(Number(ts) * 1000);
  const message = (text: string, editedAt: number | null = null): ShownBody => ({
    kind: 'message',
    user: 'U1',
    text,
    files: [],
    editedAt,
  });
  const shown = ([ts, one]: [string, Said]): Shown => {
    const replies = [...said].filter(([, other]) => other.threadTs === ts).map(([reply]) => reply);
    const { body, threadTs, pushpins, memo, pin } = one;
    const thread = replies.length === 0 ? null : { replies: replies.length, latest: replies.sort().at(-1) ?? '' };
    return { ts, at: at(ts), threadTs, body, thread, pushpins, memo, pin };
  };
  /** Rooms that other tests left open are read too: they are empty. */
  async function answer(of: string, call: string, read: () => Reading): Promise<Reading> {
    if (of !== channel) return { outcome: 'read', shown: [], more: false };
    calls.push(call);
    const plan = planned.shift();
    if (plan !== undefined) return plan;
    const page = read();
    await meanwhile?.();
    meanwhile = null;
    return page;
  }
  const cut = (all: readonly Shown[]): Reading => ({
    outcome: 'read',
    shown: all.slice(0, pageSize),
    more: all.length > pageSize,
  });
  const plain = { threadTs: null, pushpins: [], memo: null, pin: null, broadcast: false };
  return {
    calls,
    say: (ts, text, more = {}) => void said.set(ts, { ...plain, body: message(text), ...more }),
    edit: (ts, text, editedAt = at(ts) + 1000) =>
      void said.set(ts, { ...(said.get(ts) ?? { ...plain, body: message('') }), body: message(text, editedAt) }),
    remove: (ts) => void said.delete(ts),
    put: (ts, body) => void said.set(ts, { ...plain, body }),
    change: (ts, more) => void said.set(ts, { ...(said.get(ts) ?? { ...plain, body: message('') }), ...more }),
    next: (...answers) => void planned.push(...answers),
    during: (run) => {
      meanwhile = run;
    },
    page: ({ channel: of, after, before }) =>
      answer(of, 'page', () =>
        cut(
          [...said]
            .filter(([ts, one]) => ts > after && ts < before && (one.threadTs === null || one.broadcast))
            .sort(([one], [other]) => (one < other ? 1 : -1))
            .map(shown),
        ),
      ),
    thread: ({ channel: of, ts, after }) =>
      answer(of, `thread ${ts}`, () => {
        if (!said.has(ts)) return { outcome: 'never', why: 'thread_not_found' };
        return cut(
          [...said]
            .filter(([reply, one]) => one.threadTs === ts && reply > after)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(shown),
        );
      }),
  };
}
