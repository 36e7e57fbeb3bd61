import type { Instant } from '../incident/incident.ts';
import { moment, stamp } from './columns.ts';
import type { Db } from './tables.ts';

/** Notes that a request or an event was dealt with. False when it was noted before: then somebody else did. */
export async function rememberKey(
  trx: Db,
  seen: { readonly workspace: string; readonly key: string; readonly number: number; readonly at: Instant },
): Promise<boolean> {
  const row = await trx
    .insertInto('seen')
    .values({ workspace: seen.workspace, key: seen.key, number: seen.number, at: stamp(seen.at) })
    .onConflict((conflict) => conflict.columns(['workspace', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets keys older than `before`: Slack repeats a delivery within the hour at most. */
export async function forgetKeys(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('seen').where('at', '<', moment(before)).execute();
}
