import { sql } from 'kysely';
import type { Errand } from '../incident/errands.ts';
import type { Instant } from '../incident/incident.ts';
import { json, stamp } from './columns.ts';
import type { Db } from './tables.ts';

/**
 * Puts errands into the outbox that no change of the incident brings with it. Of paints only one waits per surface:
 * see `onePaintWaits`.
 */
export async function queueErrands(
  trx: Db,
  ref: { readonly workspace: string; readonly number: number },
  errands: readonly Errand[],
  now: Instant,
): Promise<void> {
  const errandRows = foldPaints(errands).rows.map(({ sort, surface, task }) => ({ sort, surface, task }));
  await sql`
    insert into errand (workspace, number, sort, surface, task, due_at, created_at)
    select ${ref.workspace}, ${ref.number}, sort, surface, task, ${stamp(now)}::timestamptz, ${stamp(now)}::timestamptz
    from jsonb_to_recordset(${json(errandRows)}::jsonb) as e(sort text, surface text, task jsonb)
    ${onePaintWaits}`.execute(trx);
}

/**
 * A second paint of a surface updates the row that waits already. It must be an update: its row lock makes the worker
 * wait for our commit; doing nothing would let it paint the state before ours, and leave that card standing.
 * Its due time stays: Slack may have asked that surface to wait.
 */
export const onePaintWaits = sql`on conflict (workspace, number, surface) where sort = 'paint' and state = 'waiting'
  do update set task = excluded.task, round = excluded.round`;

/** One paint for each surface, the last one; `places` tells for each errand given which of `rows` stands for it. */
export function foldPaints(errands: readonly Errand[]): {
  readonly rows: readonly Errand[];
  readonly places: readonly number[];
} {
  const rows: Errand[] = [];
  const places = errands.map((errand) => {
    const same = errand.sort === 'paint' ? rows.findIndex((row) => isSamePaint(row, errand)) : -1;
    if (same >= 0) rows[same] = errand;
    return same >= 0 ? same : rows.push(errand) - 1;
  });
  return { rows, places };
}

function isSamePaint(one: Errand, other: Errand): boolean {
  return one.sort === 'paint' && one.surface === other.surface;
}
