import { type Ask, openAsks } from '../incident/asks.ts';
import { isAtWork } from '../incident/at-work.ts';
import { cardOf } from '../incident/card.ts';
import { changesInPlace } from '../incident/changes.ts';
import { type Directory, type KnownPerson, personBySlack, personNamed } from '../incident/directory.ts';
import type { Incident, Instant, Phase, UserId } from '../incident/incident.ts';
import type { RoleName } from '../incident/policy.ts';
import { briefOf } from './brief.ts';
import type { Entry } from './entry.ts';
import { clockOn } from './in-zone.ts';
import { type Names, plainOf, shorten } from './slack-text.ts';

/** What was last known of an incident, for a reader who has no Slack. All texts are plain, and short. */
export interface CardFacts {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** `SEV1 · Critical` */
  readonly severity: string;
  readonly phase: Phase;
  readonly phaseSince: Instant | null;
  readonly startedAt: Instant;
  readonly private: boolean;
  /** Since when Slack is known to be away; null: it is not. */
  readonly lostAt: Instant | null;
  readonly roles: readonly { readonly role: RoleName; readonly holders: readonly CardHolder[] }[];
  readonly keyEvents: readonly Told[];
  readonly lastUpdate: Told | null;
  readonly nextUpdateAt: Instant | null;
  readonly nextUpdateOverdue: boolean;
  readonly asks: readonly CardAsk[];
  readonly asksMore: number;
  readonly changes: readonly Told[];
  readonly changesMore: number;
  readonly callLink: string | null;
  readonly room: string;
  /** IANA */
  readonly zone: string;
}

export interface Told {
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
}

export interface CardHolder extends Reachable {
  readonly since: Instant;
  readonly forNow: boolean;
}

export interface CardAsk {
  readonly who: Reachable;
  readonly text: string;
  readonly dueAt: Instant | null;
  readonly state: Ask['state'];
  readonly overdue: boolean;
}

/** Somebody, and the ways to them outside of Slack. */
export interface Reachable {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly place: string | null;
}

const shown = 10;

/** `names`: of people by their Slack ids, as far as the database knows them. `keyEntries` as for `briefOf`. */
export function cardFacts(
  incident: Incident,
  keyEntries: readonly Entry[],
  directory: Directory,
  names: Names,
  now: Instant,
): CardFacts {
  const brief = briefOf(incident, keyEntries, now);
  // Times within a text, in the zone of the others.
  const clocked = (raw: string) =>
    raw.replace(/<!date\^(\d{1,12})\^[^<>]*>/g, (_, seconds: string) =>
      clockOn({ zone: incident.policy.timeZone }, Number(seconds) * 1000, now),
    );
  const say = (raw: string, length: number) =>
    shorten(plainOf(clocked(raw), names).replace(/\s+/g, ' ').trim(), length);
  const reach = (user: UserId) => reachable(personBySlack(directory, user), names(user));
  const asks = isAtWork(incident) ? openAsks(incident) : [];
  const changes = changesInPlace(incident);
  const { lastUpdate: update } = brief;
  const level = incident.policy.severities[incident.severity].name;
  return {
    name: brief.name,
    title: incident.title,
    summary: say(incident.summary, 600),
    severity: `${incident.severity.toUpperCase()}${incident.severityGiven ? '' : ' for now'} · ${level}`,
    phase: incident.phase,
    phaseSince: brief.phaseSince,
    startedAt: brief.startedAt,
    private: incident.private,
    lostAt: cardOf(incident).lostAt,
    roles: brief.roles.map(({ role, holders }) => ({
      role,
      holders: holders.map(({ user, since, forNow }) => ({ ...reach(user), since, forNow })),
    })),
    keyEvents: brief.keyEvents.map(({ at, actor, text }) => ({ at, by: names(actor), text: say(text, 300) })),
    lastUpdate:
      update === null
        ? null
        : {
            at: update.at,
            by: names(update.by),
            text: say([update.happened, update.doing, update.meanwhile].filter((part) => part !== '').join(' '), 800),
          },
    nextUpdateAt: brief.nextUpdateAt,
    nextUpdateOverdue: brief.nextUpdateOverdue,
    asks: asks.slice(0, shown).map(({ who, text, dueAt, state, overdue }) => ({
      who: reach(who),
      text: say(text, 200),
      dueAt,
      state,
      overdue,
    })),
    asksMore: Math.max(0, asks.length - shown),
    changes: changes.slice(-shown).map(({ happenedAt, who, text, state }) => ({
      at: happenedAt,
      by: names(who),
      text: `${say(text, 200)}${state === 'kept' ? ' (kept)' : ''}`,
    })),
    changesMore: Math.max(0, changes.length - shown),
    callLink: incident.policy.callLink,
    room: incident.room.name,
    zone: incident.policy.timeZone,
  };
}

/** Everybody whom the configuration knows how to reach, team by team in the order of calling, each once. */
export interface PhoneBook {
  readonly groups: readonly { readonly title: string; readonly people: readonly Listed[] }[];
}

export interface Listed extends Reachable {
  /** `on call`, `press`; may be empty. */
  readonly note: string;
}

/** `order`: names of a team in the order in which they are asked, and who is on call; it needs a calendar. */
export function phoneBook(
  directory: Directory,
  order: (team: Directory['teams'][number]) => { readonly names: readonly string[]; readonly onCall: string | null },
): PhoneBook {
  const listed = new Set<string>();
  const teams = directory.teams.map((team) => {
    const { names, onCall } = order(team);
    const people = [...new Set(names)].flatMap((name) => {
      const person = personNamed(directory, name);
      if (person === null) return [];
      listed.add(person.name);
      return [{ ...reachable(person, person.name), note: name === onCall ? 'on call now' : '' }];
    });
    return { title: team.name, people };
  });
  const others = directory.people
    .filter(({ name, phone, email }) => !listed.has(name) && (phone !== null || email !== null))
    .map((person) => ({ ...reachable(person, person.name), note: '' }));
  const stakeholders = directory.stakeholders
    .filter(({ phone, email }) => phone !== null || email !== null)
    .map(({ name, phone, email, audience }) => ({ name, phone, email, place: null, note: audience ?? '' }));
  const groups = [
    ...teams,
    { title: 'Others', people: others },
    { title: 'Who else has a stake', people: stakeholders },
  ];
  return { groups: groups.filter(({ people }) => people.length > 0) };
}

function reachable(person: KnownPerson | null, name: string): Reachable {
  return {
    name,
    phone: person?.phone ?? null,
    email: person?.email ?? null,
    place: person?.place ?? null,
  };
}
