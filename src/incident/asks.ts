import { type Incident, type Instant, isOpen, type MessageRef, type UserId } from './incident.ts';

/** Somebody was asked to do something, and what became of it. */
export interface Ask {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  /** Plain, mentions as `<@U1>`; at most `askLengthMax` characters: the record has the whole. */
  readonly text: string;
  readonly who: UserId;
  readonly by: UserId;
  readonly at: Instant;
  readonly dueAt: Instant | null;
  readonly state: AskState;
  /** Who last said how it stands, and when: who asked, while nobody has. `why` not, while it is declined; plain. */
  readonly said: { readonly by: UserId; readonly at: Instant; readonly why: string };
  /** The message that it is about. */
  readonly source: MessageRef | null;
  /** Its line in the room, and the direct message to who was asked; null until Slack shows them. */
  readonly line: MessageRef | null;
  readonly request: MessageRef | null;
  readonly reminded: boolean;
  /** Its time has passed, and that was told. */
  readonly overdue: boolean;
}

/** `open`: no answer yet. */
export type AskState = 'open' | AskAnswer;
export const askAnswers = ['taken', 'done', 'declined'] as const;
export type AskAnswer = (typeof askAnswers)[number];

export type AskCommand =
  | {
      readonly type: 'make_ask';
      readonly who: UserId;
      readonly text: string;
      readonly dueAt: Instant | null;
      readonly source: MessageRef | null;
    }
  | { readonly type: 'answer_ask'; readonly id: number; readonly answer: AskAnswer; readonly why: string }
  | { readonly type: 'remind_asks' };

export type AskEvent =
  /** `whole`: what was asked, uncut. */
  | { readonly type: 'ask_made'; readonly ask: Ask; readonly whole: string }
  | { readonly type: 'ask_answered'; readonly id: number; readonly answer: AskAnswer; readonly why: string }
  | { readonly type: 'ask_reminded'; readonly id: number }
  | { readonly type: 'ask_overdue'; readonly id: number };

/** Of one ask, in the state. */
export const askLengthMax = 300;
/** At once; more than these nobody follows. */
export const openAsksMax = 100;
/** Settled ones leave the state when so many newer ones are settled too; the record keeps all. */
const settledKept = 40;
/** Who was asked is reminded so long before the time, sooner when half of the time is shorter. */
const remindBeforeMs = 5 * 60_000;

/** Those that still wait for something: the nearest time first, those without one last. */
export function openAsks(incident: Incident): readonly Ask[] {
  return (incident.asks ?? [])
    .filter((ask) => !isSettled(ask))
    .sort((one, other) => (one.dueAt ?? Infinity) - (other.dueAt ?? Infinity) || one.id - other.id);
}

export function findAsk(incident: Incident, id: number): Ask | undefined {
  return incident.asks?.find((ask) => ask.id === id);
}

export function isSettled({ state }: Ask): boolean {
  return state === 'done' || state === 'declined';
}

/** Who may say that it is done: who was asked, who asked, and who leads. The other answers are only for who was asked. */
export function mayAnswer(incident: Incident, ask: Ask, user: UserId, answer: AskAnswer): boolean {
  if (user === ask.who) return true;
  const leads = incident.roles.some((holding) => holding.role === 'lead' && holding.user === user);
  return answer === 'done' && (user === ask.by || leads);
}

/** What is due for an ask next, and when; null: nothing (any more). */
export function nextOfAsk(ask: Ask): { readonly what: 'reminder' | 'overdue'; readonly at: Instant } | null {
  if (ask.dueAt === null || ask.overdue || isSettled(ask)) return null;
  if (ask.reminded) return { what: 'overdue', at: ask.dueAt };
  const beforeMs = Math.min(remindBeforeMs, Math.floor((ask.dueAt - ask.at) / 2));
  return { what: 'reminder', at: ask.dueAt - beforeMs };
}

/** When to look at the asks again; null: not now. Once it is over nobody is reminded. */
export function remindAsksAt(incident: Incident): Instant | null {
  if (!isOpen(incident)) return null;
  const times = openAsks(incident).flatMap((ask) => nextOfAsk(ask)?.at ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** Without the oldest settled ones. */
export function withoutOldest(asks: readonly Ask[]): readonly Ask[] {
  const settled = asks.filter(isSettled);
  const gone = new Set(settled.slice(0, Math.max(0, settled.length - settledKept)).map(({ id }) => id));
  return gone.size === 0 ? asks : asks.filter(({ id }) => !gone.has(id));
}
