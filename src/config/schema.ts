import { z } from 'zod';
import { cardFields } from './card-settings.ts';
import { checkNames } from './check-names.ts';
import { defaults } from './defaults.ts';
import { duration } from './duration.ts';
import { fetching, paged } from './fetching-schema.ts';
import { group, lasting, span, text, zone } from './fields.ts';
import { checkTriage, triage } from './triage-schema.ts';

/**
 * The shape of `muster.yml`. Every field says what it expects and shows an example, for that
 * line is all that somebody sees whose bot does not start. Limits are Slack's, or what stays readable.
 */
const roleName = /^[a-z][a-z0-9-]{0,23}$/;
const serviceName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,74}$/u;

const names = (example: string) =>
  z.array(
    text(100, `a name in quotes, for example "${example}"`).refine(
      (value) => /^(@[^\s@<>]+|[UWS][A-Z0-9]{4,})$/.test(value),
      {
        error: `expected a group handle, a group id or a person's id, for example "${example}", S0123ABCD or U0123ABCD`,
      },
    ),
    { error: `expected a list of names, for example [ "${example}" ]` },
  );

/** In whole days: a slip of the unit must not empty the database. */
const kept = z.unknown().transform((value, context) => {
  if (value === 'forever') return null;
  const ms = typeof value === 'string' && /^\d+d$/.test(value) ? duration(value) : null;
  if (ms !== null) return ms;
  context.issues.push({ code: 'custom', input: value, message: 'expected forever or days, for example 365d' });
  return z.NEVER;
});

const web = z
  .string({ error: 'expected a web address, for example https://wiki.example.org/checkout' })
  .max(2900, { error: 'expected a web address of at most 2,900 characters (Slack takes no longer ones)' })
  .refine((value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''), {
    error: 'expected a web address, for example https://wiki.example.org/checkout',
  });

const severity = group('name: Critical, update_every: 20m', {
  name: text(30, 'a short name, for example Critical').optional(),
  update_every: span.optional(),
  first_update: span.optional(),
  scope: span.optional(),
  invite: names('@payments-oncall').nullish(),
  page: paged.nullish(),
  page_services: z.boolean({ error: 'expected true or false' }).optional(),
  archive_after: lasting('14d or 12h').optional(),
  review: z.enum(['required', 'optional'], { error: 'expected required or optional' }).optional(),
}).nullish();

const role = group('duties: "You watch the vendor.", remind_unheld: 10m', {
  duties: text(2000, 'what this role does, for example "You watch the vendor."').optional(),
  remind_unheld: span.optional(),
  escalate_unheld: span.optional(),
  silent_after: span.optional(),
  hand_over_after: span.optional(),
  holders: z
    .int({ error: 'expected how many may hold it at once, for example 1' })
    .min(1, { error: 'expected at least 1' })
    .max(20, { error: 'expected at most 20' })
    .optional(),
  declarer_by_default: z.boolean({ error: 'expected true or false' }).optional(),
}).nullish();

const service = group('team: payments, runbook: https://wiki.example.org/checkout', {
  team: text(75, 'the name of a team, for example payments').nullish(),
  runbook: web.nullish(),
  dashboard: web.nullish(),
  invite: names('@payments-oncall').nullish(),
}).nullish();

const item = group('text: "Was something deployed shortly before?"', {
  text: text(500, 'a question, for example "Was something deployed shortly before?"'),
  link: web.nullish(),
});

const checklist = group('title: The usual causes, items: [ { text: "Was something deployed?" } ]', {
  title: text(150, 'a title, for example The usual causes'),
  cause: z.boolean({ error: 'expected true where Yes means suspect, false elsewhere' }).nullish(),
  problem: z.boolean({ error: 'expected true where the items ask whether there is a problem at all' }).nullish(),
  yes: text(30, 'how Yes reads in the summary, for example Suspected').nullish(),
  no: text(30, 'how No reads in the summary, for example Ruled out').nullish(),
  items: z
    .array(item, { error: 'expected a list of items, for example [ { text: "Was something deployed?" } ]' })
    .min(1, { error: 'expected at least one item, for example [ { text: "Was something deployed?" } ]' }),
});

/** One message of Slack holds 50 blocks: each title and each item is one, and the summary takes some. */
const listsOfPhase = z
  .array(checklist, {
    error: 'expected a list of checklists, for example [ { title: The usual causes, items: [ … ] } ]',
  })
  .refine((lists) => lists.reduce((sum, list) => sum + 1 + list.items.length, 0) <= 45, {
    error: 'expected at most 45 titles and items in a phase (one Slack message holds no more)',
  })
  .nullish();

const bookmark = group('title: Call, link: https://meet.example.org/war-room', {
  title: text(75, 'a title, for example Call'),
  link: web,
});

export const schema = group('announcements: incidents', {
  announcements: z
    .string({
      error: (issue) =>
        issue.input === null
          ? 'expected a channel, for example incidents (after a # without quotes YAML reads a remark: leave the # out)'
          : 'expected a channel name or id, for example incidents',
    })
    .refine((value) => /^#?[\p{Ll}\p{Lo}\p{M}\p{N}_-]{1,80}$|^[CG][A-Z0-9]{6,}$/u.test(value), {
      error: 'expected a channel name (lower case, no spaces) or its id, for example incidents or C0123ABCD',
    })
    .transform((value) => value.replace(/^#/, ''))
    .optional(),
  follow: z.boolean({ error: 'expected true or false' }).optional(),
  time_zone: zone.optional(),
  severities: group('sev1: { update_every: 20m }', {
    sev1: severity,
    sev2: severity,
    sev3: severity,
    sev4: severity,
  }).nullish(),
  roles: z
    .record(
      z.string().regex(roleName, {
        error: 'expected a role name: lower case, letters, digits and -, at most 24, for example vendor-contact',
      }),
      role,
      { error: 'expected roles by their names, for example { lead: { remind_unheld: 5m } }' },
    )
    // Four roles are always there; the briefing shows each with a button, and more than these nobody reads.
    .refine((roles) => Object.keys(roles).length <= 12, { error: 'expected at most 12 roles' })
    .superRefine((roles, context) => {
      for (const [name, role] of Object.entries(roles)) {
        if (role?.duties || defaults.roles.some((known) => known.name === name)) continue;
        const message = 'a new role needs its duties, for example duties: "You watch the vendor."';
        context.addIssue({ code: 'custom', path: [name, 'duties'], message });
      }
    })
    .nullish(),
  services: z
    .record(
      z
        .string()
        .regex(serviceName, { error: 'expected a service name of at most 75 characters, for example checkout' }),
      service,
      { error: 'expected services by their names, for example { checkout: { team: payments } }' },
    )
    // A menu of Slack has at most 100 entries.
    .refine((services) => Object.keys(services).length <= 100, { error: 'expected at most 100 services' })
    .nullish(),
  ...fetching,
  checklists: group('identifying: [ { title: The usual causes, items: [ … ] } ]', {
    identifying: listsOfPhase,
    contained: listsOfPhase,
    resolved: listsOfPhase,
  }).nullish(),
  bookmarks: z
    .array(bookmark, { error: 'expected a list of bookmarks, for example [ { title: Call, link: https://… } ]' })
    .max(50, { error: 'expected at most 50 bookmarks' })
    .nullish(),
  call: group('link: https://meet.example.org/war-room', {
    link: web.nullish(),
    ask_after_silence: span.optional(),
    huddle: z.boolean({ error: 'expected true or false' }).optional(),
  }).nullish(),
  triage,
  ...cardFields,
  handover: group('answer_within: 5m', { answer_within: span.optional() }).nullish(),
  changes: group('words: [ rolled back, restarted ]', {
    words: z
      .array(text(50, 'words in quotes, for example "rolled back"'), {
        error: 'expected a list of words, for example [ rolled back, restarted ]',
      })
      .max(100, { error: 'expected at most 100 words' })
      .nullish(),
  }).nullish(),
  record: group('keep: forever', {
    keep: kept.optional(),
    compare_every: lasting('14d or 12h').optional(),
    adopted_past: lasting('14d or 12h').optional(),
    files_up_to: z
      .unknown()
      .refine((value) => value === 0 || (typeof value === 'string' && /^\d{1,4}(KB|MB|GB)$/.test(value)), {
        error: 'expected 0 or a size, for example 10MB',
      })
      .optional(),
  }).nullish(),
})
  .superRefine(checkNames)
  .superRefine(checkTriage);

export type File = z.output<typeof schema>;
