import { sql } from 'kysely';
import type { Incident, Instant } from '../incident/incident.ts';
import { type ClaimedErrand, claimable, claimedColumns } from './claim-errands.ts';
import { json, stamp } from './columns.ts';
import type { Db } from './tables.ts';

/** What a paint takes of Slack's limits: an edit of a message, or a publishing of a home. */
export type Cost = 'message' | 'home';

/** How much room is left, as of an instant, and which rounds began lately (by `nameOf` a round) and when. */
export interface Pace {
  readonly level?: { readonly [Of in Cost]: number };
  readonly at?: Instant;
  readonly lately?: Readonly<Record<string, Instant>>;
}

/** Errands of one incident that are to be done together, earliest first. */
export interface WaitingRound {
  readonly number: number;
  readonly round: string;
  readonly errands: readonly WaitingErrand[];
}

export interface WaitingErrand {
  readonly id: number;
  readonly cost: Cost;
  readonly dueAt: Instant;
  /** It waits for room in Slack's limits, and has not failed. */
  readonly paced: boolean;
  /** It, or what comes before it on its surface, is under way in hands that live. */
  readonly held: boolean;
  /** It is due, and nothing before it on its surface is left: of a dead process the older paint is taken over first. */
  readonly ready: boolean;
}

/** Which errands begin now, and which wait until when; with what that leaves of the limits. */
export interface Choice {
  readonly take: readonly number[];
  readonly wait: readonly { readonly ids: readonly number[]; readonly until: Instant }[];
  readonly pace: Pace;
}

/** A round that was taken: its errands, and the state that all of them show. */
export interface ClaimedRound {
  readonly incident: Incident;
  readonly errands: readonly ClaimedErrand[];
}

/**
 * Takes the rounds of a workspace that `choose` picks, for `leaseMs`. The row of the pace is locked meanwhile, so that
 * two processes neither share a round nor spend the same room. The errands are locked when the state is read: a change
 * that repaints any of them either is in that state or waits and queues them anew. A round whose errands somebody is
 * changing right now is left to the next look, which that change brings.
 */
export async function claimRounds(
  db: Db,
  workspace: string,
  worker: { readonly id: string; readonly leaseMs: number; readonly now: Instant },
  choose: (rounds: readonly WaitingRound[], pace: Pace, now: Instant) => Choice,
): Promise<readonly ClaimedRound[]> {
  return db.transaction().execute(async (trx) => {
    const pace = await lockPace(trx, workspace);
    const rounds = await lockWaiting(trx, workspace, worker.now);
    if (rounds.length === 0) return [];
    const choice = choose(rounds, pace, worker.now);
    for (const { ids, until } of choice.wait) {
      await trx
        .updateTable('errand')
        .set({ due_at: stamp(until), why: 'paced' })
        .where('id', 'in', [...ids])
        .where('state', '=', 'waiting')
        .execute();
    }
    if (choice.take.length === 0) return [];
    await trx
      .updateTable('pace')
      .set({ state: json(choice.pace) })
      .where('workspace', '=', workspace)
      .execute();
    const taken = await sql<ClaimedErrand>`
      update errand set state = 'leased', leased_by = ${worker.id}, attempt = attempt + 1,
        lease_until = clock_timestamp() + ${worker.leaseMs} * interval '1 millisecond'
      where id in (${sql.join(choice.take)})
      returning ${claimedColumns}`.execute(trx);
    const numbers = [...new Set(taken.rows.map(({ number }) => number))];
    const states = await trx
      .selectFrom('incident')
      .select(['number', 'state'])
      .where('workspace', '=', workspace)
      .where('number', 'in', numbers)
      .execute();
    return states.map(({ number, state }) => ({
      incident: state,
      errands: taken.rows.filter((errand) => errand.number === number).toSorted((one, other) => one.id - other.id),
    }));
  });
}

async function lockPace(trx: Db, workspace: string): Promise<Pace> {
  await trx
    .insertInto('pace')
    .values({ workspace, state: json({}) })
    .onConflict((conflict) => conflict.column('workspace').doNothing())
    .execute();
  const row = await trx
    .selectFrom('pace')
    .select('state')
    .where('workspace', '=', workspace)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.state;
}

/** Rounds of which anything is due, whole: waiting for a row that a change holds, we might hold one that it waits for. */
async function lockWaiting(trx: Db, workspace: string, now: Instant): Promise<readonly WaitingRound[]> {
  const rows = await sql<WaitingErrand & { number: number; round: string; members: number }>`
    select e.id, e.number, e.round, case when e.surface like 'home:%' then 'home' else 'message' end as cost,
      e.due_at as "dueAt", coalesce(e.why = 'paced', false) as paced,
      e.state = 'leased' and coalesce(e.lease_until > clock_timestamp(), false) or exists (
        select from errand b where b.workspace = e.workspace and b.number = e.number and b.surface = e.surface
          and b.id < e.id and b.state = 'leased' and b.lease_until > clock_timestamp()) as held,
      ${claimable(now)} as ready,
      (select count(*) from errand m where m.workspace = e.workspace and m.number = e.number and m.round = e.round
        and m.state <> 'parked') as members
    from errand e
    where e.workspace = ${workspace} and e.round is not null and e.state <> 'parked'
      and (e.number, e.round) in (
        select e.number, e.round from errand e
        where e.workspace = ${workspace} and e.round is not null and ${claimable(now)})
    order by e.id
    for update of e skip locked`.execute(trx);
  const rounds = new Map<string, { number: number; round: string; members: number; errands: WaitingErrand[] }>();
  for (const { number, round, members, ...errand } of rows.rows) {
    const name = `${number} ${round}`;
    const one = rounds.get(name) ?? { number, round, members, errands: [] };
    one.errands.push(errand);
    rounds.set(name, one);
  }
  return [...rounds.values()].filter(({ members, errands }) => members === errands.length);
}
