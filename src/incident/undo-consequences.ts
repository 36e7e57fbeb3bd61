import { crewShown } from './crew-consequences.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { handoversAgain } from './handover-consequences.ts';
import { type Incident, isOpen } from './incident.ts';
import { hearing, released } from './page-errands.ts';
import { pageOf, pagesOf } from './pages.ts';
import { severities } from './policy.ts';
import { act, facts, factsInPostmortem, homes, paint, repaintedSections, say, topic } from './surfaces.ts';
import { actOf, endsIncident } from './undoable.ts';

/** A mistake was taken back: whoever heard of it hears that too, and all that shows it is painted again. */
export function undoConsequences(
  incident: Incident,
  event: Extract<IncidentEvent, { type: 'undone' }>,
): readonly Errand[] {
  return [
    say('lines', { kind: 'say_line', event }),
    ...facts(incident),
    ...(event.what === 'severity'
      ? [...topic(incident), ...homes(incident.roles.map(({ user }) => user)), ...factsInPostmortem(incident)]
      : []),
    ...(wasNews(event) && !incident.private
      ? [say('announcement-thread', { kind: 'say_in_announcement', event })]
      : []),
    ...(event.what === 'phase' ? ofPhase(incident, event) : []),
  ];
}

function ofPhase(incident: Incident, event: Extract<IncidentEvent, { type: 'undone' }>): readonly Errand[] {
  return [
    // The thread of the post-mortem says whether it is over.
    ...repaintedSections(incident, []),
    ...homes(incident.roles.map(({ user }) => user)),
    ...(isOpen(incident) ? awaitedAgain(incident, event) : released(incident, event.at)),
    ...(endsIncident(event.act) ? standing(incident, event) : []),
  ];
}

/** Who was asked for a role, offered one, or missed: their messages are drawn as they were. */
function standing(incident: Incident, { by }: Extract<IncidentEvent, { type: 'undone' }>): readonly Errand[] {
  return [...crewShown(incident), ...handoversAgain(incident, by)];
}

/** Who stood by stands by again; who was being asked is asked once more; a service that stopped ringing rings. */
function awaitedAgain(
  incident: Incident,
  { awaited = [] }: Extract<IncidentEvent, { type: 'undone' }>,
): readonly Errand[] {
  const asked = awaited.map(({ page, user }) => {
    const step = pageOf(incident, page)?.steps.find((one) => one.user === user);
    return step?.answer === 'standby'
      ? say(`dm:${user}`, { kind: 'say_awaited', user })
      : say(`dm:${user}`, { kind: 'ask_to_come', page, user });
  });
  const shown = pagesOf(incident).filter(
    ({ id, state }) => state === 'asking' || awaited.some(({ page }) => page === id),
  );
  return [
    ...asked,
    ...shown.map(({ id }) => paint(`page:${id}`, { kind: 'paint_page', page: id })),
    ...shown
      .filter(({ pager, state }) => pager !== null && state === 'asking')
      .flatMap((page) => [act(`pager:${page.id}`, { kind: 'call_pager', page: page.id, does: 'page' }), hearing(page)]),
  ];
}

/** Whether those who follow had heard of it: not of closing, and not of a lighter severity. */
function wasNews({ act: done, severity }: Extract<IncidentEvent, { type: 'undone' }>): boolean {
  if (severity !== undefined) return severities.indexOf(severity.from) < severities.indexOf(severity.to);
  return done !== 'closed';
}

/** A private answer with `Undo`, to who has just set a phase or a severity. */
export function undoOffer(incident: Incident, event: IncidentEvent): readonly Errand[] {
  const what = actOf(event)?.what;
  const set = what === undefined ? undefined : incident.undoable?.[what];
  // After the end a severity is only put right, in the form where it can be put back.
  if (what === 'severity' && !isOpen(incident)) return [];
  if (what === undefined || set === undefined || set.at !== event.at) return [];
  return [say(`undo:${event.by}`, { kind: 'offer_undo', user: event.by, what, set: set.id })];
}

/** It is not over after all: who holds a role had turned to something else, and hears it directly. */
export function calledBack(
  incident: Incident,
  { from, by }: Extract<IncidentEvent, { type: 'reopened' }>,
): readonly Errand[] {
  if (from === 'identifying' || from === 'contained') return [];
  const users = new Set(incident.roles.map(({ user }) => user));
  return [...users]
    .filter((user) => user !== by && user !== 'muster')
    .map((user) => say(`dm:${user}`, { kind: 'say_reopened', user, by }));
}
