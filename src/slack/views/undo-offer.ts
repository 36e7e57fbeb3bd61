import type { Button } from '@slack/types';
import { type Incident, type Instant, isOpen, nameOf } from '../../incident/incident.ts';
import { undoWithinMs } from '../../incident/undoable.ts';
import { actWord } from '../../record/describe-undo.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { moment } from './moment.ts';

/** Privately, to who has just set a phase or a severity: a mistake can be taken back. null: not any more. */
export function undoOffer(incident: Incident, what: 'phase' | 'severity', id: number, now: Instant): Message | null {
  const known = undoableNow(incident, now).find((one) => one.what === what && one.id === id);
  if (known === undefined) return null;
  const raw = `You have set ${known.label}. By mistake? It can be undone until ${moment(incident, known.at + undoWithinMs)}.`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions([undoButton(incident, known, 'Undo')])]);
}

/** `Undo: resolved`, for each that can be taken back now. */
export function undoButtons(incident: Incident, now: Instant): readonly Button[] {
  return undoableNow(incident, now).map((one) => undoButton(incident, one, `Undo: ${one.label}`));
}

interface Undone {
  readonly what: 'phase' | 'severity';
  readonly at: Instant;
  readonly id: number;
  readonly label: string;
}

function undoableNow(incident: Incident, now: Instant): readonly Undone[] {
  const fresh = (one: { readonly at: Instant; readonly undoneBy: string | null } | undefined) =>
    one !== undefined && one.undoneBy === null && now - one.at <= undoWithinMs;
  const { phase: set, severity } = incident.undoable ?? {};
  return [
    ...(set !== undefined && fresh(set)
      ? [{ what: 'phase' as const, at: set.at, id: set.id, label: actWord(set.act) }]
      : []),
    ...(severity !== undefined && fresh(severity) && isOpen(incident)
      ? [{ what: 'severity' as const, at: severity.at, id: severity.id, label: severity.before.to.toUpperCase() }]
      : []),
  ];
}

function undoButton(incident: Incident, { what, id }: Undone, words: string): Button {
  return button(words, 'undo', { n: incident.number, what, id }, { suffix: what });
}
