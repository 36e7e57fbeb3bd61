import { sql } from 'kysely';
import type { Errand } from '../incident/errands.ts';
import type { Instant } from '../incident/incident.ts';
import { json, stamp } from './columns.ts';
import type { Db } from './tables.ts';

/**
 * Puts errands into the outbox and returns their ids, in the order given. Of paints only one waits per surface:
 * a second one updates the row that waits already. It must be an update: its row lock makes the worker
 * wait for our commit; doing nothing would let it paint the state before ours, and leave that card standing.
 */
export async function queueErrands(
  trx: Db,
  ref: { readonly workspace: string; readonly number: number },
  errands: readonly Errand[],
  now: Instant,
): Promise<readonly number[]> {
  if (errands.length === 0) return [];
  const rows: Errand[] = [];
  const places = errands.map((errand) => {
    const same = errand.sort === 'paint' ? rows.findIndex((row) => isSamePaint(row, errand)) : -1;
    if (same >= 0) rows[same] = errand;
    return same >= 0 ? same : rows.push(errand) - 1;
  });
  const queued = await trx
    .insertInto('errand')
    .values(
      rows.map(({ sort, surface, task }) => ({
        workspace: ref.workspace,
        number: ref.number,
        sort,
        surface,
        task: json(task),
        due_at: stamp(now),
        created_at: stamp(now),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'number', 'surface'])
        .where(sql<boolean>`sort = 'paint' and state = 'waiting'`)
        // Its due time stays: Slack may have asked that surface to wait.
        .doUpdateSet((eb) => ({ task: eb.ref('excluded.task') })),
    )
    .returning('id')
    .execute();
  return places.map((place) => (queued[place] as { id: number }).id);
}

function isSamePaint(one: Errand, other: Errand): boolean {
  return one.sort === 'paint' && one.surface === other.surface;
}
