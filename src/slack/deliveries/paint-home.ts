// Safe to repeat: App Home is published whole.
import { publishHome } from '../publish-home.ts';
import { type Delivery, done, settle } from './delivery.ts';

export const paintHome: Delivery<'paint_home'> = async (slack, _job, incident, { user }) => {
  const answer = await publishHome(slack, slack.api, user, incident);
  // A home tab is a convenience: one that cannot be shown is no trouble of the incident.
  return answer.ok || answer.kind !== 'later' ? done : settle(answer);
};
