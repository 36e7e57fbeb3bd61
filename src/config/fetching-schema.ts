import { z } from 'zod';
import { group, lasting, text, zone } from './fields.ts';

// Who can be fetched: people, teams with rota and call tree, stakeholders. Names are checked against each other at the
// end (`checkNames`), so that a slip of the pen is found before a night, not in it.

const name = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;
const phone = text(40, 'a phone number in quotes, for example "+44 20 7946 0018"').refine(
  (value) => /^\+?[\d ()/.-]{3,}(?:x\d+)?$/.test(value),
  { error: 'expected a phone number in quotes, for example "+44 20 7946 0018"' },
);
const email = text(200, 'a mail address, for example lou@example.org').refine(
  (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  {
    error: 'expected a mail address, for example lou@example.org',
  },
);
const slack = z
  .string({ error: "expected a person's id in Slack, for example U0123ABCD" })
  .regex(/^[UW][A-Z0-9]{4,}$/, { error: "expected a person's id in Slack, for example U0123ABCD" });
const clock = z
  .string({ error: 'expected a time in quotes, for example "09:00"' })
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'expected a time in quotes, for example "09:00"' });
const moment = z
  .string({ error: 'expected a date and a time, for example 2026-11-20 18:00' })
  .refine(
    (value) => /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(value) && isDate(value.slice(0, 10)) && isClock(value.slice(11)),
    {
      error: 'expected a date and a time, for example 2026-11-20 18:00',
    },
  );
const who = z.string({ error: 'expected the name of one of the people, for example lou' });

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const person = group('slack: U0123ABCD, phone: "+44 20 7946 0018"', {
  slack: slack.nullish(),
  phone: phone.nullish(),
  email: email.nullish(),
  place: text(75, 'where they are, for example London').nullish(),
  zone: zone.nullish(),
  hours: z
    .string({ error: 'expected working hours in quotes, for example "09:00-17:30"' })
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/, {
      error: 'expected working hours in quotes, for example "09:00-17:30"',
    })
    .nullish(),
  days: z
    .array(z.enum(dayNames, { error: `expected days, for example [ ${dayNames.slice(0, 5).join(', ')} ]` }), {
      error: `expected days, for example [ ${dayNames.slice(0, 5).join(', ')} ]`,
    })
    .transform((days) => days.map((day) => dayNames.indexOf(day) + 1))
    .nullish(),
});

const rota = group('people: [ lou, kim ], turn: weekly, starts: 2026-11-02', {
  people: z
    .array(who, { error: 'expected names of people in the order of their turns, for example [ lou, kim ]' })
    .min(1, { error: 'expected at least one name, for example [ lou, kim ]' })
    .max(60, { error: 'expected at most 60 names' }),
  turn: z.enum(['daily', 'weekly'], { error: 'expected daily or weekly' }).optional(),
  starts: z
    .string({ error: 'expected the date on which the first of the list begins, for example 2026-11-02' })
    .refine(isDate, { error: 'expected the date on which the first of the list begins, for example 2026-11-02' }),
  hand_over: clock.optional(),
  zone: zone.optional(),
  overrides: z
    .array(
      group('who: kim, from: 2026-11-20 18:00, to: 2026-11-21 09:00', { who, from: moment, to: moment }).refine(
        ({ from, to }) => from < to,
        { error: 'expected from before to', path: ['to'] },
      ),
      { error: 'expected a list, for example [ { who: kim, from: 2026-11-20 18:00, to: 2026-11-21 09:00 } ]' },
    )
    .nullish(),
});

const pager = group('with: pagerduty', {
  with: z.enum(['pagerduty', 'zenduty'], { error: 'expected pagerduty or zenduty' }),
  on_call: z
    .string({ error: 'expected an id: of the escalation policy at PagerDuty, of the team at Zenduty' })
    .regex(/^[A-Za-z0-9-]{3,64}$/, {
      error: 'expected an id: of the escalation policy at PagerDuty, of the team at Zenduty, for example PT20YPA',
    })
    .nullish(),
});

const team = group('rota: { people: [ lou, kim ], starts: 2026-11-02 }', {
  rota: rota.nullish(),
  call_tree: z
    .array(group('ask: oncall, for: 5m', { ask: who, for: lasting('5m').optional() }), {
      error: 'expected a list, for example [ { ask: oncall, for: 5m }, { ask: lou } ]',
    })
    .max(20, { error: 'expected at most 20 names' })
    .nullish(),
  pager: pager.nullish(),
}).nullish();

const stakeholder = group('name: Press office, audience: press', {
  name: text(75, 'a name, for example Press office'),
  audience: text(40, 'whom they stand for, for example press').nullish(),
  slack: slack.nullish(),
  phone: phone.nullish(),
  email: email.nullish(),
});

const named = (what: string) =>
  z.string().regex(name, { error: `expected a name without spaces, at most 40 characters, for example ${what}` });

/** The settings of the file that are about fetching people. */
export const fetching = {
  people: z
    .record(named('lou'), person, {
      error: 'expected people by their names, for example { lou: { slack: U0123ABCD } }',
    })
    .nullish(),
  teams: z
    .record(named('payments'), team, { error: 'expected teams by their names, for example { payments: { rota: … } }' })
    .nullish(),
  stakeholders: z
    .array(stakeholder, { error: 'expected a list, for example [ { name: Press office, audience: press } ]' })
    .max(30, { error: 'expected at most 30 stakeholders' })
    .nullish(),
};

/** Whom a severity fetches by itself. */
export const paged = z.array(
  text(75, 'a team, a person, or a group handle in quotes, for example payments or "@payments-oncall"'),
  { error: 'expected a list of names, for example [ payments, "@payments-oncall" ]' },
);

function isDate(value: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function isClock(value: string): boolean {
  return clock.safeParse(value).success;
}
