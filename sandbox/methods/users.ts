import { limitOf, type Method, pageOf, required } from '../call.ts';
import { knownUser } from '../reach.ts';
import { emailOf, userJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';

const lookUp: Method = {
  tier: 4,
  scopes: ['users:read'],
  run: (call) => ({ user: userJson(call.world, knownUser(call, required(call, 'user'))) }),
};

const list: Method = {
  tier: 2,
  scopes: ['users:read'],
  run(call) {
    const { page, next } = pageOf(call, [...call.world.users.values()], limitOf(call, 1000, 1000));
    const members = page.map((user) => userJson(call.world, user));
    return { members, cache_ts: Math.floor(call.world.clock.now() / 1000), response_metadata: { next_cursor: next } };
  },
};

/** The exact address of somebody active; the error's name is in the plural. */
const lookupByEmail: Method = {
  tier: 3,
  scopes: ['users:read.email'],
  run(call) {
    const email = required(call, 'email');
    const user = [...call.world.users.values()].find((one) => emailOf(call.world, one) === email && !one.deactivated);
    if (!user) throw new SlackError('users_not_found');
    return { user: userJson(call.world, user) };
  },
};

export const userMethods: Record<string, Method> = {
  'users.info': lookUp,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
};
