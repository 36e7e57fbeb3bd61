import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';

/** Slack waits three seconds for an answer, and sends an unanswered event again at once, after a minute and after five. */
const ackMs = 3000;
const retryAfterMs = [0, 60_000, 300_000] as const;

export type DeliveryKind =
  | 'event'
  | 'command'
  | 'block_actions'
  | 'view_submission'
  | 'view_closed'
  | 'shortcut'
  | 'message_action'
  | 'block_suggestion';

export type Delivery = {
  kind: DeliveryKind;
  body: Record<string, unknown>;
  /** 0 for the first, then 1 to 3. */
  attempt: number;
  /** HTTP status (200 for an envelope that was acknowledged), or why there is none. */
  status: number | 'waiting' | 'timeout' | 'unreachable' | 'dropped';
  /** Real milliseconds until the app answered. */
  ackMs: number;
};

/** What the app answered: the parsed body, or null for an empty one. */
export type Answer = { status: Delivery['status']; body: unknown; noRetry?: boolean };
export type Retry = { attempt: number; reason: string };
export type Transport = (kind: DeliveryKind, body: Record<string, unknown>, retry: Retry) => Promise<Answer>;

export type Deliveries = {
  readonly list: Delivery[];
  /** Sends an event and, until it is answered well, its retries. */
  event(body: Record<string, unknown>): void;
  /** Sends a command, click or form once; what a person does is never sent again by Slack. */
  ask(kind: DeliveryKind, body: Record<string, unknown>): Promise<Answer>;
  /** The same body once more, now: Slack delivers at least once. */
  redeliver(delivery: Delivery): Promise<Answer>;
  /** Nothing is on its way. Retries that wait for a later minute are not waited for. */
  settled(): Promise<void>;
  /** Events that will be tried again later. */
  readonly waiting: number;
  close(): void;
};

const reasons: Record<string, string> = {
  timeout: 'http_timeout',
  unreachable: 'connection_failed',
  dropped: 'http_timeout',
};

export function makeDeliveries(clock: Clock, faults: Faults, transport: Transport): Deliveries {
  const list: Delivery[] = [];
  const moving = new Set<Promise<unknown>>();
  const retries = new Set<{ cancel(): void }>();
  let heldBack: (() => void)[] = [];
  let closed = false;

  function track<T>(work: Promise<T>): Promise<T> {
    const one = work.finally(() => moving.delete(one));
    moving.add(one);
    return one;
  }

  async function attempt(kind: DeliveryKind, body: Record<string, unknown>, retry: Retry): Promise<Answer> {
    const delivery: Delivery = { kind, body, attempt: retry.attempt, status: 'waiting', ackMs: 0 };
    list.push(delivery);
    const started = performance.now();
    let answer: Answer;
    if (faults.isCutOff) answer = { status: 'unreachable', body: null };
    else if (kind === 'event' && retry.attempt === 0 && faults.lot(faults.delivery.drop))
      answer = { status: 'dropped', body: null };
    else {
      let late: { cancel(): void } | undefined;
      const deadline = new Promise<Answer>((resolve) => {
        late = clock.after(ackMs * (clock.speed?.() ?? 1), () => resolve({ status: 'timeout', body: null }));
      });
      answer = await Promise.race([transport(kind, body, retry), deadline]);
      late?.cancel();
    }
    delivery.status = answer.status;
    delivery.ackMs = performance.now() - started;
    return answer;
  }

  async function tryEvent(body: Record<string, unknown>, retry: Retry): Promise<void> {
    const answer = await attempt('event', body, retry);
    const { status } = answer;
    if ((typeof status === 'number' && status >= 200 && status < 300) || answer.noRetry || closed) return;
    const wait = retryAfterMs[retry.attempt];
    if (wait === undefined) return;
    const next = { attempt: retry.attempt + 1, reason: reasons[String(status)] ?? 'http_error' };
    if (wait === 0) return tryEvent(body, next);
    later(wait, () => tryEvent(body, next));
  }

  /** On the clock; the dial waits for what it starts. */
  function later(ms: number, run: () => Promise<unknown>): void {
    const timer = clock.after(ms, () => {
      retries.delete(timer);
      return closed ? undefined : track(run());
    });
    retries.add(timer);
  }

  function send(body: Record<string, unknown>): void {
    const first = () => void track(tryEvent(body, { attempt: 0, reason: '' }));
    if (faults.delivery.delayMs) later(faults.delivery.delayMs, () => tryEvent(body, { attempt: 0, reason: '' }));
    else first();
    if (faults.lot(faults.delivery.repeat)) first();
    for (const release of heldBack.splice(0)) release();
  }

  function lose(body: Record<string, unknown>): void {
    list.push({ kind: 'event', body, attempt: 0, status: 'dropped', ackMs: 0 });
  }

  /** Overtaken by the next event; or, when none comes, sent a moment later. */
  function holdBack(body: Record<string, unknown>): void {
    void track(
      new Promise<void>((resolve) => {
        const release = () => {
          clearTimeout(timer);
          heldBack = heldBack.filter((one) => one !== release);
          resolve(tryEvent(body, { attempt: 0, reason: '' }));
        };
        const timer = setTimeout(release, 5);
        heldBack.push(release);
      }),
    );
  }

  return {
    list,
    event(body) {
      if (closed) return;
      if (faults.lot(faults.delivery.lose)) lose(body);
      else if (faults.lot(faults.delivery.reorder)) holdBack(body);
      else send(body);
    },
    ask: (kind, body) => track(attempt(kind, body, { attempt: 0, reason: '' })),
    redeliver: ({ kind, body }) =>
      track(attempt(kind, body, { attempt: kind === 'event' ? 1 : 0, reason: 'http_timeout' })),
    async settled() {
      while (moving.size) await Promise.allSettled([...moving]);
    },
    get waiting() {
      return retries.size;
    },
    close() {
      closed = true;
      for (const timer of retries) timer.cancel();
      for (const release of heldBack.splice(0)) release();
    },
  };
}
