import type { Incident, Instant, UserId } from './incident.ts';

/** Somebody is to come: whom it was about, who is asked in which order, and what they said. */
export interface Page {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  /** A team or whoever else was named, plain; empty: the person of the first step. */
  readonly whom: string;
  readonly by: UserId;
  readonly at: Instant;
  /** What they are needed for; plain, may be empty. */
  readonly text: string;
  readonly steps: readonly PageStep[];
  /** Place of who is asked now; -1 before the first. */
  readonly turn: number;
  /** When the next is asked unless somebody comes; null: nobody will be. */
  readonly nextAt: Instant | null;
  /** `over`: the incident ended first. */
  readonly state: 'asking' | 'answered' | 'unanswered' | 'over';
  /** The paging service that was asked to ring, and what it said. */
  readonly pager: { readonly name: PagerName; readonly state: 'asked' | 'taken' | 'failed' } | null;
  /** How long an outside service has to bring somebody, when nobody here is known to be on call. */
  readonly waitMs: number;
  /** ts of its line in the room. */
  readonly line: string | null;
}

export type PagerName = 'pagerduty' | 'zenduty';

/** Why somebody is asked: on call, further down the call tree, or named by a person. */
export type PageReason = 'on_call' | 'tree' | 'named';

/** Somebody to ask, before anybody was. */
export interface PlannedStep {
  readonly user: UserId;
  readonly reason: PageReason;
  /** How long they have before the next is asked. */
  readonly forMs: number;
}

export interface PageStep extends PlannedStep {
  readonly askedAt: Instant | null;
  readonly answer: PageAnswer | null;
  readonly answeredAt: Instant | null;
  /** Why nobody could ask them. */
  readonly passed: PassedReason | null;
  /** The incident ended, and they were told that they need not come. */
  readonly releasedAt: Instant | null;
}

export const pageAnswers = ['coming', 'cant', 'standby'] as const;
export type PageAnswer = (typeof pageAnswers)[number];

/** Not in Slack any more, no full member, an app, or Slack delivers nothing to them. */
export const passedReasons = ['deactivated', 'guest', 'bot', 'unreachable'] as const;
export type PassedReason = (typeof passedReasons)[number];

/** A service that has not answered by then is slow: the own call tree goes on without it. */
export const pagerSlowMs = 10_000;

/** How many are asked for one page at most. */
export const mostSteps = 20;

/** All of them, oldest first; an incident of an earlier version has none. */
export function pagesOf(incident: Pick<Incident, 'pages'>): readonly Page[] {
  return incident.pages ?? [];
}

export function pageOf(incident: Incident, id: number): Page | null {
  return pagesOf(incident).find((page) => page.id === id) ?? null;
}

/** Who would be asked next; null: nobody is left. */
export function nextStep(page: Page): PageStep | null {
  return page.steps[page.turn + 1] ?? null;
}

/** Asked, and silent so far. */
export function isSilent(step: PageStep): boolean {
  return step.askedAt !== null && step.answer === null && step.passed === null && step.releasedAt === null;
}

/** When a page has to go on. */
export function pageDueAt(incident: Incident): Instant | null {
  const times = pagesOf(incident).flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt]));
  return times.length === 0 ? null : Math.min(...times);
}

/** Teams, people and groups that are fetched without anybody asking, at this severity and for these services. */
export function fetchedByItself(incident: Incident): readonly string[] {
  const { policy, services } = incident;
  const { page = [], pageServices = false } = policy.severities[incident.severity];
  const pageable = policy.pageable ?? [];
  const teams = policy.services
    .filter(({ name }) => pageServices && services.includes(name))
    .flatMap(({ team }) => (team !== null && pageable.includes(team) ? [team] : []));
  return [...new Set([...page, ...teams])];
}
