import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { IncidentEvent } from './events.ts';
import { type Incident, isOpen, type UserId } from './incident.ts';
import { pagesOf } from './pages.ts';
import type { Severity } from './policy.ts';
import { type UndoableAct, undoWithinMs, withoutPhase, withoutSeverity } from './undoable.ts';

/** `id`: of what was set, as the button had it. */
export interface UndoCommand {
  readonly type: 'undo';
  readonly what: 'phase' | 'severity';
  readonly id: number;
}

export interface UndoEvent {
  readonly type: 'undone';
  readonly what: 'phase' | 'severity';
  readonly act: UndoableAct;
  /** Of a severity: what was a mistake, and what it is again. */
  readonly severity?: { readonly from: Severity; readonly to: Severity };
  /** Who had heard that they need not come. */
  readonly awaited?: readonly { readonly page: number; readonly user: UserId }[];
}

/** `Undo` within five minutes: a phase or a severity was set by mistake, and all is as if it had not been. */
export const undo: Rule<'undo'> = (incident, { what, id }, now) => {
  const known = incident.undoable?.[what];
  if (known === undefined || known.id !== id) return refuse({ reason: 'undo_overtaken', what });
  if (known.undoneBy !== null) return refuse({ reason: 'undone_already', user: known.undoneBy });
  if (now - known.at > undoWithinMs) return refuse({ reason: 'undo_too_late', act: known.act });
  if (what === 'phase') {
    // Undone, two incidents would share a channel: reopened, it gets a room of its own.
    if (incident.room.passedOnAt !== undefined) return refuse({ reason: 'undo_overtaken', what });
    const awaited = pagesOf(incident).flatMap(({ id: page, steps }) =>
      steps.filter(({ releasedAt }) => releasedAt === known.at).map(({ user }) => ({ page, user })),
    );
    return happened({ type: 'undone', what, act: known.act, ...(awaited.length === 0 ? {} : { awaited }) });
  }
  if (!isOpen(incident))
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  const from = incident.severity;
  return happened({
    ...{ type: 'undone', what, act: known.act },
    severity: { from, to: incident.undoable?.severity?.before.severity ?? from },
  });
};

export function evolveUndone(incident: Incident, event: Extract<IncidentEvent, { type: 'undone' }>): Incident {
  const { undoable } = incident;
  if (undoable === undefined) return incident;
  const { phase, severity } = undoable;
  const undoneBy = event.by;
  if (event.what === 'phase' && phase !== undefined) {
    return { ...withoutPhase(incident, phase), undoable: { ...undoable, phase: { ...phase, undoneBy } } };
  }
  if (event.what === 'severity' && severity !== undefined) {
    const undone = { ...undoable, severity: { ...severity, undoneBy } };
    return { ...withoutSeverity(incident, severity), undoable: undone };
  }
  return incident;
}
