import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** Slack has made the channel. A second answer (a lost reply, asked again) changes nothing. */
export const channelOpened: Rule<'channel_opened'> = (incident, { channel, name, invited }) =>
  incident.room.channel === null
    ? happened({ type: 'channel_opened', channel, name, invited })
    : refuse({ reason: 'nothing_changed' });

/** Slack shows one of our surfaces for the first time. */
export const surfacePosted: Rule<'surface_posted'> = (_incident, { surface, message }) =>
  happened({ type: 'surface_posted', surface, message });

/** Something could not be done in Slack: the incident goes on, and the briefing says so. */
export const errandParked: Rule<'errand_parked'> = (incident, { errand, why, what }) =>
  incident.problems.some((problem) => problem.errand === errand && problem.why === why && problem.what === what)
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'errand_parked', errand, why, what });

export const errandRecovered: Rule<'errand_recovered'> = (incident, { errand }) =>
  incident.problems.some((problem) => problem.errand === errand)
    ? happened({ type: 'errand_recovered', errand })
    : refuse({ reason: 'nothing_changed' });
