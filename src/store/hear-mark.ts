import { sql } from 'kysely';
import type { Errand } from '../incident/errands.ts';
import type { Instant } from '../incident/incident.ts';
import { stamp } from './columns.ts';
import { readPeople } from './people.ts';
import { queueErrands } from './queue-errands.ts';
import { rememberKey } from './remember-key.ts';
import type { Db } from './tables.ts';
import { recordOf } from './war-room.ts';

export interface HeardMark {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly how: 'pushpin' | 'pin' | 'shortcut';
  readonly change: 'add' | 'remove' | 'toggle';
  readonly at: Instant;
  readonly found: 'live' | 'mended';
}

/**
 * Records that somebody marked a message as a key event, or took the mark back; in a transaction. A message may be
 * marked before it is heard. The record gets a line only when the message becomes a key event or ceases to be one;
 * the bot's own :memo: on it is looked after with every change. Guests change nothing: a mark of theirs, heard or read
 * back, is none, and they are told why. Of whom we know nothing is taken for a member.
 */
export async function hearMark(
  trx: Db,
  workspace: string,
  key: string,
  heard: HeardMark,
  now: Instant,
): Promise<{ readonly number: number; readonly first: boolean; readonly keyEvent: boolean } | null> {
  const number = await recordOf(trx, workspace, heard.ts, { ...heard, threadTs: null });
  if (number === null) return null;
  await lockMessage(trx, workspace, heard);
  const was = await isKeyEventNow(trx, workspace, heard);
  if (heard.change !== 'remove' && (await isGuest(trx, workspace, heard.user))) {
    await refuseGuest(trx, { workspace, number }, heard, now);
    return { number, first: false, keyEvent: was };
  }
  if (!(await rememberKey(trx, { workspace, key, number, at: now }))) return { number, first: false, keyEvent: was };
  if (!(await writeMark(trx, workspace, heard))) return { number, first: false, keyEvent: was };
  const is = await isKeyEventNow(trx, workspace, heard);
  if (is !== was) await recordMark(trx, workspace, number, heard, is, now);
  await queueErrands(trx, { workspace, number }, [confirmMark(heard)], now);
  return { number, first: true, keyEvent: is };
}

/** Has our `:memo:` stand on a message, or not, as it is a key event or none. */
export function confirmMark({ channel, ts }: Pick<HeardMark, 'channel' | 'ts'>): Errand {
  return { sort: 'paint', surface: `mark:${channel}:${ts}`, task: { kind: 'paint_mark', channel, ts } };
}

async function isGuest(trx: Db, workspace: string, user: string): Promise<boolean> {
  const kind = (await readPeople(trx, workspace, [user])).get(user)?.kind;
  return kind === 'guest' || kind === 'stranger';
}

/** Once a room, however many marks they set. */
async function refuseGuest(
  trx: Db,
  ref: { readonly workspace: string; readonly number: number },
  { channel, user }: HeardMark,
  now: Instant,
): Promise<void> {
  if (!(await rememberKey(trx, { ...ref, key: `mark-of-guest:${channel}:${user}`, at: now }))) return;
  const task = { kind: 'refuse_guest', user, channel } as const;
  await queueErrands(trx, ref, [{ sort: 'say', surface: `guest:${user}`, task }], now);
}

/** Two people marking at once must see each other, or both would think that they were the first. */
async function lockMessage(trx: Db, workspace: string, { channel, ts }: HeardMark): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mark:${workspace}:${channel}:${ts}`}, 0))`.execute(trx);
}

/** False when nothing changed: it was so before, or a later change is known already. */
async function writeMark(trx: Db, workspace: string, heard: HeardMark): Promise<boolean> {
  const { channel, ts, how } = heard;
  const holder = how === 'pushpin' ? heard.user : '*';
  const id = { workspace, channel, ts, how, holder };
  const known = await trx
    .selectFrom('mark')
    .select(['present', 'changed_at'])
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .where('how', '=', how)
    .where('holder', '=', holder)
    .executeTakeFirst();
  const present = heard.change === 'toggle' ? !(known?.present ?? false) : heard.change === 'add';
  if (known !== undefined && heard.change !== 'toggle' && known.changed_at > heard.at) return false;
  const row = { present, changed_at: stamp(heard.at) };
  await trx
    .insertInto('mark')
    .values({ ...id, ...row })
    .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'ts', 'how', 'holder']).doUpdateSet(row))
    .execute();
  return present !== (known?.present ?? false);
}

async function isKeyEventNow(trx: Db, workspace: string, { channel, ts }: HeardMark): Promise<boolean> {
  const answer = await sql<{ marked: boolean }>`
    select exists (select from mark where workspace = ${workspace} and channel = ${channel} and ts = ${ts} and present)
      or exists (select from entry where workspace = ${workspace} and channel = ${channel} and ts = ${ts} and key_event)
      as marked`.execute(trx);
  return answer.rows[0]?.marked === true;
}

async function recordMark(trx: Db, workspace: string, number: number, heard: HeardMark, is: boolean, now: Instant) {
  await trx
    .insertInto('entry')
    .values({
      workspace,
      number,
      at: stamp(heard.at),
      recorded_at: stamp(now),
      kind: 'mark',
      actor: heard.user,
      text: is ? 'Marked as a key event' : 'Took the mark back',
      key_event: false,
      channel: heard.channel,
      ts: heard.ts,
      found: heard.found,
    })
    .execute();
}
