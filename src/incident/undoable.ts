// What a phase or a severity was before somebody set it: kept until the next is set, so that a mistake can be taken back.
import type { IncidentEvent } from './events.ts';
import type { Incident, Instant, Phase, PostmortemState, Times, UserId } from './incident.ts';
import { type Page, pagesOf } from './pages.ts';
import type { Severity } from './policy.ts';
import { standAgain } from './stand-again.ts';

export type UndoableAct =
  | 'contained'
  | 'resolved'
  | 'closed'
  | 'cancelled'
  | 'marked_duplicate'
  | 'reopened'
  | 'severity_set';

export interface Undoable<Before> {
  readonly act: UndoableAct;
  /** Who set it, and when. */
  readonly by: UserId;
  readonly at: Instant;
  /** 1, 2, 3 … within the incident: a button names it by this, for two may be set at one time. */
  readonly id: number;
  /** Who took it back; null: it stands. */
  readonly undoneBy: UserId | null;
  readonly before: Before;
}

export interface BeforePhase {
  readonly phase: Phase;
  readonly contained: Instant | null;
  readonly resolved: Instant | null;
  readonly closed: Instant | null;
  readonly update: UpdateDue;
  readonly reason: string;
  readonly duplicateOf: number | null;
  readonly stillInPlace: string | null;
  readonly postmortem: PostmortemState;
  readonly vacancies: Incident['vacancies'];
  /** Pages that went on until then. */
  readonly pages: readonly Pick<Page, 'id' | 'state' | 'nextAt'>[];
}

export interface BeforeSeverity {
  readonly severity: Severity;
  readonly given: boolean;
  /** What it was changed to. */
  readonly to: Severity;
  readonly update: UpdateDue;
}

/** When the next update was due before, and what the act made of it: whatever was said later stays. */
interface UpdateDue {
  readonly at: Instant | null;
  readonly missed: boolean;
  readonly became: Instant | null;
}

export interface Undoables {
  /** How many there were so far. */
  readonly count: number;
  readonly phase?: Undoable<BeforePhase>;
  readonly severity?: Undoable<BeforeSeverity>;
}

/** A mistake is seen at once, or it is none: later there are other ways. */
export const undoWithinMs = 5 * 60_000;

/** What an event sets that can be taken back, and the word for it; null: nothing of that kind. */
export function actOf(event: IncidentEvent): { readonly what: 'phase' | 'severity'; readonly act: UndoableAct } | null {
  switch (event.type) {
    case 'contained':
    case 'resolved':
    case 'closed':
    case 'cancelled':
    case 'marked_duplicate':
    case 'reopened':
      return { what: 'phase', act: event.type };
    case 'severity_set':
      return { what: 'severity', act: event.type };
    default:
      return null;
  }
}

/** After each event: what could be taken back of it. A room that was opened stays, so going on in one cannot be. */
export function keepUndoable(before: Incident, after: Incident, event: IncidentEvent): Incident {
  const found = actOf(event);
  if (found === null) return after;
  const { phase, severity, count: earlier = 0 } = before.undoable ?? {};
  const count = earlier + 1;
  const never = event.by === 'muster' || (event.type === 'reopened' && event.newRoom);
  if (never && before.undoable?.[found.what] === undefined) return after;
  const done = { act: found.act, by: event.by, at: event.at, id: count, undoneBy: null };
  if (found.what === 'severity') {
    const own = never ? {} : { severity: { ...done, before: severityOf(before, after) } };
    return { ...after, undoable: { count, ...(phase === undefined ? {} : { phase }), ...own } };
  }
  const own = never ? {} : { phase: { ...done, before: phaseOf(before, after) } };
  return { ...after, undoable: { count, ...(severity === undefined ? {} : { severity }), ...own } };
}

function phaseOf(before: Incident, after: Incident): BeforePhase {
  const { phase, reason, duplicateOf, stillInPlace = null, vacancies, postmortem } = before;
  const { contained, resolved, closed } = before.times;
  const running = pagesOf(before).filter((page) => {
    const now = pagesOf(after).find(({ id }) => id === page.id);
    return now !== undefined && (now.state !== page.state || now.nextAt !== page.nextAt);
  });
  return {
    ...{ phase, contained, resolved, closed, reason, duplicateOf, stillInPlace, vacancies },
    update: updateDue(before, after),
    postmortem: postmortem.state,
    pages: running.map(({ id, state, nextAt }) => ({ id, state, nextAt })),
  };
}

function severityOf(before: Incident, after: Incident): BeforeSeverity {
  const { severity, severityGiven: given } = before;
  return { severity, given, to: after.severity, update: updateDue(before, after) };
}

function updateDue(before: Incident, after: Incident): UpdateDue {
  return { at: before.nextUpdateAt, missed: before.updateMissed, became: after.nextUpdateAt };
}

/** The incident as if the phase had not been set; what else was done since then stays. */
export function withoutPhase(incident: Incident, { act, at, before }: Undoable<BeforePhase>): Incident {
  const { phase, reason, duplicateOf, stillInPlace } = before;
  const { stillInPlace: _said, ...rest } = incident;
  const spans = act === 'reopened' ? incident.impact.slice(0, -1) : incident.impact;
  const undone: Incident = {
    ...rest,
    ...{ phase, reason, duplicateOf },
    ...(stillInPlace === null ? {} : { stillInPlace }),
    ...withUpdate(incident, before.update),
    times: timesBefore(incident, act, before),
    impact: impactBefore({ ...incident, impact: spans }, act, phase),
    vacancies: act === 'reopened' ? vacanciesBefore(incident, before) : incident.vacancies,
    // The thread of a draft stands already: what people write there is kept.
    postmortem: act === 'reopened' ? { ...incident.postmortem, state: before.postmortem } : incident.postmortem,
    ...(incident.pages === undefined ? {} : { pages: pagesBefore(incident.pages, before.pages, at) }),
  };
  return endsIncident(act) ? standAgain(undone, at) : undone;
}

/** Whether it ends what is open in an incident: resolving does, and closing what has begun since. */
export function endsIncident(act: UndoableAct): boolean {
  return act !== 'contained' && act !== 'reopened' && act !== 'severity_set';
}

/** The same of the severity. */
export function withoutSeverity(incident: Incident, { before }: Undoable<BeforeSeverity>): Incident {
  const { severity, given: severityGiven, update } = before;
  return { ...incident, severity, severityGiven, ...withUpdate(incident, update) };
}

function withUpdate(incident: Incident, due: UpdateDue): Pick<Incident, 'nextUpdateAt' | 'updateMissed'> {
  const { nextUpdateAt, updateMissed } = incident;
  return nextUpdateAt === due.became
    ? { nextUpdateAt: due.at, updateMissed: due.at !== null && due.missed }
    : { nextUpdateAt, updateMissed };
}

/** Times that the act set are unset; of those that it unset, a start that was corrected meanwhile is kept behind. */
function timesBefore({ times, impact }: Incident, act: UndoableAct, before: BeforePhase): Times {
  switch (act) {
    case 'contained':
      return { ...times, contained: null };
    case 'resolved':
      return { ...times, resolved: null };
    case 'reopened': {
      const began = impact.at(-2)?.from ?? times.started;
      const notBefore = (at: Instant | null) => (at === null ? null : Math.max(at, began));
      const [contained, resolved, closed] = [before.contained, before.resolved, before.closed].map(notBefore);
      return { ...times, contained: contained ?? null, resolved: resolved ?? null, closed: closed ?? null };
    }
    default:
      return { ...times, closed: null };
  }
}

/** While people look for it, it lasts; contained, it ended then; later it is as it was. */
function impactBefore({ impact, times }: Incident, act: UndoableAct, phase: Phase): Incident['impact'] {
  const last = impact.at(-1);
  if (last === undefined || act === 'reopened') return impact;
  const to = phase === 'identifying' ? null : phase === 'contained' ? (times.contained ?? last.to) : last.to;
  return [...impact.slice(0, -1), { ...last, to }];
}

function vacanciesBefore(incident: Incident, { vacancies }: BeforePhase): Incident['vacancies'] {
  return Object.fromEntries(
    Object.entries(incident.vacancies).map(([role, vacancy]) => [
      role,
      Object.hasOwn(vacancies, role) ? (vacancies[role] ?? vacancy) : vacancy,
    ]),
  );
}

/** Who was told that they need not come is awaited again. */
function pagesBefore(pages: readonly Page[], running: BeforePhase['pages'], at: Instant): readonly Page[] {
  return pages.map((page) => {
    const was = running.find(({ id }) => id === page.id) ?? {};
    const steps = page.steps.map((step) => (step.releasedAt === at ? { ...step, releasedAt: null } : step));
    return { ...page, ...was, steps };
  });
}
