import { type Incident, isOpen } from '../incident/incident.ts';
import type { Answer, Api } from './api.ts';
import { visibleTo } from './can-see.ts';
import { linksFor } from './links.ts';
import type { Slack } from './slack.ts';
import { guestHome, home } from './views/home.ts';
import { triagesLine } from './views/triages-line.ts';

/** So many recent incidents are looked through; the view shows a few of them. */
const recentMax = 10;

/** `shown`: an incident of which everything else shows this state too, whatever has changed since. */
export async function publishHome(slack: Slack, api: Api, user: string, shown?: Incident): Promise<Answer<object>> {
  const workspace = slack.identity.teamId;
  // What members are told is not for guests: they see the rooms that they are asked into.
  if (!['member', 'bot'].includes((await slack.people.find(user)).kind)) {
    return api('views.publish', { user_id: user, view: guestHome() });
  }
  const [open, triages, recent] = await Promise.all([
    slack.engine.openIncidents(workspace),
    slack.engine.openTriages(workspace),
    slack.engine.recentIncidents(workspace, recentMax),
  ]);
  const asShown = (incident: Incident) => (incident.number === shown?.number ? shown : incident);
  const view = home({
    user,
    triages: triagesLine(await visibleTo(slack, user, triages), linksFor(slack)),
    open: await visibleTo(slack, user, open.map(asShown)),
    recent: await visibleTo(slack, user, recent.filter((incident) => !isOpen(incident)).map(asShown)),
  });
  return api('views.publish', { user_id: user, view });
}
