import type { Logger } from 'pino';
import type { Engine } from '../engine/engine.ts';
import type { Instant } from '../incident/incident.ts';
import { readOpenIncidents } from '../store/read-incidents.ts';
import { readLostEverywhere } from '../store/read-lost-everywhere.ts';
import type { Db } from '../store/tables.ts';

/**
 * Slack is away, or answers again (`since` null): every open incident is told, which puts it on the record and sends the
 * card to who holds a role. That it is back is told to whichever was told that it is away.
 */
export async function tellOutage(engine: Engine, db: Db, since: Instant | null, log: Logger): Promise<void> {
  try {
    for (const incident of since === null ? await readLostEverywhere(db) : await readOpenIncidents(db, null)) {
      const command =
        since === null
          ? ({ type: 'slack_found', by: 'muster' } as const)
          : ({ type: 'slack_lost', by: 'muster', since } as const);
      await engine.perform(incident, command);
    }
  } catch (error) {
    log.warn({ err: error }, 'open incidents were not told whether Slack answers');
  }
}
