import type { Instant } from '../../src/incident/incident.ts';
import type { Page, PageStep } from '../../src/incident/pages.ts';

/** A page in each of its states, with twenty who were asked. */
export function pages(text: string, now: Instant): readonly Page[] {
  const step = (place: number): PageStep => ({
    user: `U${place + 2}`,
    reason: place === 0 ? 'on_call' : 'tree',
    forMs: 300_000,
    askedAt: now,
    answer: ([null, 'cant', 'standby', 'coming'] as const)[place % 4] ?? null,
    answeredAt: place % 4 === 0 ? null : now,
    passed: place === 8 ? 'guest' : null,
    releasedAt: null,
  });
  const page: Page = {
    id: 1,
    whom: text,
    by: 'U1',
    at: now,
    text,
    steps: Array.from({ length: 20 }, (_, place) => step(place)),
    turn: 4,
    nextAt: now + 300_000,
    state: 'asking',
    pager: null,
    waitMs: 300_000,
    line: null,
  };
  return [
    page,
    { ...page, whom: '', by: 'muster', text: '', pager: { name: 'pagerduty', state: 'asked' } },
    { ...page, state: 'answered', nextAt: null, pager: { name: 'pagerduty', state: 'taken' } },
    { ...page, state: 'unanswered', turn: 20, nextAt: null, pager: { name: 'zenduty', state: 'failed' } },
    { ...page, state: 'over', nextAt: null, steps: [] },
  ];
}
