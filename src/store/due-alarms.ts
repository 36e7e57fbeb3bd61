import type { Command } from '../incident/commands.ts';
import type { Instant } from '../incident/incident.ts';
import { moment, stamp } from './columns.ts';
import type { Db } from './tables.ts';

export interface AlarmRef {
  readonly workspace: string;
  readonly number: number;
  readonly name: string;
}

/** Alarms whose time has come, earliest first, at most `limit`. */
export async function dueAlarms(db: Db, now: Instant, limit: number): Promise<readonly AlarmRef[]> {
  return db
    .selectFrom('alarm')
    .select(['workspace', 'number', 'name'])
    .where('at', '<=', moment(now))
    .orderBy('at')
    .limit(limit)
    .execute();
}

/** Takes a due alarm away, under the incident's lock; null when another worker had it, or a change moved it. */
export async function takeAlarm(
  trx: Db,
  alarm: AlarmRef,
  now: Instant,
): Promise<{ readonly at: Instant; readonly command: Command } | null> {
  const row = await trx
    .deleteFrom('alarm')
    .where('workspace', '=', alarm.workspace)
    .where('number', '=', alarm.number)
    .where('name', '=', alarm.name)
    .where('at', '<=', moment(now))
    .returning(['at', 'command'])
    .executeTakeFirst();
  return row ?? null;
}

/** Sets an alarm to a later time (its rule failed). */
export async function postponeAlarm(db: Db, alarm: AlarmRef, to: Instant): Promise<void> {
  await db
    .updateTable('alarm')
    .set({ at: stamp(to) })
    .where('workspace', '=', alarm.workspace)
    .where('number', '=', alarm.number)
    .where('name', '=', alarm.name)
    .execute();
}
