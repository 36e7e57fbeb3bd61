// Before it is an incident: `/incident triage WHAT` has a light look at whether there is a problem at all.

import type { Incident, Instant, MessageRef, ReplyTo, UserId } from './incident.ts';
import type { Checklist, Policy, Severity } from './policy.ts';

/** A look at whether there is a problem, and what came of it. It stays with the incident that it led to. */
export interface Triage {
  /** `looking`: nobody has decided; `asked`: no problem was found, who reported it is asked; the others: decided. */
  readonly state: 'looking' | 'asked' | 'no_problem' | 'declared';
  readonly openedBy: UserId;
  readonly openedAt: Instant;
  /** Whoever has the trouble: their word closes it. */
  readonly reportedBy: UserId;
  /** Who reported it is a guest: heard, but deciding nothing. */
  readonly guest: boolean;
  /** Who looks; null: nobody yet. */
  readonly looker: UserId | null;
  /** When somebody last did something about it. */
  readonly lastAt: Instant;
  /** Since when who looks and who reported know that nothing happens; null: they were not told since `lastAt`. */
  readonly toldAt: Instant | null;
  /** Who found no problem. */
  readonly endedBy?: UserId;
  /** Who reported it agreed to close; false: they did not answer. */
  readonly agreed?: boolean;
  /** The channel to show it in; null: where incidents are announced. */
  readonly channel: string | null;
  /** Its message, and the question to who reported it; null until Slack shows them. */
  readonly message: MessageRef | null;
  readonly request: MessageRef | null;
}

/** What a team has agreed about it. */
export interface TriagePolicy {
  /** How long nobody does anything before it escalates, each time; null: it never does. */
  readonly afterMs: number | null;
  /** Titles of the lists of `identifying` that are its first checks; null: those that ask whether there is a problem. */
  readonly checks: readonly string[] | null;
}

export type TriageCommand =
  | { readonly type: 'look_into_triage' }
  /** `severity` null: as for any incident of which nobody has said how bad it is. */
  | { readonly type: 'declare_triage'; readonly severity: Severity | null; readonly replyTo: ReplyTo }
  /** `No problem`: who reported it is asked. */
  | { readonly type: 'end_triage' }
  | { readonly type: 'answer_triage'; readonly answer: TriageAnswer }
  | { readonly type: 'escalate_triage' };

export const triageAnswers = ['agreed', 'still_broken'] as const;
export type TriageAnswer = (typeof triageAnswers)[number];

export type TriageEvent =
  | TriageOpened
  | { readonly type: 'triage_looked' }
  | { readonly type: 'triage_asked' }
  | { readonly type: 'triage_doubted' }
  /** Who looks and who reported are told that nobody does anything. */
  | { readonly type: 'triage_told' }
  | { readonly type: 'triage_ended'; readonly agreed: boolean };

export interface TriageOpened {
  readonly type: 'triage_opened';
  readonly workspace: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly private: boolean;
  readonly policy: Policy;
  readonly reportedBy: UserId;
  readonly guest: boolean;
  readonly channel: string | null;
}

const triageEvents: Readonly<Record<TriageEvent['type'], true>> = {
  triage_opened: true,
  triage_looked: true,
  triage_asked: true,
  triage_doubted: true,
  triage_told: true,
  triage_ended: true,
};

export function isTriageEvent<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, { readonly type: TriageEvent['type'] }> {
  return Object.hasOwn(triageEvents, event.type);
}

/** A triage of which nothing has come yet; null: it is an incident, or closed. */
export function openTriage(incident: Incident): Triage | null {
  const triage = incident.phase === 'triage' ? incident.triage : undefined;
  return triage !== undefined && (triage.state === 'looking' || triage.state === 'asked') ? triage : null;
}

/** The first checks. They stand on the incident's checklist too, with the answers that were given. */
export function triageChecks({ checklists, triage }: Policy): readonly Checklist[] {
  const titles = triage?.checks ?? null;
  return checklists.filter(
    ({ phase, title, findsProblem }) =>
      phase === 'identifying' && (titles === null ? findsProblem === true : titles.includes(title)),
  );
}

/** Whether one of them has an answer; that somebody is checking is none yet. */
export function anyCheckAnswered(incident: Incident): boolean {
  return triageChecks(incident.policy).some(({ items }) =>
    items.some(({ id }) => !['checking', null].includes(incident.checks[id]?.answer ?? null)),
  );
}

/** When nothing has happened for too long; null: it does not matter, or no more. */
export function triageDueAt(incident: Incident): Instant | null {
  const triage = openTriage(incident);
  const afterMs = incident.policy.triage?.afterMs ?? null;
  return triage === null || afterMs === null ? null : (triage.toldAt ?? triage.lastAt) + afterMs;
}
