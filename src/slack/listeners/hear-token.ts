// The app is taken out of the workspace, or its token back: whoever runs it learns it at once, not at the next incident.
import type { Hear } from './hear.ts';

export const hearToken: Hear = async (slack) => {
  // The event may be about another token of ours; what this one is worth Slack says itself, and every call is watched.
  await slack.quick('auth.test', {});
};
