import { checkView, viewTooLarge } from '../blocks/check-view.ts';
import { type Call, type Method, optional, required } from '../call.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';
import { liveTrigger } from '../triggers.ts';
import { changeView, makeView, viewJson } from '../views.ts';

/** At most three modals lie on one another. */
const mostViews = 3;

const open: Method = {
  tier: 4,
  scopes: [],
  run(call) {
    const { world } = call;
    const given = checked(call, 'modal');
    const trigger = liveTrigger(world, required(call, 'trigger_id'));
    uniqueExternalId(call, given, null);
    trigger.used = true;
    const view = makeView(world, 'modal', trigger.userId, given, null);
    for (const old of world.stacks.get(trigger.userId) ?? []) world.views.delete(old.id);
    world.stacks.set(trigger.userId, [view]);
    return { view: viewJson(world, view) };
  },
};

const push: Method = {
  tier: 4,
  scopes: [],
  run(call) {
    const { world } = call;
    const given = checked(call, 'modal');
    const trigger = liveTrigger(world, required(call, 'trigger_id'));
    const stack = world.stacks.get(trigger.userId) ?? [];
    if (!trigger.viewId || !stack.some((view) => view.id === trigger.viewId)) throw new SlackError('not_found');
    if (stack.length >= mostViews) throw new SlackError('push_limit_reached');
    uniqueExternalId(call, given, null);
    trigger.used = true;
    const view = makeView(world, 'modal', trigger.userId, given, stack.at(-1) ?? null);
    stack.push(view);
    return { view: viewJson(world, view) };
  },
};

const update: Method = {
  tier: 4,
  scopes: [],
  run(call) {
    const { world } = call;
    const id = optional(call, 'view_id');
    const external = optional(call, 'external_id');
    if (!id && !external) throw invalidArguments('missing required field: view_id');
    const view = id ? world.views.get(id) : [...world.views.values()].find((one) => one.given.external_id === external);
    if (!view) throw new SlackError('not_found');
    const given = checked(call, view.type);
    const hash = optional(call, 'hash');
    if (hash && hash !== view.hash) throw new SlackError('hash_conflict');
    uniqueExternalId(call, given, view.id);
    changeView(world, view, given);
    return { view: viewJson(world, view) };
  },
};

const publish: Method = {
  tier: 4,
  scopes: [],
  run(call) {
    const { world } = call;
    if (!world.manifest.features.app_home.home_tab_enabled) throw new SlackError('not_enabled');
    const user = required(call, 'user_id');
    if (!world.users.has(user)) throw invalidArguments('user_not_found [json-pointer:/user_id]');
    const given = checked(call, 'home');
    const before = world.homes.get(user);
    const hash = optional(call, 'hash');
    if (hash && before && hash !== before.hash) throw new SlackError('hash_conflict');
    uniqueExternalId(call, given, before?.id ?? null);
    if (before) changeView(world, before, given);
    const view = before ?? makeView(world, 'home', user, given, null);
    world.homes.set(user, view);
    return { view: viewJson(world, view) };
  },
};

function checked(call: Call, kind: 'modal' | 'home'): Record<string, unknown> {
  const given = call.args.view;
  if (given === undefined) throw invalidArguments('missing required field: view');
  if (viewTooLarge(given)) throw new SlackError('view_too_large');
  const problems = checkView(given, kind);
  if (problems.length) throw invalidArguments('failed to match all allowed schemas [json-pointer:/view]', ...problems);
  return given as Record<string, unknown>;
}

/** Unique in the workspace, over all people, Home tabs included. */
function uniqueExternalId(call: Call, given: Record<string, unknown>, own: string | null): void {
  const id = given.external_id;
  if (!id) return;
  for (const view of call.world.views.values())
    if (view.given.external_id === id && view.id !== own) throw new SlackError('duplicate_external_id');
}

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
