import { type Incident, type Instant, isOpen, type UserId } from './incident.ts';
import { isSilent, pagesOf } from './pages.ts';
import { openRoleAsks } from './role-asks.ts';

/** Somebody who was asked to come, in whatever way, and why nothing more is expected of a look at the room. */
export interface Awaited {
  readonly user: UserId;
  readonly why: 'asked' | 'standby' | 'invited';
  readonly at: Instant;
}

/** What the record says of people: when they were last heard in the room, last came and last left. */
export type Presence = ReadonlyMap<
  UserId,
  { readonly wordAt: Instant | null; readonly joinedAt: Instant | null; readonly leftAt: Instant | null }
>;

/** Whom Slack took into the room when it opened is on the record by then. */
const comingInMs = 60_000;
/** Who spoke so shortly before being asked is there. */
const justHeardMs = 15 * 60_000;

/** Everybody who was invited, paged, or asked to take a role, by the first such time; who is there may be among them. */
export function awaited(incident: Incident, now: Instant): readonly Awaited[] {
  if (!isOpen(incident)) return [];
  const all = new Map<UserId, Awaited>();
  const here = new Set<UserId>([incident.declaredBy, ...incident.roles.map(({ user }) => user)]);
  for (const { steps } of pagesOf(incident)) {
    for (const step of steps) {
      if (step.answer === 'coming') here.add(step.user);
      if (step.answer === 'standby') all.set(step.user, { user: step.user, why: 'standby', at: step.answeredAt ?? 0 });
      if (isSilent(step)) all.set(step.user, { user: step.user, why: 'asked', at: step.askedAt ?? 0 });
    }
  }
  for (const { user, at } of openRoleAsks(incident)) {
    if (!all.has(user)) all.set(user, { user, why: 'asked', at });
  }
  const { declared } = incident.times;
  for (const user of now - declared < comingInMs ? [] : incident.room.invited) {
    if (!all.has(user)) all.set(user, { user, why: 'invited', at: declared });
  }
  return [...all.values()].filter(({ user }) => !here.has(user) && user !== 'muster');
}

/** The same, as far as the state alone tells: who was invited is left out. */
export function asked(incident: Incident): readonly Awaited[] {
  return awaited(incident, incident.times.declared);
}

/** Those of them who are not there. */
export function missing(incident: Incident, presence: Presence, now: Instant): readonly Awaited[] {
  return awaited(incident, now).filter((one) => !isHere(one, presence));
}

export function awaitedUsers(incident: Incident, now: Instant): readonly UserId[] {
  return awaited(incident, now).map(({ user }) => user);
}

/** Who was invited is there once Slack took them in, or they did anything; who was asked, when they were heard since. */
function isHere({ user, why, at }: Awaited, presence: Presence): boolean {
  const seen = presence.get(user);
  if (why === 'standby' || seen === undefined) return false;
  const { wordAt, joinedAt, leftAt } = seen;
  if (why === 'invited') return true;
  const lastIn = Math.max(wordAt ?? 0, joinedAt ?? 0);
  if (leftAt !== null && leftAt > lastIn) return false;
  return (wordAt ?? 0) >= at - justHeardMs || (joinedAt ?? 0) >= at;
}
