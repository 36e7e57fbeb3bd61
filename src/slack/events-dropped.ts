import type { Instant } from '../incident/incident.ts';
import type { Slack } from './slack.ts';

const minuteMs = 60_000;

/**
 * Slack says once a minute that it drops events, of all rooms alike: the record of each open one says so, and when that
 * minute is over it is read back. `minuteAt`: when the minute began, in ms.
 */
export async function eventsDropped(slack: Slack, minuteAt: Instant): Promise<void> {
  const { engine, identity } = slack;
  engine.mendAll(identity.teamId, minuteMs);
  // The next minute is as doubtful until Slack could have said so: an hour of notices is one doubt, not sixty.
  const dropped = { type: 'events_dropped', by: 'muster', from: minuteAt, until: minuteAt + 2 * minuteMs } as const;
  for (const incident of await engine.openIncidents(identity.teamId)) await engine.perform(incident, dropped);
}
