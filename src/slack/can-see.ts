import type { Incident, UserId } from '../incident/incident.ts';
import { membersOf } from './members-of.ts';
import type { Slack } from './slack.ts';

/** Whether somebody may know of an incident: everybody of a public one, of a private one the members of its room. */
export async function canSee(
  slack: Slack,
  user: UserId,
  incident: Incident,
  askedIn: string | null = null,
): Promise<boolean> {
  // Before it is an incident it has no room: whoever is where it was typed.
  // Until its new room is there, the old one tells.
  const { room } = incident;
  const channel =
    incident.phase === 'triage' ? (incident.triage?.channel ?? null) : (room.channel ?? room.replaces ?? null);
  if (!incident.private || (channel !== null && channel === askedIn)) return true;
  if (channel === null) return user === incident.declaredBy;
  const members = await membersOf(slack.quick, channel);
  // When Slack cannot say, those whom we asked in ourselves may; nobody else.
  return members.ok ? members.result.includes(user) : room.invited.includes(user);
}

/** The incidents of a list that somebody may know of, in their order. */
export async function visibleTo(
  slack: Slack,
  user: UserId,
  incidents: readonly Incident[],
): Promise<readonly Incident[]> {
  const seen = await Promise.all(incidents.map((incident) => canSee(slack, user, incident)));
  return incidents.filter((_, index) => seen[index] === true);
}
