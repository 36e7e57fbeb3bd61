// Somebody is to come: `/incident page payments`. One after the other is asked until one says `I'm coming`.
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import { isOpen, type UserId } from './incident.ts';
import { mostSteps, nextStep, type Page, pageOf, pagesOf } from './pages.ts';

/** Whoever is asked already is not asked a second time; by itself (by `muster`) a team is paged once. */
export const page: Rule<'page'> = (incident, { by, whom, text, steps, pager, waitMs }) => {
  if (!isOpen(incident)) {
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  }
  if (steps.length === 0 && pager === null) return refuse({ reason: 'nobody_to_page', whom });
  const first = steps[0]?.user ?? null;
  const same = pagesOf(incident).findLast(
    (known) =>
      known.whom === whom &&
      (whom !== '' || known.steps[0]?.user === first) &&
      (by === 'muster' || known.state === 'asking'),
  );
  if (same !== undefined) return refuse({ reason: 'already_paged', whom, user: first, since: same.at });
  const id = pagesOf(incident).length + 1;
  const plan = steps.slice(0, mostSteps);
  const paged: EventBody = { type: 'paged', page: id, whom, text: text.trim(), steps: plan, pager, waitMs };
  // A paging service is asked first; what it says leads to the first step.
  if (pager !== null || first === null) return happened(paged);
  return happened(paged, { type: 'page_asked', page: id, user: first, from: null });
};

/**
 * Somebody who was asked answers, or thinks again. `coming` ends the asking; after `cant` and `standby` the next is
 * asked at once, for somebody has to come.
 */
export const answerPage: Rule<'answer_page'> = (incident, { by, page: id, answer, via }) => {
  if (!isOpen(incident)) {
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  }
  const known = pageOf(incident, id);
  const place = known?.steps.findIndex((step) => step.user === by && step.askedAt !== null) ?? -1;
  if (known === null || (place < 0 && via === undefined)) return refuse({ reason: 'not_asked' });
  if (known.steps[place]?.answer === answer) return refuse({ reason: 'nothing_changed' });
  const answered: EventBody = { type: 'page_answered', page: id, answer, ...(via === undefined ? {} : { via }) };
  if (answer === 'coming') return happened(answered);
  const others = known.steps.some((step) => step.user !== by && step.answer === 'coming');
  const wasComing = known.steps[place]?.answer === 'coming';
  const goesOn = (known.state === 'asking' && place === known.turn) || (wasComing && !others);
  return happened(answered, ...(goesOn ? [goingOn(known, null)] : []));
};

/** Time is up, or somebody says `Page next`. Named by its number; null: those that are due. */
export const pageNext: Rule<'page_next'> = (incident, { page: id }, now) => {
  const due = pagesOf(incident).filter((known) =>
    id === null ? known.nextAt !== null && known.nextAt <= now : known.id === id && isOpen(incident),
  );
  const [first] = due;
  if (first === undefined) return refuse({ reason: 'not_due' });
  if (id !== null && nextStep(first) === null && first.state !== 'asking') {
    return refuse({ reason: 'nobody_to_page', whom: first.whom });
  }
  return happened(...due.map((known) => goingOn(known, silentNow(known))));
};

/** Slack says that somebody cannot be asked: they are passed by, and the next is asked. */
export const passBy: Rule<'pass_by'> = (incident, { page: id, user, why }) => {
  const known = pageOf(incident, id);
  const place = known?.steps.findIndex((step) => step.user === user) ?? -1;
  if (known === null || known.steps[place]?.passed !== null) return refuse({ reason: 'nothing_changed' });
  const goesOn = known.state === 'asking' && place === known.turn;
  return happened({ type: 'page_passed_by', page: id, user, why }, ...(goesOn ? [goingOn(known, null)] : []));
};

/**
 * A paging service has answered. It rings whom it has on call, and `user` (that person, if known here) is asked in Slack
 * too; when it failed, the own call tree begins at once.
 */
export const pagerTold: Rule<'pager_told'> = (incident, { page: id, taken, why, user }) => {
  const known = pageOf(incident, id);
  if (known?.pager?.state !== 'asked') return refuse({ reason: 'nothing_changed' });
  const told: EventBody = { type: 'pager_told', page: id, taken, why, user };
  // It was slow, and somebody here is being asked already.
  if (known.state !== 'asking' || known.turn >= 0) return happened(told);
  if (taken && user === null) return happened(told);
  if (taken && user !== null) return happened(told, { type: 'page_asked', page: id, user, from: null });
  return happened(told, goingOn(known, null));
};

/** The next is asked, or nobody is left. `from`: who has not answered. */
export function goingOn(known: Page, from: UserId | null): EventBody {
  const next = nextStep(known);
  return next === null
    ? { type: 'page_unanswered', page: known.id }
    : { type: 'page_asked', page: known.id, user: next.user, from };
}

export function silentNow(known: Page): UserId | null {
  const step = known.steps[known.turn];
  return step !== undefined && step.answer === null && step.passed === null ? step.user : null;
}
