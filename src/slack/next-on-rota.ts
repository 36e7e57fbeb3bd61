import { personBySlack, personNamed, teamNamed } from '../incident/directory.ts';
import type { Incident, Instant, UserId } from '../incident/incident.ts';
import { onCallAt } from './on-call.ts';
import type { Slack } from './slack.ts';

export interface NextOnRota {
  readonly user: UserId;
  readonly team: string;
  /** When their turn begins; null: it is theirs now. */
  readonly from: Instant | null;
}

/**
 * Who has the next shift of a team that this incident concerns, or else of one in which who leaves takes turns: whoever is
 * on call now, or, where that is who leaves, the one after them. null: no rota knows.
 */
export function nextOnRota({ directory, now }: Slack, incident: Incident, leaver: UserId): NextOnRota | null {
  const concerned = incident.policy.services.filter(({ name }) => incident.services.includes(name));
  const own = personBySlack(directory, leaver)?.name;
  const teams = [
    ...concerned.flatMap(({ team }) => (team === null ? [] : [teamNamed(directory, team)])),
    ...directory.teams.filter(({ rota }) => own !== undefined && rota?.people.includes(own)),
  ];
  for (const team of teams) {
    const turn = team?.rota ? onCallAt(team.rota, now()) : null;
    if (!team || turn === null) continue;
    const onCall = personNamed(directory, turn.who)?.slack ?? null;
    if (onCall !== null && onCall !== leaver) return { user: onCall, team: team.name, from: null };
    const after = turn.next === null ? null : (personNamed(directory, turn.next)?.slack ?? null);
    if (after !== null && after !== leaver) return { user: after, team: team.name, from: turn.until };
  }
  return null;
}
