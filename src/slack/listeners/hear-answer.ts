// Who was asked answers on the line in the room: with words below it, or with a checkmark on it.
import type { Heard, IncidentRef } from '../../engine/engine.ts';
import type { Ask } from '../../incident/asks.ts';
import { isSettled } from '../../incident/asks.ts';
import type { Incident, UserId } from '../../incident/incident.ts';
import { readAnswer } from '../../record/read-answer.ts';
import type { Slack } from '../slack.ts';
import { typedText } from '../typed-text.ts';

const checkmarks: ReadonlySet<string> = new Set(['white_check_mark', 'heavy_check_mark', 'ballot_box_with_check']);

export function isCheckmark(reaction: string): boolean {
  return checkmarks.has(reaction);
}

/** A reply below the line of an ask. Words of others are talk, and change nothing. */
export async function hearAnswer(
  slack: Slack,
  ref: IncidentRef,
  heard: Extract<Heard, { readonly kind: 'message' }>,
): Promise<void> {
  const incident = await slack.engine.incident(ref);
  const ask = incident === null ? undefined : askAt(incident, heard.channel, heard.threadTs);
  if (ask === undefined || ask.who !== heard.user || !(await isMember(slack, heard.user))) return;
  const text = typedText(heard.text).trim();
  const answer = readAnswer(text);
  // Any word means that they have seen it; it takes back neither a done nor a no.
  if (answer === null || (answer === 'taken' && (isSettled(ask) || ask.state === 'taken'))) return;
  const why = answer === 'declined' ? text : '';
  const command = { type: 'answer_ask', by: heard.user, id: ask.id, answer, why } as const;
  await slack.engine.perform(ref, command, `answer:${heard.channel}:${heard.ts}`);
}

/** A checkmark says done, from those who may say so; anybody else's is a nod. Taking it away changes nothing. */
export async function hearCheckmark(
  slack: Slack,
  key: string,
  { user, channel, ts }: { readonly user: UserId; readonly channel: string; readonly ts: string },
): Promise<void> {
  const incident = await slack.engine.incidentIn(slack.identity.teamId, channel);
  const ask = incident === null ? undefined : askAt(incident, channel, ts);
  if (incident === null || ask === undefined || !(await isMember(slack, user))) return;
  await slack.engine.perform(incident, { type: 'answer_ask', by: user, id: ask.id, answer: 'done', why: '' }, key);
}

function askAt(incident: Incident, channel: string, ts: string | null): Ask | undefined {
  return incident.asks?.find(({ line }) => line !== null && line.channel === channel && line.ts === ts);
}

async function isMember(slack: Slack, user: UserId): Promise<boolean> {
  return (await slack.people.find(user)).kind === 'member';
}
