import { expect } from '@jest/globals';
import type { Command, CommandBody, Declare } from '../../src/incident/commands.ts';
import { decide } from '../../src/incident/decide.ts';
import type { Declared, EventBody, IncidentEvent } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Incident, Instant, UserId } from '../../src/incident/incident.ts';
import type { Policy } from '../../src/incident/policy.ts';
import type { Refusal } from '../../src/incident/refusals.ts';

/**
 * Rules, told as stories: `given(what happened).when(somebody asks, at this time).gives(events)` or `.refuses(why)`.
 * After `gives` and `refuses` the story goes on from the new state. What happened begins with the default
 * declaration unless it brings its own. (Not called `then`: an object with a `then` is taken for a promise.)
 */
export function given(...past: readonly IncidentEvent[]): Story {
  const begun =
    past[0]?.type === 'declared' || past[0]?.type === 'triage_opened' ? past : [declaredIncident(), ...past];
  return storyFrom(begun.reduce<Incident | null>(evolve, null) as Incident);
}

export interface Story {
  readonly incident: Incident;
  /** Without a time it is 11:00. `other`: the incident that the command names besides. */
  when(command: Command, now?: Instant, other?: Incident): Asked;
}

export interface Asked {
  /** Exactly these events, all of them at the time of asking and by who asked. */
  gives(...events: readonly EventBody[]): Story;
  refuses(refusal: Refusal): Story;
  /** The state after it; for stories in which the events themselves are not the point. Throws on a refusal. */
  readonly after: Story;
}

/** Whoever changes it instead of returning another throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

export function storyFrom(incident: Incident): Story {
  return {
    incident,
    when(command, now = at('11:00'), other) {
      const decision = decide(frozen(incident), command, now, other);
      const after = (): Story => {
        if ('refused' in decision) throw new Error(`refused: ${JSON.stringify(decision.refused)}`);
        return storyFrom(decision.events.reduce(evolve, incident));
      };
      return {
        gives(...events) {
          expect(decision).toEqual({ events: events.map((event) => ({ ...event, at: now, by: command.by })) });
          return after();
        },
        refuses(refusal) {
          expect(decision).toEqual({ refused: refusal });
          return storyFrom(incident);
        },
        get after() {
          return after();
        },
      };
    },
  };
}

export const ana = 'UANA';
export const ben = 'UBEN';
export const cho = 'UCHO';
export const dan = 'UDAN';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** `10:02` of the night in question, UTC; `at('10:02', 1)` is a day later. */
export function at(clock: string, day = 0): Instant {
  const found = /^(\d\d):(\d\d)$/.exec(clock);
  if (found === null) throw new Error(`not a time: ${clock}`);
  return Date.UTC(2026, 10, 17 + day, Number(found[1]), Number(found[2]));
}

/** What somebody asks of an incident. */
export function by(user: UserId, body: CommandBody): Command {
  return { ...body, by: user };
}

/** Something that happened. */
export function on(clock: string, user: UserId, body: EventBody): IncidentEvent {
  return { ...body, at: at(clock), by: user };
}

/** Declared at 10:02 by Ana, who noticed it at 09:58: sev2, said out loud. */
export function declaredIncident(
  changes: Partial<Omit<Declared, 'type'>> & { readonly at?: Instant; readonly by?: UserId } = {},
): IncidentEvent & Declared {
  return {
    type: 'declared',
    at: at('10:02'),
    by: ana,
    workspace: 'T1',
    number: 42,
    title: 'Checkout returns 500s',
    summary: '',
    severity: 'sev2',
    severityGiven: true,
    private: false,
    services: [],
    startedAt: at('09:58'),
    detectedAt: null,
    policy,
    replyTo: { via: 'dm' },
    ...changes,
  };
}

/** Slack has made the room. */
export function roomOpened(clock = '10:02'): IncidentEvent {
  return on(clock, 'muster', {
    type: 'channel_opened',
    channel: 'C42',
    name: 'inc-42-checkout-returns-500s',
    invited: [ana],
  });
}

export function taken(role: string, user: UserId, clock: string, from: UserId | null = null): IncidentEvent {
  return on(clock, user, { type: 'role_taken', role, user, from });
}

/** Ben asked Ana, at 10:10, to restart the workers by 10:30. */
export const asked: Extract<IncidentEvent, { type: 'ask_made' }> = {
  type: 'ask_made',
  at: at('10:10'),
  by: ben,
  whole: 'restart the workers',
  ask: {
    ...{ id: 1, text: 'restart the workers', who: ana, by: ben, at: at('10:10'), dueAt: at('10:30') },
    ...{ state: 'open', said: { by: ben, at: at('10:10'), why: '' }, source: null, line: null, request: null },
    ...{ reminded: false, overdue: false },
  },
};

/** Cho, who is scribe since 10:05, offers that to Dan at 10:20. */
export const offered: Extract<IncidentEvent, { type: 'handover_offered' }> = {
  type: 'handover_offered',
  at: at('10:20'),
  by: cho,
  whole: 'the rollback runs',
  handover: {
    ...{
      id: 1,
      role: 'scribe',
      from: cho,
      by: cho,
      to: dan,
      at: at('10:20'),
      text: 'the rollback runs',
      state: 'open',
    },
    ...{ since: at('10:20'), why: null, askedAt: at('10:20'), told: false, request: null },
  },
};

/** Ben rolled back at 10:15. */
export const changed: Extract<IncidentEvent, { type: 'change_logged' }> = {
  type: 'change_logged',
  at: at('10:15'),
  by: ben,
  whole: 'rolled back to 4.11',
  change: {
    ...{ id: 1, text: 'rolled back to 4.11', who: ben, by: ben, happenedAt: at('10:15'), state: 'in_place' },
    ...{ saidBy: ben, saidAt: at('10:15'), source: null, line: null },
  },
};

export function contained(clock: string, user: UserId = ben): IncidentEvent {
  return on(clock, user, { type: 'contained', unanswered: [] });
}

/** `impactEnded`: when the impact ended, if not at that moment. */
export function resolved(clock: string, impactEnded = clock): readonly IncidentEvent[] {
  return [
    on(clock, ana, { type: 'resolved', impactEndedAt: at(impactEnded), unanswered: [], note: '' }),
    on(clock, ana, { type: 'postmortem_drafted', again: false }),
  ];
}

export function closed(clock: string): IncidentEvent {
  return on(clock, ana, { type: 'closed', unanswered: [] });
}

export function cancelled(clock: string): IncidentEvent {
  return on(clock, ana, { type: 'cancelled', reason: 'A test alert' });
}

export function reopened(clock: string, from: Incident['phase'] = 'resolved', newRoom = false): IncidentEvent {
  return on(clock, ben, { type: 'reopened', from, reason: 'It is back', newRoom });
}

/** A request to declare, as a listener makes it. */
export function declareCommand(changes: Partial<Omit<Declare, 'type'>> = {}): Declare {
  return {
    type: 'declare',
    by: ana,
    workspace: 'T1',
    title: 'Checkout returns 500s',
    summary: '',
    severity: null,
    private: false,
    services: [],
    startedAt: null,
    policy,
    replyTo: { via: 'dm' },
    ...changes,
  };
}

/**
 * The four roles, and `responder`, which two may hold at once. Reminders: lead, fixer and communicator after
 * five minutes, responder after ten, scribe never. sev4 has no rhythm of updates.
 */
export const policy: Policy = {
  severities: {
    sev1: severity('Critical', 20, 5, ['@oncall', 'UDAN']),
    sev2: severity('Major', 30, 10, []),
    sev3: severity('Minor', 120, null, []),
    sev4: { ...severity('Notice', null, null, []), review: 'optional' },
  },
  roles: [
    { ...role('lead', 5), declarerByDefault: true },
    role('fixer', 5),
    role('communicator', 5),
    role('scribe', null),
    { ...role('responder', 10), holders: 2 },
  ],
  checklists: [
    {
      phase: 'identifying',
      title: 'Is there a problem?',
      findsCause: true,
      yes: 'Suspected',
      no: 'Ruled out',
      items: [
        { id: 'identifying.1.1', text: 'Is an internal monitor alerting?', link: 'https://monitor.example' },
        { id: 'identifying.1.2', text: 'Was something deployed shortly before?', link: null },
      ],
    },
    {
      phase: 'contained',
      title: 'Before resolving',
      findsCause: false,
      yes: 'Possible',
      no: 'Not possible',
      items: [{ id: 'contained.1.1', text: 'Can the deployment be rolled back?', link: null }],
    },
    {
      phase: 'resolved',
      title: 'Afterwards',
      findsCause: false,
      yes: 'Done',
      no: 'Not needed',
      items: [{ id: 'resolved.1.1', text: 'Are temporary changes undone?', link: null }],
    },
  ],
  services: [{ name: 'checkout', team: 'payments', invite: ['@payments'], runbook: null, dashboard: null }],
  bookmarks: [],
  callLink: null,
  announcements: 'incidents',
  timeZone: 'UTC',
};

function severity(
  name: string,
  everyMinutes: number | null,
  firstMinutes: number | null,
  invite: readonly string[],
): Policy['severities']['sev1'] {
  return {
    name,
    updateEveryMs: everyMinutes === null ? null : everyMinutes * minuteMs,
    firstUpdateMs: firstMinutes === null ? null : firstMinutes * minuteMs,
    invite,
    archiveAfterMs: 14 * dayMs,
    review: 'required',
  };
}

function role(name: string, remindMinutes: number | null): Policy['roles'][number] {
  return {
    name,
    duties: `What a ${name} does.`,
    remindUnheldMs: remindMinutes === null ? null : remindMinutes * minuteMs,
    holders: 1,
    declarerByDefault: false,
  };
}
