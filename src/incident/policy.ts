import type { TriagePolicy } from './triage.ts';

/**
 * What a team has agreed before anything broke: severities, roles, checklists, links.
 * An incident takes its policy along when it is declared, so that a changed configuration
 * never changes the rules in the middle of a night.
 */
export interface Policy {
  readonly severities: Readonly<Record<Severity, SeverityPolicy>>;
  /** In the order in which they are shown; keys are role names. */
  readonly roles: readonly RolePolicy[];
  readonly checklists: readonly Checklist[];
  readonly services: readonly ServicePolicy[];
  /** Teams that can be paged: they have a rota, a call tree or a paging service. Absent: none. */
  readonly pageable?: readonly string[];
  readonly bookmarks: readonly Link[];
  readonly callLink: string | null;
  /** How long nobody writes before it is asked what is said on the call; null: never. Absent in policies of earlier versions. */
  readonly callSilenceMs?: number | null;
  /** Null: a light look before declaring is switched off, as in policies of earlier versions. */
  readonly triage?: TriagePolicy | null;
  /** How long an offer of a role waits before the leaver hears that nobody answers; null: for ever. Absent in policies of earlier versions. */
  readonly handoverAnswerMs?: number | null;
  /** Words that make a message read like a change of the systems; see `readsLikeChange`. */
  readonly changeWords?: readonly string[];
  /** Where outsiders read how things stand; absent: nowhere. */
  readonly statusPage?: string;
  /** Role holders get the card for the worst case by mail. */
  readonly cardByMail?: boolean;
  /** Whether one can follow by direct message. Absent in policies of earlier versions: one can. */
  readonly follow?: boolean;
  /** Channel name (without #) or id. */
  readonly announcements: string;
  /** IANA zone for files; people see their own. */
  readonly timeZone: string;
}

export const severities = ['sev1', 'sev2', 'sev3', 'sev4'] as const;
export type Severity = (typeof severities)[number];

export interface SeverityPolicy {
  readonly name: string;
  /** Time between updates; null: no rhythm. */
  readonly updateEveryMs: number | null;
  /** Time to the first update after declaring; null: as updateEveryMs. */
  readonly firstUpdateMs: number | null;
  /** Whom to invite: user ids (U…), user group ids (S…) or group handles (@payments-oncall). */
  readonly invite: readonly string[];
  /** Who is fetched without anybody asking: teams, people, group handles, ids. Absent: nobody. */
  readonly page?: readonly string[];
  /** The teams of the services that are named are fetched as well. */
  readonly pageServices?: boolean;
  /** Time from closing to archiving. */
  readonly archiveAfterMs: number;
  /** Whether a post-mortem is expected. */
  readonly review: 'required' | 'optional';
}

export interface RolePolicy {
  readonly name: RoleName;
  readonly duties: string;
  /** Remind the room when nobody holds it for this long; null: never. */
  readonly remindUnheldMs: number | null;
  /** Escalated when nobody has taken it for so long after that reminder, at sev1 and sev2; null: never. Absent in older policies. */
  readonly escalateUnheldMs?: number | null;
  /** The room is told when a holder says nothing for so long while others talk; null: never. Absent in older policies. */
  readonly silentAfterMs?: number | null;
  /** Handing it over is offered when somebody has held it for so long; null: never. Absent in older policies. */
  readonly handOverAfterMs?: number | null;
  /** How many may hold it at once; at least 1. */
  readonly holders: number;
  /** Who declares holds it "for now". */
  readonly declarerByDefault: boolean;
}

/** `lead`, `fixer`, `communicator`, `scribe`, and what the configuration adds: lower case, letters, digits, `-`. */
export type RoleName = string;

export interface Checklist {
  readonly phase: ChecklistPhase;
  readonly title: string;
  /** Its items ask for a cause: `Yes` means suspect, and is a candidate of the root cause. */
  readonly findsCause: boolean;
  /** Its items ask whether there is a problem at all: what they found is told where the detection is. */
  readonly findsProblem?: boolean;
  /** How `Yes` reads in the summary, such as `Suspected` or `Possible`. */
  readonly yes: string;
  /** How `No` reads in the summary, such as `Ruled out`. */
  readonly no: string;
  readonly items: readonly ChecklistItem[];
}

export const checklistPhases = ['identifying', 'contained', 'resolved'] as const;
export type ChecklistPhase = (typeof checklistPhases)[number];

export interface ChecklistItem {
  /** Stable within the policy, such as `identifying.1.3`. */
  readonly id: string;
  readonly text: string;
  readonly link: string | null;
}

export interface ServicePolicy {
  readonly name: string;
  readonly team: string | null;
  readonly invite: readonly string[];
  readonly runbook: string | null;
  readonly dashboard: string | null;
}

export interface Link {
  readonly title: string;
  readonly link: string;
}
