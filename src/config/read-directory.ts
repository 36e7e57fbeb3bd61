import { answerWithinMs, type Directory, type KnownPerson, type Team } from '../incident/directory.ts';
import type { File } from './schema.ts';

/** Who can be fetched, as the file says it. A rota without a zone or hand-over time takes the file's zone, and 09:00. */
export function readDirectory(file: File): Directory {
  const zone = file.time_zone ?? 'UTC';
  return {
    people: Object.entries(file.people ?? {}).map(([name, person]) => known(name, person)),
    teams: Object.entries(file.teams ?? {}).map(([name, team]) => teamOf(name, team, zone)),
    stakeholders: (file.stakeholders ?? []).map(({ name, audience, slack, phone, email }) => ({
      name,
      audience: audience ?? null,
      slack: slack ?? null,
      phone: phone ?? null,
      email: email ?? null,
    })),
  };
}

const weekdays = [1, 2, 3, 4, 5];

function known(name: string, person: NonNullable<File['people']>[string]): KnownPerson {
  const [from, to] = person.hours?.split('-') ?? [];
  return {
    name,
    slack: person.slack ?? null,
    phone: person.phone ?? null,
    email: person.email ?? null,
    place: person.place ?? null,
    zone: person.zone ?? null,
    hours: from === undefined || to === undefined ? null : { from, to, days: person.days ?? weekdays },
  };
}

function teamOf(name: string, team: NonNullable<File['teams']>[string], zone: string): Team {
  const rota = team?.rota;
  const pager = team?.pager;
  return {
    name,
    rota: rota
      ? {
          people: rota.people,
          turnDays: rota.turn === 'daily' ? 1 : 7,
          starts: rota.starts,
          handOver: rota.hand_over ?? '09:00',
          zone: rota.zone ?? zone,
          overrides: rota.overrides ?? [],
        }
      : null,
    callTree: (team?.call_tree ?? []).map((step) => ({ ask: step.ask, forMs: step.for ?? answerWithinMs })),
    pager: pager ? { name: pager.with, onCall: pager.on_call ?? null } : null,
  };
}

/** Teams of which somebody can be asked. */
export function pageableTeams({ teams }: Directory): readonly string[] {
  return teams
    .filter(({ rota, callTree, pager }) => rota !== null || callTree.length > 0 || pager !== null)
    .map(({ name }) => name);
}
