import type { Holding, Incident, Instant, Room, Vacancy } from './incident.ts';
import type { Policy } from './policy.ts';
import type { Problem } from './problem.ts';

/** A room that Slack has yet to make. */
export const openingRoom: Room = {
  channel: null,
  name: '',
  adopted: false,
  archivedAt: null,
  archiving: false,
  invited: [],
  briefing: null,
  checklists: {},
  announcement: null,
};

/** What kept the room from being opened; undefined when there is one, or it is on its way. */
export function neverOpened({ room, problems }: Incident): Problem | undefined {
  return room.channel === null ? problems.findLast(({ errand }) => errand === 'open_channel') : undefined;
}

/** Roles that nobody holds by hand, free since then. */
export function vacanciesAt(policy: Policy, held: readonly Holding[], at: Instant): Incident['vacancies'] {
  const free = policy.roles.filter((role) => !held.some((holding) => holding.role === role.name && !holding.forNow));
  const vacancy: Vacancy = { since: at, remindedAt: null, snoozedUntil: null };
  return Object.fromEntries(free.map((role) => [role.name, vacancy]));
}
