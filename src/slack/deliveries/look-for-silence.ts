// Safe to repeat: it only looks; the rule asks once for each silence.
import type { Delivery } from './delivery.ts';

/** When somebody last wrote or did something there. Apps go on talking while people are on the call: they do not count. */
export const lookForSilence: Delivery<'look_for_silence'> = async (slack, job) => {
  const spoke = await slack.engine.participants(job.ref);
  // The newest first: the first who is a person tells, and nobody else need be looked up.
  for (const { user, lastAt } of spoke.toSorted((one, other) => other.lastAt - one.lastAt)) {
    if ((await slack.people.find(user)).kind === 'bot') continue;
    return { outcome: 'done', commands: [{ type: 'silence_found', by: 'muster', lastAt }] };
  }
  return { outcome: 'done', commands: [{ type: 'silence_found', by: 'muster', lastAt: null }] };
};
