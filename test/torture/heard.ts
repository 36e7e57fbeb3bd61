import type { Delivery } from '../../sandbox/deliveries.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { instantOf } from '../../src/engine/mend-room.ts';
import { type Shown, wordsShown } from './app-words.ts';

/** What acknowledged events told the bot of one message. */
export interface Told {
  readonly texts: Set<string>;
  isDeleted: boolean;
  /** When it was deleted, in ms, by what Slack said first; null: nobody was told. */
  deletedAt: number | null;
}

type Words = Shown & { readonly ts?: string; readonly subtype?: string };

/** The id that a channel had in the beginning: what people wrote there is kept by it. */
export function firstId(sandbox: Sandbox, channel: string): string {
  return sandbox.world.channels.get(channel)?.previousIds[0] ?? channel;
}

/**
 * Keeps what the bot acknowledged: from then on Slack does not send it again, so it must be on the record. Bodies are
 * let go, but for some that are sent once more in the end.
 */
export function makeHeard(sandbox: Sandbox, lot: () => number) {
  const list = sandbox.deliveries;
  const told = new Map<string, Told>();
  const kept: Delivery[] = [];
  const counts = { events: 0, acknowledged: 0, again: 0, failed: 0, commands: 0 };

  function note(channel: string, ts: string | undefined, text: string | undefined, deletedTs?: string): void {
    if (ts === undefined) return;
    const key = `${channel} ${ts}`;
    const one = told.get(key) ?? { texts: new Set(), isDeleted: false, deletedAt: null };
    told.set(key, one);
    if (text !== undefined) one.texts.add(text);
    if (deletedTs === undefined) return;
    one.isDeleted = true;
    one.deletedAt = Math.min(one.deletedAt ?? Number.POSITIVE_INFINITY, instantOf(deletedTs));
  }

  const wordsOf = (message: Words | undefined) => (message?.text === undefined ? undefined : wordsShown(message));

  function read(event: Record<string, unknown>): void {
    if (event.type !== 'message') return;
    const channel = firstId(sandbox, String(event.channel));
    const message = event.message as Words | undefined;
    const previous = event.previous_message as Words | undefined;
    if (event.subtype === 'message_changed') {
      note(channel, message?.ts, wordsOf(previous));
      if (message?.subtype === 'tombstone') note(channel, message.ts, undefined, String(event.ts));
      else note(channel, message?.ts, wordsOf(message));
    } else if (event.subtype === 'message_deleted')
      note(channel, String(event.deleted_ts), wordsOf(previous), String(event.ts));
    else note(channel, String(event.ts), wordsOf(event as Words));
  }

  /** Takes what is decided out of the sandbox's list. */
  function collect(): void {
    const left: Delivery[] = [];
    for (const delivery of list.splice(0)) {
      if (delivery.status === 'waiting') {
        left.push(delivery);
        continue;
      }
      // The notice that events were dropped carries none.
      if (delivery.kind === 'event' && delivery.body.event === undefined) continue;
      const isGood = delivery.status === 200;
      if (delivery.kind !== 'event') {
        counts.commands += 1;
        // Slack sends a command once; what stands between, and a person's second press, may not.
        if (isGood && delivery.kind === 'command' && lot() < 0.3 && kept.length < 400) kept.push(delivery);
      } else {
        counts.events += 1;
        if (delivery.attempt > 0) counts.again += 1;
        counts[isGood ? 'acknowledged' : 'failed'] += 1;
        if (isGood) read(delivery.body.event as Record<string, unknown>);
        if (isGood && lot() < 0.05 && kept.length < 400) kept.push(delivery);
      }
    }
    list.unshift(...left);
  }

  return { told, kept, counts, collect };
}

export type HeardSoFar = ReturnType<typeof makeHeard>;
