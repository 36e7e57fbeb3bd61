import type { Instant, UserId } from './incident.ts';
import type { PagerName } from './pages.ts';

/**
 * Who can be fetched: people, teams with their rota and call tree, and who has a stake. It stays with the process and
 * is no part of an incident: phone numbers belong on no record.
 */
export interface Directory {
  readonly people: readonly KnownPerson[];
  readonly teams: readonly Team[];
  readonly stakeholders: readonly Stakeholder[];
}

export const noDirectory: Directory = { people: [], teams: [], stakeholders: [] };

export interface KnownPerson {
  /** How the configuration calls them, such as `lou`. */
  readonly name: string;
  readonly slack: UserId | null;
  readonly phone: string | null;
  /** The address under which paging services know them. */
  readonly email: string | null;
  readonly place: string | null;
  /** IANA zone; null: as Slack says. */
  readonly zone: string | null;
  readonly hours: WorkingHours | null;
}

export interface WorkingHours {
  /** `09:00` */
  readonly from: string;
  readonly to: string;
  /** 1 is Monday, 7 Sunday. */
  readonly days: readonly number[];
}

export interface Team {
  readonly name: string;
  readonly rota: Rota | null;
  readonly callTree: readonly CallStep[];
  readonly pager: TeamPager | null;
}

/** How an outside paging service knows the team. */
export interface TeamPager {
  readonly name: PagerName;
  /** PagerDuty: the id of the escalation policy; Zenduty: the id of the team. null: who is on call is not asked. */
  readonly onCall: string | null;
}

export interface CallStep {
  /** A person's name, or `oncall`. */
  readonly ask: string;
  readonly forMs: number;
}

export interface Rota {
  /** Names of people, in the order of their turns. */
  readonly people: readonly string[];
  /** Days of a turn: 1 or 7. */
  readonly turnDays: number;
  /** The date, `2026-11-02`, on which the first of the list begins. */
  readonly starts: string;
  /** `09:00` in `zone`. */
  readonly handOver: string;
  readonly zone: string;
  readonly overrides: readonly Override[];
}

/** Somebody stands in; `2026-11-20 18:00`, in the rota's zone. Where two overlap, the later in the list counts. */
export interface Override {
  readonly who: string;
  readonly from: string;
  readonly to: string;
}

export interface Stakeholder {
  readonly name: string;
  /** Whom they stand for, such as `press`. */
  readonly audience: string | null;
  readonly slack: UserId | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Who is on call, until when, and who takes over then. */
export interface OnCall {
  readonly who: string;
  readonly until: Instant;
  readonly next: string | null;
  /** They stand in for somebody. */
  readonly override: boolean;
}

/** How long somebody has to answer, where the configuration does not say. */
export const answerWithinMs = 5 * 60_000;

export function personBySlack(directory: Directory, user: UserId): KnownPerson | null {
  return directory.people.find((person) => person.slack === user) ?? null;
}

export function personNamed(directory: Directory, name: string): KnownPerson | null {
  return directory.people.find((person) => sameName(person.name, name)) ?? null;
}

export function teamNamed(directory: Directory, name: string): Team | null {
  return directory.teams.find((team) => sameName(team.name, name)) ?? null;
}

export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
