import type { Instant } from '../incident/incident.ts';
import { stamp } from './columns.ts';
import type { Db } from './tables.ts';

/** Whose calls: those of a method of Slack's for work that nobody waits for, in a workspace. */
export interface CallsOf {
  readonly workspace: string;
  readonly method: string;
}

/**
 * In any minute at most 42 by all processes together, of the 50 that Slack allows a method of its tier 3; the rest is
 * left to who looks for a post of before. Source: docs.slack.dev/apis/web-api/rate-limits.
 */
const atOnce = 12;
const perMinute = 30;

/** 0: call now, it is counted; else milliseconds until one may. */
export function takeCall(db: Db, of: CallsOf, now: Instant): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('call_budget')
      .values({ ...of, level: atOnce, at: stamp(now), rest_until: stamp(now) })
      .onConflict((conflict) => conflict.columns(['workspace', 'method']).doNothing())
      .execute();
    const row = await trx
      .selectFrom('call_budget')
      .select(['level', 'at', 'rest_until'])
      .where('workspace', '=', of.workspace)
      .where('method', '=', of.method)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.rest_until > now) return row.rest_until - now;
    // Another process's clock may be ahead of ours.
    const level = Math.min(atOnce, row.level + (Math.max(0, now - row.at) / 60_000) * perMinute);
    if (level < 1) return Math.ceil(((1 - level) / perMinute) * 60_000);
    await trx
      .updateTable('call_budget')
      .set({ level: level - 1, at: stamp(Math.max(now, row.at)) })
      .where('workspace', '=', of.workspace)
      .where('method', '=', of.method)
      .execute();
    return 0;
  });
}

/** Slack asked to wait. */
export async function restCalls(db: Db, of: CallsOf, until: Instant): Promise<void> {
  await db
    .updateTable('call_budget')
    .set({ rest_until: stamp(until) })
    .where('workspace', '=', of.workspace)
    .where('method', '=', of.method)
    .execute();
}
