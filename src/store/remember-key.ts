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

/** Begins the keys that are never forgotten: whether the author of a message was told of a credential in it. */
export const lasting = 'warned:';

/** Forgets keys older than `before`. */
export async function forgetKeys(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('seen').where('key', 'not like', `${lasting}%`).where('at', '<', moment(before)).execute();
}
