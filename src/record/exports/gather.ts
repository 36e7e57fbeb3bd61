import type { Instant, UserId } from '../../incident/incident.ts';
import type { Entry } from '../entry.ts';

/** What a page must know of all entries before it writes the first: small, however long the record is. */
export interface Gathered {
  readonly entries: number;
  readonly messages: number;
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
  /** Who wrote or is named, in earlier texts too. */
  readonly users: ReadonlySet<UserId>;
  /** Messages by minute since 1970. */
  readonly perMinute: ReadonlyMap<number, number>;
  /** The first of them, in reading order; deleted ones left out. */
  readonly keyEvents: readonly KeyEvent[];
  readonly moreKeyEvents: number;
  /** `ts` of the messages that somebody replied to. */
  readonly threads: ReadonlySet<string>;
}

export type KeyEvent = Pick<Entry, 'id' | 'at' | 'actor' | 'text'>;

/** More than these nobody reads as a list; the others are marked where they stand. */
const mostKeyEvents = 300;

/** Goes through the record once. */
export async function gather(entries: AsyncIterable<Entry> | Iterable<Entry>): Promise<Gathered> {
  const users = new Set<UserId>();
  const perMinute = new Map<number, number>();
  const threads = new Set<string>();
  const keyEvents: KeyEvent[] = [];
  let [count, messages, moreKeyEvents] = [0, 0, 0];
  let [firstAt, lastAt]: [Instant | null, Instant | null] = [null, null];
  for await (const entry of entries) {
    const { id, at, actor, text } = entry;
    count += 1;
    firstAt ??= at;
    lastAt = at;
    for (const user of usersOf(entry)) users.add(user);
    if (entry.threadTs !== null && entry.threadTs !== entry.ts) threads.add(entry.threadTs);
    if (entry.kind === 'message') {
      messages += 1;
      const minute = Math.floor(at / 60_000);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    if (!entry.keyEvent || entry.deletedAt !== null) continue;
    if (keyEvents.length < mostKeyEvents) keyEvents.push({ id, at, actor, text });
    else moreKeyEvents += 1;
  }
  return { entries: count, messages, firstAt, lastAt, users, perMinute, keyEvents, moreKeyEvents, threads };
}

/** Who wrote an entry or is named in it. */
function* usersOf(entry: Entry): Generator<UserId> {
  yield entry.actor;
  for (const text of [entry.text, ...entry.revisions.map((revision) => revision.text)]) {
    for (const found of text.matchAll(/<@([UW][A-Z0-9]+)/g)) yield found[1] as string;
  }
}
