import type { Clock, Engine } from '../engine/engine.ts';
import type { CardWays } from '../incident/card-ways.ts';
import type { Directory } from '../incident/directory.ts';
import { sendCard } from '../slack/deliveries/send-card.ts';

/**
 * Cards go out while the start waits for Slack: that it is away was found by asking it, as long as it takes to count as
 * away. Returns how to end it, for the worker takes over. Where no mail is set up there is nothing to send.
 */
export function mailEarly(parts: {
  readonly engine: Engine;
  readonly card: CardWays;
  readonly directory: Directory;
  readonly clock: Clock;
}): () => Promise<void> {
  const { engine, card, directory, clock } = parts;
  if (card.mailer === null) return async () => {};
  const ways = { engine, card, directory, now: () => clock.now() };
  return engine.mailEarly(async (job) => {
    const incident = await engine.incident(job.ref);
    const { task } = job.errand;
    if (incident === null || task.kind !== 'send_card') return { outcome: 'done' };
    return sendCard(ways, job, incident, task);
  });
}
