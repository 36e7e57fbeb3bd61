import type { Logger } from 'pino';
import type { Engine } from '../engine/engine.ts';
import { cardOf } from '../incident/card.ts';
import type { Incident, Instant } from '../incident/incident.ts';

/**
 * Slack is away, or answers again (`since` null): every open incident is told, which puts it on the record and sends the
 * card to who holds a role.
 */
export async function tellOutage(
  engine: Engine,
  open: () => Promise<readonly Incident[]>,
  since: Instant | null,
  log: Logger,
): Promise<void> {
  try {
    for (const incident of await open()) {
      if ((cardOf(incident).lostAt === null) === (since === null)) continue;
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
