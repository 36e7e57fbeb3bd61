import type { Db } from './tables.ts';

/**
 * The workspace's next incident number. Declarations of one workspace wait here for each other until the transaction
 * ends: an update that changes nothing takes the lock. The number is used up only by `takeNumber`, so that the
 * sequence has no gaps.
 */
export async function nextNumber(trx: Db, workspace: string): Promise<number> {
  const { last_number } = await trx
    .insertInto('workspace_counter')
    .values({ workspace, last_number: 0 })
    .onConflict((conflict) =>
      conflict.column('workspace').doUpdateSet((eb) => ({ last_number: eb.ref('workspace_counter.last_number') })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return last_number + 1;
}

/** Uses the number up. */
export async function takeNumber(trx: Db, workspace: string, number: number): Promise<void> {
  await trx.updateTable('workspace_counter').set({ last_number: number }).where('workspace', '=', workspace).execute();
}
