import type { History } from '../engine/history.ts';
import type { Instant } from '../incident/incident.ts';
import { lookAround } from './look-around.ts';
import type { Slack } from './slack.ts';

/** A long history is read page by page: looked at once for all of them. */
const freshMs = 60_000;

/**
 * Whenever a room's history is read (at the start, after a lost connection, now and then) it is looked at as well: what
 * was done to it while nobody listened is not in the history, or is there only as a line.
 */
export function lookWhileReading(slack: Slack, history: History): History {
  const lookedAt = new Map<string, Instant>();

  async function look(channel: string): Promise<void> {
    const now = slack.now();
    if (now - (lookedAt.get(channel) ?? Number.NEGATIVE_INFINITY) < freshMs) return;
    lookedAt.set(channel, now);
    const incident = await slack.engine.incidentIn(slack.identity.teamId, channel);
    if (incident !== null) await lookAround(slack, incident);
  }

  return {
    ...history,
    page: async (args) => {
      // The history is worth reading all the same.
      await look(args.channel).catch((error: unknown) => slack.log.warn({ err: error }, 'could not look at a room'));
      return history.page(args);
    },
  };
}
