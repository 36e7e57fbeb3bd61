// A holder says nothing while others talk: asleep, or at work elsewhere, the room must know.
import type { Silence, Spoke } from './crew.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import { type Holding, type Incident, type Instant, isOpen, type UserId } from './incident.ts';
import { outOfReach } from './out-of-reach.ts';
import { crewOf } from './role-asks.ts';
import { rolePolicy } from './role-policy.ts';

/** While somebody is known to be silent, or is so and others begin to talk: how soon their word is seen. */
export const lookEveryMs = 60_000;
/** Where nobody at all talks there is no hurry. */
const quietMs = 5 * 60_000;

interface Watched {
  readonly user: UserId;
  readonly holdings: readonly Holding[];
  /** They may say nothing for so long: the shortest of their roles. */
  readonly ms: number;
  readonly since: Instant;
}

/** Who is expected to be heard: holders by hand of roles for which a time is set. */
export function watchedHolders(incident: Incident): readonly Watched[] {
  const users = new Set(incident.roles.map(({ user }) => user));
  return [...users].flatMap((user) => {
    const holdings = incident.roles.filter(
      (holding) => holding.user === user && !holding.forNow && silentAfterMs(incident, holding) !== null,
    );
    const ms = Math.min(...holdings.map((holding) => silentAfterMs(incident, holding) ?? Infinity));
    const since = Math.max(...holdings.map((holding) => holding.since));
    return holdings.length === 0 ? [] : [{ user, holdings, ms, since }];
  });
}

/** When to look; null: not (any more). What people say is not in the state: it is looked up then. */
export function lookForSilentAt(incident: Incident): Instant | null {
  const { room } = incident;
  if (!isOpen(incident) || room.channel === null || outOfReach(room) !== null) return null;
  const watched = watchedHolders(incident);
  if (watched.length === 0) return null;
  return crewOf(incident).lookAt ?? Math.min(...watched.map(({ since, ms }) => since + ms));
}

/** The time has come to look. */
export const lookForSilent: Rule<'look_for_silent'> = (incident, _command, now) => {
  const at = lookForSilentAt(incident);
  return at === null || at > now ? refuse({ reason: 'not_due' }) : happened({ type: 'holders_looked_for' });
};

/** What the record says of each: told once for each silence, and over as soon as they are heard. */
export const holdersFound: Rule<'holders_found'> = (incident, { spoke }, now) => {
  if (lookForSilentAt(incident) === null) return refuse({ reason: 'not_due' });
  const watched = watchedHolders(incident).map((one) => ({ ...one, word: wordOf(one, spoke) }));
  const known = crewOf(incident).silences;
  const heard = known.filter(({ user, since, ended }) => {
    const lastAt = spoke.find((one) => one.user === user)?.lastAt ?? 0;
    return ended === null && lastAt > since;
  });
  const silent = watched.filter(({ user, ms, word }) => {
    const told = known.some((silence) => silence.user === user && (silence.ended === null || silence.since >= word));
    return now - word >= ms && othersTalk(spoke, user, now - ms) && !told;
  });
  const stillSilent = new Set(
    known.filter((one) => one.ended === null && !heard.includes(one)).map(({ user }) => user),
  );
  for (const { user } of silent) stillSilent.add(user);
  const nexts = watched.map(({ user, ms, word }) => {
    if (stillSilent.has(user)) return now + lookEveryMs;
    return word + ms > now ? word + ms : now + quietMs;
  });
  const firstId = Math.max(0, ...known.map(({ id }) => id)) + 1;
  const told = silent.map(({ user, holdings, ms, word }, index): EventBody => {
    const roles = holdings.map(({ role }) => role);
    const silence: Silence = { id: firstId + index, user, roles, since: word, ms, at: now, line: null, ended: null };
    return { type: 'holder_silent', silence };
  });
  const nextAt = Math.max(now + lookEveryMs, Math.min(...nexts));
  return happened(...told, { type: 'holders_heard', users: heard.map(({ user }) => user), nextAt });
};

/** `I'm here`. */
export const imHere: Rule<'im_here'> = (incident, { by, id }) => {
  const silence = crewOf(incident).silences.find((one) => one.id === id);
  if (silence !== undefined && silence.user !== by) return refuse({ reason: 'not_yours', user: silence.user });
  if (silence === undefined || silence.ended !== null) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'holder_here', user: by });
};

/** Once it grows no worse, nobody need be asked as soon: twice the time. */
function silentAfterMs(incident: Incident, { role }: Holding): number | null {
  const ms = rolePolicy(incident, role)?.silentAfterMs ?? null;
  return ms === null || incident.phase !== 'contained' ? ms : 2 * ms;
}

/** Taking the role is a word too. */
function wordOf({ user, since }: Watched, spoke: readonly Spoke[]): Instant {
  return Math.max(since, spoke.find((one) => one.user === user)?.lastAt ?? 0);
}

function othersTalk(spoke: readonly Spoke[], user: UserId, since: Instant): boolean {
  return spoke.some((one) => one.user !== user && one.lastAt > since);
}
