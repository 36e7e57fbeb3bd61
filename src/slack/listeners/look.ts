// What one can look at: brief, timeline, list, help. Private answers; nothing changes.
import type { Incident } from '../../incident/incident.ts';
import { briefOf } from '../../record/brief.ts';
import type { Message } from '../blocks.ts';
import { visibleTo } from '../can-see.ts';
import { cardLink } from '../card-link.ts';
import { linksFor } from '../links.ts';
import type { Slack } from '../slack.ts';
import { brief } from '../views/brief.ts';
import { help } from '../views/help.ts';
import { incidentList } from '../views/incident-list.ts';
import { timeline } from '../views/timeline.ts';
import { triagesLine } from '../views/triages-line.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener, Reply, TypedWord } from './listener.ts';

export const briefWord: TypedWord = {
  word: 'brief',
  needs: 'incident',
  run: async ({ incident, slack }) => (incident === null ? null : briefNow(slack, incident)),
};

export const timelineWord: TypedWord = {
  word: 'timeline',
  needs: 'incident',
  run: async ({ incident, slack }) => (incident === null ? null : timelineNow(slack, incident)),
};

export const listWord: TypedWord = {
  word: 'list',
  needs: 'nothing',
  run: async ({ slack, user }) => {
    const { engine, identity } = slack;
    const open = await visibleTo(slack, user, await engine.openIncidents(identity.teamId));
    const triages = await visibleTo(slack, user, await engine.openTriages(identity.teamId));
    return incidentList(open, triagesLine(triages, linksFor(slack)));
  },
};

export const helpWord: TypedWord = {
  word: 'help',
  needs: 'nothing',
  run: async ({ incident, slack, user }) =>
    help(incident, Boolean(slack.policy.triage), await cardLink(slack, user, incident)),
};

export const showBrief: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_brief', (incident) => briefNow(pressed.slack, incident));

export const showTimeline: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_timeline', (incident) => timelineNow(pressed.slack, incident));

export const showHelp: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_help', async (incident) =>
    help(incident, false, await cardLink(pressed.slack, pressed.user, incident)),
  );

/** The catch-up for who comes late. */
export async function briefNow(slack: Slack, incident: Incident): Promise<Message> {
  const entries = await slack.engine.entries(incident, 'key');
  const now = slack.now();
  return brief(incident, briefOf(incident, entries, now), linksFor(slack), now);
}

export async function timelineNow(slack: Slack, incident: Incident): Promise<Reply> {
  const entries = await slack.engine.entries(incident, 'key');
  return timeline(incident, entries, linksFor(slack), slack.now());
}
