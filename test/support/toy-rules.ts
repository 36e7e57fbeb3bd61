import type { Rules } from '../../src/engine/rules.ts';
import type { Command, Declare } from '../../src/incident/commands.ts';
import type { Errand } from '../../src/incident/errands.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { Incident, Instant } from '../../src/incident/incident.ts';
import { openingRoom } from '../../src/incident/opening.ts';
import type { Policy } from '../../src/incident/policy.ts';
import type { Decision } from '../../src/incident/refusals.ts';
import { sayFound } from '../../src/record/describe-checked.ts';

/**
 * A handful of rules, enough to see the loop at work: a room to open, a briefing to paint, notes that are said as
 * lines, one role, an update that falls due every ten minutes, and problems.
 */
export const toyRules: Rules = {
  declare: (command, number, now) =>
    command.title.trim() === ''
      ? { refused: { reason: 'empty', what: 'title' } }
      : { events: [{ ...declaredBy(command), number, at: now, by: command.by, startedAt: now }] },
  decide,
  evolve,
  consequences,
  alarms: (incident) =>
    incident.nextUpdateAt === null
      ? []
      : [{ name: 'update', at: incident.nextUpdateAt, command: { type: 'miss_update', by: 'muster' } }],
  entryOf: (_incident, event) =>
    silent.has(event.type)
      ? null
      : {
          at: event.type === 'note_added' ? event.happenedAt : event.at,
          kind: event.type === 'note_added' ? 'note' : 'phase',
          actor: event.by,
          text: event.type === 'note_added' ? event.text : (describeToy(event) ?? event.type),
          keyEvent: event.type === 'note_added',
        },
};

function describeToy(event: IncidentEvent): string | null {
  return event.type === 'record_checked' ? `checked: ${event.why ?? sayFound(event.found)}` : null;
}

export const updateEveryMs = 600_000;

const silent = new Set<IncidentEvent['type']>([
  'surface_posted',
  'errand_parked',
  'errand_recovered',
  'channel_opened',
]);

export const toyPolicy: Policy = {
  severities: {} as Policy['severities'],
  roles: [],
  checklists: [],
  services: [],
  bookmarks: [],
  callLink: null,
  announcements: 'incidents',
  timeZone: 'UTC',
};

export function toyDeclare(more: Partial<Declare> = {}): Declare {
  return {
    type: 'declare',
    by: 'U1',
    workspace: 'T1',
    title: 'Checkout returns 500s',
    summary: '',
    severity: null,
    private: false,
    services: [],
    startedAt: null,
    policy: toyPolicy,
    replyTo: { via: 'dm' },
    ...more,
  };
}

function declaredBy({ by: _by, startedAt: _startedAt, severity, ...command }: Declare) {
  return {
    ...command,
    type: 'declared' as const,
    severity: severity ?? 'sev2',
    severityGiven: severity !== null,
    detectedAt: null,
  };
}

function decide(incident: Incident, command: Command, now: Instant): Decision<IncidentEvent> {
  const did = { at: now, by: command.by };
  switch (command.type) {
    case 'add_note':
      if (command.text === 'a bug') throw new Error('a rule failed');
      if (command.text === '') return { refused: { reason: 'empty', what: 'text' } };
      return { events: [{ ...did, type: 'note_added', text: command.text, happenedAt: command.happenedAt }] };
    case 'take_role': {
      const held = incident.roles.find((holding) => holding.role === command.role);
      if (held !== undefined)
        return { refused: { reason: 'already_held', role: held.role, user: held.user, since: held.since } };
      return { events: [{ ...did, type: 'role_taken', role: command.role, user: command.by, from: null }] };
    }
    case 'vacate_role': {
      const user = command.user ?? command.by;
      return { events: [{ ...did, type: 'role_vacated', role: command.role, user }] };
    }
    case 'set_summary':
      return {
        events: [{ ...did, type: 'summary_set', from: incident.summary, to: command.summary, reason: command.reason }],
      };
    case 'miss_update':
      if (incident.nextUpdateAt === null || incident.nextUpdateAt > now) return { refused: { reason: 'not_due' } };
      return { events: [{ ...did, type: 'update_missed' }] };
    case 'cancel':
      return { events: [{ ...did, type: 'cancelled', reason: command.reason }] };
    case 'channel_opened': {
      const { channel, name, invited } = command;
      return { events: [{ ...did, type: 'channel_opened', channel, name, invited }] };
    }
    case 'surface_posted':
      return { events: [{ ...did, type: 'surface_posted', surface: command.surface, message: command.message }] };
    case 'errand_parked':
      return {
        events: [{ ...did, type: 'errand_parked', errand: command.errand, why: command.why, what: command.what }],
      };
    case 'errand_recovered':
      return { events: [{ ...did, type: 'errand_recovered', errand: command.errand }] };
    case 'check_record': {
      const { from, to, found, why } = command;
      return { events: [{ ...did, type: 'record_checked', from, to, found, why }] };
    }
    default:
      return { refused: { reason: 'nothing_changed' } };
  }
}

function evolve(incident: Incident | null, event: IncidentEvent): Incident {
  if (event.type === 'declared') return declared(event);
  if (incident === null) throw new Error('the first event declares');
  switch (event.type) {
    case 'role_taken': {
      const holding = { role: event.role, user: event.user, since: event.at, forNow: false };
      return { ...incident, roles: [...incident.roles, holding] };
    }
    case 'role_vacated':
      return { ...incident, roles: incident.roles.filter((holding) => holding.role !== event.role) };
    case 'summary_set':
      return { ...incident, summary: event.to };
    case 'update_missed':
      return { ...incident, nextUpdateAt: event.at + updateEveryMs };
    case 'cancelled':
      return { ...incident, phase: 'cancelled', nextUpdateAt: null };
    case 'channel_opened':
      return { ...incident, room: { ...incident.room, channel: event.channel, name: event.name } };
    case 'surface_posted':
      return { ...incident, room: { ...incident.room, briefing: event.message.ts } };
    case 'errand_parked': {
      const { errand, why, what, at } = event;
      return { ...incident, problems: [...incident.problems, { errand, why, what, at }] };
    }
    case 'errand_recovered':
      return { ...incident, problems: incident.problems.filter((problem) => problem.errand !== event.errand) };
    default:
      return incident;
  }
}

function consequences(_incident: Incident, event: IncidentEvent): readonly Errand[] {
  const briefing: Errand = { sort: 'paint', surface: 'briefing', task: { kind: 'paint_briefing' } };
  const line: Errand = { sort: 'say', surface: 'room', task: { kind: 'say_line', event } };
  switch (event.type) {
    case 'declared':
      return [{ sort: 'do', surface: 'channel', task: { kind: 'open_channel' } }, briefing];
    case 'note_added':
    case 'role_taken':
    case 'update_missed':
      return [line, briefing];
    case 'summary_set':
    case 'errand_parked':
    case 'errand_recovered':
      return [briefing];
    default:
      return [];
  }
}

function declared(event: Extract<IncidentEvent, { type: 'declared' }>): Incident {
  const { workspace, number, title, summary, severity, severityGiven, services, policy, at } = event;
  return {
    workspace,
    number,
    title,
    summary,
    severity,
    severityGiven,
    services,
    policy,
    phase: 'identifying',
    private: event.private,
    declaredBy: event.by,
    times: {
      started: at,
      declared: at,
      detected: null,
      acknowledged: null,
      contained: null,
      resolved: null,
      closed: null,
    },
    impact: [{ from: at, to: null }],
    roles: [],
    pastRoles: [],
    vacancies: {},
    checks: {},
    actions: [],
    updates: [],
    updateMissed: false,
    replyTo: event.replyTo,
    nextUpdateAt: at + updateEveryMs,
    duplicateOf: null,
    reason: '',
    room: openingRoom,
    postmortem: {
      state: 'none',
      thread: null,
      sections: {},
      writings: {},
      comments: [],
      asked: [],
      memories: {},
    },
    problems: [],
    version: 1,
  };
}
