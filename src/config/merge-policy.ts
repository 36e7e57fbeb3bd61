import type { Checklist, ChecklistPhase, Policy, RolePolicy, SeverityPolicy } from '../incident/policy.ts';
import { checklistPhases } from '../incident/policy.ts';
import type { TriagePolicy } from '../incident/triage.ts';
import { suspicion } from './defaults.ts';
import { pageableTeams, readDirectory } from './read-directory.ts';
import type { File } from './schema.ts';

/**
 * The defaults with what the file says laid over them. A severity or role given in part keeps the rest
 * of its defaults; the checklists of a phase, the services and the bookmarks are replaced as a whole.
 * New roles come after the four that are always there, in the file's order.
 */
export function mergePolicy(defaults: Policy, file: File): Policy {
  const severities = file.severities ?? {};
  const pageable = pageableTeams(readDirectory(file));
  return {
    announcements: file.announcements ?? defaults.announcements,
    ...((file.follow ?? defaults.follow) === false ? { follow: false } : {}),
    timeZone: file.time_zone ?? defaults.timeZone,
    severities: {
      sev1: severity(defaults.severities.sev1, severities.sev1),
      sev2: severity(defaults.severities.sev2, severities.sev2),
      sev3: severity(defaults.severities.sev3, severities.sev3),
      sev4: severity(defaults.severities.sev4, severities.sev4),
    },
    roles: roles(defaults.roles, file.roles ?? {}),
    checklists: checklistPhases.flatMap((phase) => checklists(phase, defaults, file)),
    services: Object.entries(file.services ?? {}).map(([name, service]) => ({
      name,
      team: service?.team ?? null,
      invite: service?.invite ?? [],
      runbook: service?.runbook ?? null,
      dashboard: service?.dashboard ?? null,
    })),
    ...(pageable.length === 0 ? {} : { pageable }),
    ...(file.status_page ? { statusPage: file.status_page } : {}),
    ...(file.smtp ? { cardByMail: true } : {}),
    bookmarks: file.bookmarks ?? defaults.bookmarks,
    callLink: file.call?.link ?? defaults.callLink,
    callSilenceMs:
      file.call?.ask_after_silence === undefined ? (defaults.callSilenceMs ?? null) : file.call.ask_after_silence,
    triage: triage(defaults.triage ?? null, file.triage),
    handoverAnswerMs:
      file.handover?.answer_within === undefined ? (defaults.handoverAnswerMs ?? null) : file.handover.answer_within,
    changeWords: file.changes?.words ?? defaults.changeWords ?? [],
  };
}

type Given<T> = T | null | undefined;

function severity(before: SeverityPolicy, given: Given<NonNullable<File['severities']>['sev1']>): SeverityPolicy {
  return {
    name: given?.name ?? before.name,
    // `none` reads as null, which is a value: only what is left out falls back.
    updateEveryMs: given?.update_every === undefined ? before.updateEveryMs : given.update_every,
    firstUpdateMs: given?.first_update === undefined ? before.firstUpdateMs : given.first_update,
    invite: given?.invite ?? before.invite,
    ...(given?.page?.length ? { page: given.page } : {}),
    pageServices: given?.page_services ?? before.pageServices ?? false,
    archiveAfterMs: given?.archive_after ?? before.archiveAfterMs,
    review: given?.review ?? before.review,
  };
}

function triage(before: TriagePolicy | null, given: File['triage']): TriagePolicy | null {
  if (given === 'off') return null;
  return {
    afterMs: given?.escalate_after === undefined ? (before?.afterMs ?? null) : given.escalate_after,
    checks: given?.checks ?? before?.checks ?? null,
  };
}

function roles(before: readonly RolePolicy[], given: NonNullable<File['roles']>): RolePolicy[] {
  const added = Object.keys(given).filter((name) => !before.some((role) => role.name === name));
  const blank = {
    duties: '',
    remindUnheldMs: null,
    escalateUnheldMs: null,
    silentAfterMs: null,
    handOverAfterMs: null,
    holders: 1,
    declarerByDefault: false,
  };
  return [...before, ...added.map((name) => ({ name, ...blank }))].map((role) => {
    const own = given[role.name];
    return {
      name: role.name,
      duties: own?.duties ?? role.duties,
      remindUnheldMs: own?.remind_unheld === undefined ? role.remindUnheldMs : own.remind_unheld,
      escalateUnheldMs: own?.escalate_unheld === undefined ? (role.escalateUnheldMs ?? null) : own.escalate_unheld,
      silentAfterMs: own?.silent_after === undefined ? (role.silentAfterMs ?? null) : own.silent_after,
      handOverAfterMs: own?.hand_over_after === undefined ? (role.handOverAfterMs ?? null) : own.hand_over_after,
      holders: own?.holders ?? role.holders,
      declarerByDefault: own?.declarer_by_default ?? role.declarerByDefault,
    };
  });
}

function checklists(phase: ChecklistPhase, defaults: Policy, file: File): Checklist[] {
  const given = file.checklists?.[phase];
  if (!given) return defaults.checklists.filter((list) => list.phase === phase);
  return given.map((list, number) => {
    const findsProblem = list.problem ?? false;
    const findsCause = list.cause ?? (phase === 'identifying' && !findsProblem);
    const words = findsCause || findsProblem ? suspicion : { yes: 'Yes', no: 'No' };
    return {
      phase,
      title: list.title,
      findsCause,
      ...(findsProblem ? { findsProblem } : {}),
      yes: list.yes ?? words.yes,
      no: list.no ?? words.no,
      items: list.items.map((item, index) => ({
        id: `${phase}.${number + 1}.${index + 1}`,
        text: item.text,
        link: item.link ?? null,
      })),
    };
  });
}
