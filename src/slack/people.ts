import type { Engine } from '../engine/engine.ts';
import type { Instant, UserId } from '../incident/incident.ts';
import type { Person } from '../record/entry.ts';
import type { Api } from './api.ts';

/** Who somebody is: name, zone, member or guest. From memory, else from Slack, else as last known. */
export interface People {
  find(user: UserId): Promise<Person>;
}

interface UserInfo {
  readonly user: {
    readonly id: string;
    readonly team_id?: string;
    readonly name?: string;
    readonly is_bot?: boolean;
    readonly deleted?: boolean;
    readonly is_restricted?: boolean;
    readonly is_ultra_restricted?: boolean;
    readonly is_stranger?: boolean;
    readonly tz?: string;
    readonly profile?: { readonly display_name?: string; readonly real_name?: string };
  };
}

/** People change their zone when they travel, and guests become members: look again after this long. */
const freshMs = 60 * 60 * 1000;

export function createPeople(options: {
  readonly api: Api;
  readonly engine: Engine;
  readonly teamId: string;
  readonly now: () => Instant;
}): People {
  const { api, engine, teamId, now } = options;
  const known = new Map<UserId, { readonly person: Person; readonly at: Instant }>();
  const asking = new Map<UserId, Promise<Person>>();

  async function look(user: UserId): Promise<Person> {
    const answer = await api<UserInfo>('users.info', { user });
    if (!answer.ok) {
      const remembered = await engine.person(teamId, user).catch(() => null);
      // Slack is away and we never met: in doubt somebody helps. A night must not wait for a directory.
      return remembered ?? { user, name: user, zone: 'UTC', kind: 'member' };
    }
    const person = readPerson(answer.result.user, teamId);
    known.set(user, { person, at: now() });
    await engine.rememberPerson(teamId, person).catch(() => {});
    return person;
  }

  return {
    async find(user) {
      const remembered = known.get(user);
      if (remembered !== undefined && now() - remembered.at < freshMs) return remembered.person;
      const under = asking.get(user) ?? look(user).finally(() => asking.delete(user));
      asking.set(user, under);
      return under;
    },
  };
}

function readPerson(user: UserInfo['user'], teamId: string): Person {
  const name = user.profile?.display_name || user.profile?.real_name || user.name || user.id;
  const stranger = user.is_stranger === true || (user.team_id !== undefined && user.team_id !== teamId);
  const guest = user.is_restricted === true || user.is_ultra_restricted === true;
  const kind = user.is_bot === true ? 'bot' : stranger ? 'stranger' : guest ? 'guest' : 'member';
  const person: Person = { user: user.id, name, zone: user.tz ?? 'UTC', kind };
  return user.deleted === true ? { ...person, deactivated: true } : person;
}
