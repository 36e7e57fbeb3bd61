import type { Checklist, ChecklistPhase, Policy, RolePolicy, SeverityPolicy } from '../incident/policy.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The four roles that Muster itself speaks of; a configuration may word them anew and add others. */
const roles: readonly RolePolicy[] = [
  {
    name: 'lead',
    duties:
      'You gather the people who are needed and decide when opinions differ. Ask for what is known, who does what, and what comes next; leave the fixing to the fixer. See that every role is held, and hand this one over before you are too tired.',
    remindUnheldMs: 5 * minute,
    escalateUnheldMs: 10 * minute,
    silentAfterMs: 15 * minute,
    handOverAfterMs: 2 * hour,
    holders: 1,
    declarerByDefault: true,
  },
  {
    name: 'fixer',
    duties:
      'You work on the service and nobody else changes it without you. Contain first, then look for the cause. Say in the room what you are about to change and what you saw, a line each; ask the lead for whoever you need.',
    remindUnheldMs: 5 * minute,
    escalateUnheldMs: 10 * minute,
    silentAfterMs: 15 * minute,
    handOverAfterMs: 2 * hour,
    holders: 1,
    declarerByDefault: false,
  },
  {
    name: 'communicator',
    duties:
      'You speak for the incident; others send people to you. Say early that we know, then keep to the rhythm, news or not: what happened, what is being done, what people can do meanwhile, when you speak next. Facts and the next time, no promises.',
    remindUnheldMs: 5 * minute,
    escalateUnheldMs: null,
    silentAfterMs: 15 * minute,
    handOverAfterMs: 2 * hour,
    holders: 1,
    declarerByDefault: false,
  },
  {
    name: 'scribe',
    duties:
      'You keep the record readable. What is written here is kept anyway: mark what matters with :pushpin:, and write down what is said on the call, what is decided and by whom, and what is changed. Ask for a time when one is missing.',
    remindUnheldMs: null,
    escalateUnheldMs: null,
    silentAfterMs: 15 * minute,
    handOverAfterMs: 2 * hour,
    holders: 1,
    declarerByDefault: false,
  },
];

/** How answers read in the summary, where a checklist does not say otherwise. */
export const suspicion = { findsCause: true, yes: 'Suspected', no: 'Ruled out' } as const;

/** The same words; that a monitor alerts says that something is wrong, not why. */
export const problem = { ...suspicion, findsCause: false, findsProblem: true } as const;

/** In the first two lists `Yes` means suspect; in the others it means done, or within reach. */
const checklists: readonly Checklist[] = [
  list(
    'identifying',
    1,
    'Is there a problem?',
    [
      'Is an internal monitor alerting?',
      'Does a check from outside fail?',
      'Do the logs show errors that are not usual?',
      'Has traffic dropped or jumped?',
      'Does it fail when we try what the customer does?',
    ],
    problem,
  ),
  list('identifying', 2, 'The usual causes', [
    'Was something deployed shortly before?',
    'Was a configuration, a feature flag or a secret changed?',
    'Does a dashboard show something at its limit: processors, memory, disk, connections?',
    'Does a vendor or our cloud report trouble?',
    'Did errors jump in one service, region or version?',
    'Did we reach an API limit or a quota?',
    'Did a certificate, a domain or a token expire?',
    'Did a scheduled job, an import or a migration run at that time?',
  ]),
  list(
    'identifying',
    3,
    'Containment',
    [
      'Can we degrade gracefully: switch off what is broken and keep the rest?',
      'Can we roll back to the last good version or configuration?',
      'Is there a known-good backup or snapshot to go back to?',
      'Is it recent enough? Note how old it is.',
      'Has a restore from it been tried? Note when last.',
    ],
    { findsCause: false, yes: 'Possible', no: 'Not possible' },
  ),
  list(
    'resolved',
    1,
    'Before we close',
    [
      'Do our monitors, inside and outside, say that it is over?',
      'Does it work again when we try what the customer does?',
      'Are temporary changes undone, or written down as still in place?',
      'Does everybody who was told of the problem know that it is over?',
      'Are the times right: started, detected, contained, resolved?',
      'Does every action item have an owner and a date?',
    ],
    { findsCause: false, yes: 'Done', no: 'Not done' },
  ),
];

/** How often records are compared with Slack's history, and how much of an adopted channel's past is on record. */
export const defaultRhythm = { everyMs: 5 * minute, pastMs: 30 * day };

/** What holds where `muster.yml` says nothing. */
export const defaults: Policy = {
  announcements: 'incidents',
  timeZone: 'UTC',
  severities: {
    sev1: severity('Critical', { updateEveryMs: 20 * minute, firstUpdateMs: 5 * minute, pageServices: true }),
    sev2: severity('Major', { updateEveryMs: 30 * minute, firstUpdateMs: 10 * minute, pageServices: true }),
    sev3: severity('Minor', { updateEveryMs: 2 * hour }),
    sev4: severity('Notice', { updateEveryMs: null, review: 'optional' }),
  },
  roles,
  checklists,
  services: [],
  bookmarks: [],
  callLink: null,
  callSilenceMs: 10 * minute,
  triage: { afterMs: 15 * minute, checks: null },
  handoverAnswerMs: 5 * minute,
  changeWords: [
    'rolled back',
    'reverted',
    'restarted',
    'rebooted',
    'redeployed',
    'scaled',
    'failed over',
    'flag off',
    'flag on',
    'switched off',
    'switched on',
    'turned off',
    'turned on',
    'disabled',
    'enabled',
    'drained',
    'paused',
    'purged',
    'flushed',
    'killed',
    'patched',
  ],
};

function severity(name: string, own: Partial<SeverityPolicy>): SeverityPolicy {
  return {
    name,
    updateEveryMs: null,
    firstUpdateMs: null,
    invite: [],
    pageServices: false,
    archiveAfterMs: 14 * day,
    review: 'required',
    ...own,
  };
}

function list(
  phase: ChecklistPhase,
  number: number,
  title: string,
  items: readonly string[],
  words: Pick<Checklist, 'findsCause' | 'findsProblem' | 'yes' | 'no'> = suspicion,
): Checklist {
  return {
    phase,
    title,
    ...words,
    items: items.map((text, index) => ({ id: `${phase}.${number}.${index + 1}`, text, link: null })),
  };
}
