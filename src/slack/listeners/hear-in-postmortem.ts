// A reply in the post-mortem's thread: `6 The cache had no limit` goes to section 6, anything else is kept as a comment.
// Who edits or deletes the reply changes the post-mortem with it.
import type { Heard, IncidentRef } from '../../engine/engine.ts';
import type { Incident, UserId } from '../../incident/incident.ts';
import { sections } from '../../postmortem/sections.ts';
import type { Slack } from '../slack.ts';
import { typedText } from '../typed-text.ts';

type Reply = Extract<Heard, { readonly kind: 'message' | 'edit' | 'deletion' }>;

export async function hearInPostmortem(slack: Slack, ref: IncidentRef, heard: Reply): Promise<void> {
  const incident = await slack.engine.incident(ref);
  if (incident === null || incident.postmortem.thread === null) return;
  // Slack tells the thread of a deleted reply only if it tells what was deleted.
  if (heard.threadTs !== null && heard.threadTs !== incident.postmortem.thread) return;
  if (heard.kind === 'message') {
    // Slack may tell of its edit or deletion first: what it says now is on the record.
    const kept = await slack.engine.entryAt(incident.workspace, heard);
    if (kept !== null && kept.deletedAt !== null) return;
    const text = typedText(kept?.text ?? heard.text).trim();
    await put(slack, incident, heard, text, `reply:${heard.channel}:${heard.ts}`);
  } else {
    await revise(slack, incident, heard);
  }
}

/** Puts the words of a reply where they belong. */
async function put(
  slack: Slack,
  incident: Incident,
  { user, ts }: { readonly user: UserId; readonly ts: string },
  text: string,
  key: string,
): Promise<void> {
  const person = await slack.people.find(user);
  if (person.kind !== 'member') return;
  const numbered = sectionReply(text);
  if (numbered === null) {
    await slack.engine.perform(incident, { type: 'comment_postmortem', by: user, text, ts }, key);
    return;
  }
  const { section, field, words } = numbered;
  // The rule puts it below what is there when its turn comes: two replies at once must not overwrite each other.
  const fields = { [field]: words };
  await slack.engine.perform(incident, { type: 'write_section', by: user, section, fields, place: 'below' }, key);
}

/**
 * What the reply said before goes out of the post-mortem, what the record has now takes its place: told in whatever order,
 * and however often, it ends with the last. A key for each change: a repeated one must not meet somebody else's same words.
 */
async function revise(slack: Slack, incident: Incident, heard: Exclude<Reply, { readonly kind: 'message' }>) {
  const entry = await slack.engine.entryAt(incident.workspace, heard);
  if (entry === null) return;
  const { actor: by } = entry;
  const after = entry.deletedAt === null ? typedText(entry.text).trim() : null;
  const change = `${heard.channel}:${heard.ts}:${heard.kind === 'edit' ? heard.editedAt : 'deleted'}`;
  if (incident.postmortem.comments.some((comment) => comment.ts === heard.ts)) {
    await slack.engine.perform(incident, { type: 'revise_comment', by, ts: heard.ts, text: after });
    return;
  }
  const said = [heard.previousText, ...entry.revisions.map(({ text }) => text), entry.text];
  for (const [place, text] of said.entries()) {
    const before = text === null ? null : sectionReply(typedText(text).trim());
    if (before === null) continue;
    const { section, field, words } = before;
    const now = after === null ? null : sectionReply(after);
    const stays = now !== null && now.field === field;
    const fields = { [field]: stays ? now.words : '' };
    const outcome = await slack.engine.perform(
      incident,
      { type: 'write_section', by, section, fields, place: { of: words } },
      `revise:${change}:${place}`,
    );
    if (outcome.kind !== 'done' && outcome.kind !== 'repeated') continue;
    if (after !== null && !stays) await put(slack, incident, { user: by, ts: heard.ts }, after, `reply:${change}`);
    return;
  }
}

/** `6 The cache had no limit`: the section, its first field, and the words for it; null for anything else, such as `10:42 flushed`. */
function sectionReply(
  text: string,
): { readonly section: number; readonly field: string; readonly words: string } | null {
  const [, number, words] = /^(\d{1,2})[.):]?\s+([\s\S]+)$/.exec(text) ?? [];
  const section = sections.find((candidate) => candidate.number === Number(number ?? 0));
  const field = section?.fields[0];
  if (section === undefined || field === undefined || words === undefined) return null;
  return { section: section.number, field: field.key, words };
}
