import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { holdersOf, type Incident, type Instant, type UserId } from './incident.ts';
import { fetchedByItself, type Page, pageOf, pagesOf } from './pages.ts';
import { act, paint, say } from './surfaces.ts';

type PageEvent = Extract<
  IncidentEvent,
  {
    readonly type: 'paged' | 'page_asked' | 'page_answered' | 'page_passed_by' | 'page_unanswered' | 'pager_told';
  }
>;

/** What Slack and a paging service must be told about a page: its one line in the room, who is asked, who leads. */
export function pageErrands(incident: Incident, event: PageEvent): readonly Errand[] {
  const page = pageOf(incident, event.page);
  if (page === null) return [];
  const shown = [
    paint(`page:${page.id}`, { kind: 'paint_page', page: page.id }),
    paint('briefing', { kind: 'paint_briefing' }),
  ];
  switch (event.type) {
    case 'paged':
      return [...shown, ...toPager(page, 'page')];
    case 'page_asked':
      return [
        say(`dm:${event.user}`, { kind: 'ask_to_come', page: page.id, user: event.user }),
        ...shown,
        ...(event.from === null ? [] : numbers(page, leading(incident))),
      ];
    case 'page_answered':
      if (event.answer !== 'coming') return shown;
      return [
        act('invite', { kind: 'invite', who: [event.by] }),
        ...shown,
        ...(event.via === undefined ? toPager(page, 'acknowledge') : []),
      ];
    case 'page_unanswered':
      return [
        say('lines', { kind: 'say_line', event }),
        ...shown,
        ...numbers(page, [...leading(incident), ...incident.roles.map(({ user }) => user)]),
      ];
    case 'page_passed_by':
      return shown;
    case 'pager_told':
      return event.taken ? [...shown, hearing(page)] : shown;
  }
}

/** By itself: who is to be fetched at this severity, for these services; nothing where none is. */
export function fetching(incident: Incident): readonly Errand[] {
  return fetchedByItself(incident).length === 0 ? [] : [act('page', { kind: 'page_by_itself' })];
}

/** The incident has ended: who stood by is thanked, who has not answered may sleep on, and a service stops ringing. */
export function released(incident: Incident, at: Instant): readonly Errand[] {
  const pages = pagesOf(incident);
  const users = pages.flatMap(({ steps }) => steps.filter((step) => step.releasedAt === at).map(({ user }) => user));
  const shown = pages.filter((page) => page.state === 'over' || page.steps.some((step) => step.releasedAt === at));
  return [
    ...[...new Set(users)].map((user) => say(`dm:${user}`, { kind: 'release', user })),
    ...shown.map((page) => paint(`page:${page.id}`, { kind: 'paint_page', page: page.id })),
    ...pages.flatMap((page) => toPager(page, 'resolve')),
  ];
}

/** Who leads; while nobody does, who declared. */
export function leading(incident: Incident): readonly UserId[] {
  const leads = holdersOf(incident, 'lead').map(({ user }) => user);
  return leads.length > 0 ? leads : [incident.declaredBy];
}

function numbers(page: Page, users: readonly UserId[]): readonly Errand[] {
  const turn = page.turn;
  return [...new Set(users)]
    .filter((user) => user !== 'muster')
    .map((user) =>
      say(`dm:${user}`, { kind: 'say_numbers', page: page.id, user, turn, loud: page.turn >= page.steps.length }),
    );
}

/** On a surface of its own: it waits long, and nothing may wait behind it. */
export function hearing({ id }: Page): Errand {
  return act(`pager-ear:${id}`, { kind: 'hear_pager', page: id });
}

function toPager(page: Page, does: 'page' | 'acknowledge' | 'resolve'): readonly Errand[] {
  if (page.pager === null) return [];
  return [act(`pager:${page.id}`, { kind: 'call_pager', page: page.id, does })];
}
