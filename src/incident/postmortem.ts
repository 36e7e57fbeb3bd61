import type { Command } from './commands.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident } from './incident.ts';
import { meant } from './meant.ts';

/** `/incident postmortem`: makes the draft, or makes it again from the newest record; what people wrote stays. */
export const draftPostmortem: Rule<'draft_postmortem'> = (incident) => {
  if (incident.phase !== 'resolved' && incident.phase !== 'closed') {
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['resolved', 'closed'] });
  }
  return happened({ type: 'postmortem_drafted', again: incident.postmortem.thread !== null });
};

/** Somebody writes what only a person can know. Fields left as they were are not mentioned. */
export const writeSection: Rule<'write_section'> = (incident, { section, place, ...command }) => {
  if (incident.postmortem.state === 'none') return refuse({ reason: 'no_draft' });
  const written = (field: string) => incident.postmortem.writings[field]?.text ?? '';
  const now = writtenIn(incident, Object.keys(command.fields));
  const { fields, overtaken, seen } = meant(command.fields, now, command.seen);
  if (overtaken.length > 0) return refuse({ reason: 'form_overtaken', fields: overtaken, seen });
  const changed = Object.entries(fields)
    .map(([field, text]) => [field, placed(written(field), text.trim(), place)] as const)
    .filter(([field, text]) => text !== written(field));
  if (changed.length === 0) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'section_written', section, fields: Object.fromEntries(changed) });
};

/** What was written so far, by field. */
export function writtenIn({ postmortem }: Incident, fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field, postmortem.writings[field]?.text ?? '']));
}

function placed(written: string, text: string, place: Extract<Command, { type: 'write_section' }>['place']): string {
  if (place === undefined) return text;
  if (place === 'below') return `${written}\n${text}`.trim();
  const instead = text === '' ? '\n' : `\n${text}\n`;
  return `\n${written}\n`.replace(`\n${place.of.trim()}\n`, () => instead).trim();
}

/** A reply in the post-mortem's thread that names no section is kept with it. */
export const commentPostmortem: Rule<'comment_postmortem'> = (incident, { text, ts }) => {
  if (incident.postmortem.state === 'none') return refuse({ reason: 'no_draft' });
  if (incident.postmortem.comments.some((comment) => comment.ts === ts)) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'postmortem_commented', text, ts });
};

/** The lesson is published, or somebody says why none is needed: only then may the room be archived. */
export const settlePostmortem: Rule<'settle_postmortem'> = (incident, command) => {
  const reason = command.reason.trim();
  if (incident.postmortem.state === 'none') return refuse({ reason: 'no_draft' });
  if (incident.postmortem.state === command.state) return refuse({ reason: 'nothing_changed' });
  if (command.state === 'waived' && reason === '') return refuse({ reason: 'empty', what: 'reason' });
  return happened({ type: 'postmortem_settled', state: command.state, reason });
};

/** Who took part answers what the record cannot know; a second answer replaces the first. */
export const giveMemory: Rule<'give_memory'> = (_incident, { memory }, now) => {
  const unwritten = memory.unwritten.trim();
  const surprised = memory.surprised.trim();
  const remember = memory.remember.trim();
  if (unwritten === '' && surprised === '' && remember === '') return refuse({ reason: 'empty', what: 'text' });
  return happened({ type: 'memory_given', memory: { unwritten, surprised, remember, at: now } });
};

/** The record knows who took part: each is asked once, however often the incident is resolved. */
export const participantsFound: Rule<'participants_found'> = (incident, { users }) => {
  const fresh = users.filter((user) => !incident.postmortem.asked.includes(user));
  return fresh.length === 0
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'memories_asked', users: fresh });
};
