import type { KnownBlock } from '@slack/types';
import { fingerprint } from '../../incident/fingerprint.ts';
import type { Answer, Check, Incident } from '../../incident/incident.ts';
import type { ChecklistItem } from '../../incident/policy.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { context, option, section, select } from '../blocks.ts';
import { actionId, optionValue } from '../ids.ts';
import { link } from './link.ts';
import { moment } from './moment.ts';

/** What the menu of an item offers, in this order. */
export const answerLabels = { yes: 'Yes', no: 'No', na: 'N/A', checking: "I'm checking", note: 'Add note' } as const;

/** How much of an item is drawn: characters of raw text, and whether links are. */
export interface CheckLook {
  readonly question: number;
  readonly note: number;
  readonly links: boolean;
}

/** A longer link stands below its item: a section takes 3,000 characters, question, answer and note among them. */
const linkBeside = 1500;

/** One item of a checklist: its question and link, below who answered what and when, beside it the menu. */
export function checkItem(incident: Incident, item: ChecklistItem, look: CheckLook): readonly KnownBlock[] {
  const check = incident.checks[item.id];
  const question = cut(escapeText, item.text, look.question);
  const where = look.links && item.link !== null ? link(item.link, 'open') : '';
  const isBeside = where !== '' && where.length <= linkBeside;
  const lines = [
    isBeside ? `${question}  ${where}` : question,
    ...(check === undefined ? [] : answered(incident, check, look.note)),
  ];
  // Slack's menu keeps showing what was last chosen there (such as `Add note`) until its block id is another.
  const note = check?.note ?? '';
  const noted = `${note.length}.${fingerprint(note.slice(0, 300))}`;
  const blockId = `check:${item.id}:${check?.answer ?? ''}:${check?.at ?? ''}:${noted}`;
  return [
    section(lines.join('\n'), menu(incident, item, check?.answer ?? null), blockId.slice(0, 255)),
    ...(where === '' || isBeside ? [] : [context(where)]),
  ];
}

/** What was chosen in the menu; null when it is none of ours. */
export function readAnswer(answer: string): Answer | 'note' | null {
  return Object.hasOwn(answerLabels, answer) ? (answer as Answer | 'note') : null;
}

function menu(incident: Incident, item: ChecklistItem, answer: Answer | null) {
  const value = (chosen: string) => optionValue('answer_check', { n: incident.number, item: item.id, answer: chosen });
  return select(
    actionId('answer_check', item.id),
    Object.entries(answerLabels).map(([key, label]) => option(label, value(key))),
    { chosen: answer === null ? null : value(answer), placeholder: 'Answer' },
  );
}

function answered(incident: Incident, { answer, by, at, note }: Check, noteLength: number): readonly string[] {
  const who = `<@${by}>, ${moment(incident, at)}`;
  const words = note === '' ? '' : cut(escapeTyped, note, noteLength);
  if (answer === null) return words === '' ? [] : [`Note — ${who}: ${words}`];
  const said = answer === 'checking' ? `Being checked — ${who}` : `*${answerLabels[answer]}* — ${who}`;
  return [words === '' ? said : `${said}: ${words}`];
}

/** At most `length` raw characters; cut before as well, for an item is drawn anew in each look that may fit. */
function cut(escaped: (plain: string) => string, plain: string, length: number): string {
  return shorten(escaped(shorten(plain, length)), length);
}
