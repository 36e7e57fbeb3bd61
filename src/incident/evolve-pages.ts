import type { IncidentEvent } from './events.ts';
import type { Incident, Instant, UserId } from './incident.ts';
import { isSilent, type Page, type PageStep, type PlannedStep, pagerSlowMs, pagesOf } from './pages.ts';

type PageEvent = Extract<
  IncidentEvent,
  {
    readonly type: 'paged' | 'page_asked' | 'page_answered' | 'page_passed_by' | 'page_unanswered' | 'pager_told';
  }
>;

/** Who is asked to come, and what they said. */
export function evolvePages(incident: Incident, event: PageEvent): Incident {
  const { at, by } = event;
  if (event.type === 'paged') {
    const { page: id, whom, text, steps, pager, waitMs } = event;
    const page: Page = {
      id,
      whom,
      by,
      at,
      text,
      steps: steps.map(unasked),
      turn: -1,
      nextAt: pager === null ? null : at + pagerSlowMs,
      state: 'asking',
      pager: pager === null ? null : { name: pager, state: 'asked' },
      waitMs,
      line: null,
    };
    return { ...incident, pages: [...pagesOf(incident), page] };
  }
  return changed(incident, event.page, (page) => {
    switch (event.type) {
      case 'page_asked':
        return asked(page, event.user, at);
      case 'page_answered': {
        // Rung by a paging service they may not have been asked by us, or not yet.
        const known = page.steps.some(({ user }) => user === by);
        const rung: PageStep = unasked({ user: by, reason: 'on_call', forMs: page.waitMs });
        const steps = (known ? page.steps : [rung, ...page.steps]).map((step) =>
          step.user === by ? { ...step, askedAt: step.askedAt ?? at, answer: event.answer, answeredAt: at } : step,
        );
        const answered: Page = { ...page, steps, turn: known ? page.turn : page.turn + 1 };
        const coming = steps.some((step) => step.answer === 'coming');
        return coming ? { ...answered, state: 'answered', nextAt: null } : answered;
      }
      case 'page_passed_by': {
        const { user, why } = event;
        return { ...page, steps: page.steps.map((step) => (step.user === user ? { ...step, passed: why } : step)) };
      }
      case 'page_unanswered':
        return { ...page, state: 'unanswered', turn: page.steps.length, nextAt: null };
      case 'pager_told':
        return pagerTold(page, event.taken, event.user, at);
    }
  });
}

/** Slack shows the line of a page. */
export function pageShown(incident: Incident, id: number, ts: string): Incident {
  return changed(incident, id, (page) => ({ ...page, line: ts }));
}

/** The incident has ended: nobody is asked any more, and who stands by or has not answered need not come. */
export function pagesOver(incident: Incident, at: Instant): Incident {
  if (incident.pages === undefined) return incident;
  const pages = incident.pages.map((page): Page => {
    const steps = page.steps.map((step) =>
      isSilent(step) || (step.answer === 'standby' && step.releasedAt === null) ? { ...step, releasedAt: at } : step,
    );
    const state = page.state === 'answered' ? 'answered' : 'over';
    return { ...page, steps, state, nextAt: null };
  });
  return { ...incident, pages };
}

function changed(incident: Incident, id: number, change: (page: Page) => Page): Incident {
  return { ...incident, pages: pagesOf(incident).map((page) => (page.id === id ? change(page) : page)) };
}

function asked(page: Page, user: UserId, at: Instant): Page {
  const turn = page.steps.findIndex((step) => step.user === user);
  const steps = page.steps.map((step, place) => (place === turn ? { ...step, askedAt: at } : step));
  return { ...page, steps, turn, state: 'asking', nextAt: at + (steps[turn]?.forMs ?? page.waitMs) };
}

/** Whom the service has on call is asked first, wherever the own call tree has them. */
function pagerTold(page: Page, taken: boolean, user: UserId | null, at: Instant): Page {
  const told: Page = { ...page, pager: page.pager && { ...page.pager, state: taken ? 'taken' : 'failed' } };
  if (page.turn >= 0 || page.state !== 'asking') return told;
  if (!taken) return told;
  if (user === null) return { ...told, nextAt: at + page.waitMs };
  const own = page.steps.find((step) => step.user === user);
  const first: PageStep = own ?? unasked({ user, reason: 'on_call', forMs: page.waitMs });
  return { ...told, steps: [first, ...page.steps.filter((step) => step.user !== user)] };
}

function unasked(step: PlannedStep): PageStep {
  return { ...step, askedAt: null, answer: null, answeredAt: null, passed: null, releasedAt: null };
}
