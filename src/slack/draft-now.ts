import type { Incident } from '../incident/incident.ts';
import { type Draft, draftPostmortem } from '../postmortem/draft.ts';
import { namesFor } from './names-for.ts';
import { permalink } from './permalink.ts';
import type { Slack } from './slack.ts';

/** The post-mortem draft from the newest record, with all that people wrote. */
export async function draftNow(slack: Slack, incident: Incident): Promise<Draft> {
  const [entries, participants] = await Promise.all([
    slack.engine.entries(incident, 'key'),
    slack.engine.participants(incident),
  ]);
  const { name } = await namesFor(slack, incident, entries);
  return draftPostmortem({
    incident,
    entries,
    participants,
    memories: Object.values(incident.postmortem.memories),
    name,
    permalink: ({ channel, ts }) =>
      channel === null || ts === null ? null : permalink(slack.identity.teamUrl, channel, ts),
    zone: incident.policy.timeZone,
  });
}
