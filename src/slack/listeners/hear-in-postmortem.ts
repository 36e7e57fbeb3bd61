// A reply in the post-mortem's thread: `6 The cache had no limit` goes to section 6, anything else is kept as a comment.
import type { Heard, IncidentRef } from '../../engine/engine.ts';
import { sections } from '../../postmortem/sections.ts';
import type { Slack } from '../slack.ts';
import { typedText } from '../typed-text.ts';

export async function hearInPostmortem(
  slack: Slack,
  ref: IncidentRef,
  heard: Extract<Heard, { readonly kind: 'message' }>,
): Promise<void> {
  const incident = await slack.engine.incident(ref);
  if (incident === null || incident.postmortem.thread !== heard.threadTs) return;
  const person = await slack.people.find(heard.user);
  if (person.kind !== 'member') return;
  const key = `reply:${heard.channel}:${heard.ts}`;
  const text = typedText(heard.text).trim();
  const numbered = /^(\d{1,2})(?:[.):]|\s)\s*([\s\S]+)$/.exec(text);
  const section = sections.find((candidate) => candidate.number === Number(numbered?.[1] ?? 0));
  const field = section?.fields[0];
  const words = numbered?.[2];
  if (section !== undefined && field !== undefined && words !== undefined) {
    const before = incident.postmortem.writings[field.key]?.text ?? '';
    const fields = { [field.key]: before === '' ? words : `${before}\n${words}` };
    await slack.engine.perform(ref, { type: 'write_section', by: heard.user, section: section.number, fields }, key);
    return;
  }
  await slack.engine.perform(ref, { type: 'comment_postmortem', by: heard.user, text, ts: heard.ts }, key);
}
