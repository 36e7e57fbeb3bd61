import { seededRandom } from '../../sandbox/ids.ts';

export type Deed =
  | 'say'
  | 'reply'
  | 'broadcast'
  | 'me'
  | 'file'
  | 'file_gone'
  | 'alert'
  | 'edit'
  | 'remove'
  | 'react'
  | 'unreact'
  | 'pin'
  | 'unpin'
  | 'join'
  | 'leave'
  | 'topic'
  | 'note'
  | 'actions'
  | 'roles';

export interface Act {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly room: number;
  readonly deed: Deed;
  /** 0 to 1: who among those who are there, and which message. */
  readonly who: number;
  readonly pick: number;
}

export type Trouble =
  | 'kill'
  | 'kill_at_call'
  | 'roll'
  | 'freeze'
  | 'database_away'
  | 'slack_away'
  | 'sockets_cut'
  | 'sockets_refreshed'
  | 'events_dropped'
  | 'notice_without_loss'
  | RoomTrouble
  | 'account_closed'
  | 'token_revoked';

/** What people do to a room, by hand or through its incident. */
export type RoomTrouble =
  | 'room_archived'
  | 'room_renamed'
  | 'room_made_private'
  | 'room_shared'
  | 'bot_removed'
  | 'resolved_or_reopened';

export interface Blow {
  readonly at: number;
  readonly trouble: Trouble;
  /** 0 to 1: which bot, or which room or whose account. */
  readonly which: number;
  /** 0 to 1: how long. */
  readonly howLong: number;
}

const deeds: readonly (readonly [Deed, number])[] = [
  ['say', 30],
  ['reply', 14],
  ['broadcast', 3],
  ['me', 2],
  ['file', 3],
  ['file_gone', 1],
  ['alert', 4],
  ['edit', 18],
  ['remove', 9],
  ['react', 6],
  ['unreact', 3],
  ['pin', 2],
  ['unpin', 1],
  ['join', 3],
  ['leave', 2],
  ['topic', 1],
  ['note', 2],
  ['actions', 1],
  ['roles', 1],
];

/** What people do, and when: all of it from the seed, so that the same seed plays the same script. */
export function drawActs(
  seed: number,
  { seconds, rooms, perSecond }: Record<'seconds' | 'rooms' | 'perSecond', number>,
) {
  const random = seededRandom(seed);
  return Array.from(
    { length: seconds * perSecond },
    (_, place): Act => ({
      at: Math.floor((place * 1000) / perSecond),
      room: Math.floor(random() * rooms),
      deed: weighed(deeds, random()),
      who: random(),
      pick: random(),
    }),
  );
}

/** What goes wrong beside the people, about every three seconds; the last seconds are left for it to end. */
export function drawBlows(seed: number, seconds: number, possible: readonly (readonly [Trouble, number])[]) {
  const random = seededRandom(seed ^ 0x2545f491);
  const blows: Blow[] = [];
  for (let at = 3_000 + random() * 1_000; at < (seconds - 2) * 1_000; at += 1_500 + random() * 3_000)
    blows.push({ at: Math.floor(at), trouble: weighed(possible, random()), which: random(), howLong: random() });
  return blows;
}

function weighed<Word>(words: readonly (readonly [Word, number])[], lot: number): Word {
  let left = lot * words.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [word, weight] of words) {
    left -= weight;
    if (left < 0) return word;
  }
  return (words.at(-1) as readonly [Word, number])[0];
}
