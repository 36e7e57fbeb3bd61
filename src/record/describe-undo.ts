import type { IncidentEvent } from '../incident/events.ts';
import type { UndoableAct } from '../incident/undoable.ts';
import { actor } from './phrases.ts';

/** `Undone by @ana: resolved was a mistake.` */
export function describeUndo({ by, act, severity }: Extract<IncidentEvent, { type: 'undone' }>): string {
  if (severity === undefined) return `Undone by ${actor(by)}: ${actWord(act)} was a mistake.`;
  const [from, to] = [severity.from.toUpperCase(), severity.to.toUpperCase()];
  return from === to
    ? `Undone by ${actor(by)}: nobody has said how bad it is, it is ${to} for now.`
    : `Undone by ${actor(by)}: ${from} was a mistake, it is ${to}.`;
}

/** `resolved`, as one says what was done. */
export function actWord(act: UndoableAct): string {
  switch (act) {
    case 'marked_duplicate':
      return 'duplicate';
    case 'severity_set':
      return 'the severity';
    default:
      return act;
  }
}
