import { completeBlocks } from './blocks/complete-blocks.ts';
import { emptyState, keepState } from './blocks/view-state.ts';
import type { Block } from './message.ts';
import { nowSeconds, type View, type World } from './world.ts';

/** A view that a person is shown; `below` is the modal it lies on. */
export function makeView(
  world: World,
  type: 'modal' | 'home',
  userId: string,
  given: Record<string, unknown>,
  below: View | null,
): View {
  const id = world.ids.next('V');
  const completed = complete(world, given);
  const view: View = {
    id,
    type,
    userId,
    given: completed,
    state: emptyState(completed),
    errors: {},
    hash: freshHash(world),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
  };
  world.views.set(id, view);
  return view;
}

/** The app changes it: a new hash; what was typed stays where block and action id are the same. */
export function changeView(world: World, view: View, given: Record<string, unknown>): void {
  const completed = complete(world, given);
  view.state = keepState(view.given, view.state, completed);
  view.errors = {};
  view.given = completed;
  view.hash = freshHash(world);
}

/** Takes one modal off its owner's stack, or with `all` every one. */
export function closeViews(world: World, view: View, { all = false }: { all?: boolean } = {}): void {
  const stack = world.stacks.get(view.userId) ?? [];
  const closing = all ? stack : stack.filter((one) => one === view);
  for (const one of closing) world.views.delete(one.id);
  world.stacks.set(
    view.userId,
    stack.filter((one) => !closing.includes(one)),
  );
}

/** The view object of payloads and of the `views.*` methods. */
export function viewJson(world: World, view: View): Record<string, unknown> {
  const { given } = view;
  const isModal = view.type === 'modal';
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    blocks: given.blocks ?? [],
    private_metadata: given.private_metadata ?? '',
    callback_id: given.callback_id ?? '',
    state: structuredClone(view.state),
    hash: view.hash,
    title: given.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: given.clear_on_close ?? false,
    notify_on_close: given.notify_on_close ?? false,
    close: given.close ?? null,
    submit: given.submit ?? null,
    ...(isModal ? { submit_disabled: given.submit_disabled ?? false } : {}),
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: world.app.id,
    external_id: given.external_id ?? '',
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  };
}

function complete(world: World, given: Record<string, unknown>): Record<string, unknown> {
  return { ...given, blocks: completeBlocks((given.blocks ?? []) as Block[], () => world.ids.letters(5)) };
}

const freshHash = (world: World) => `${nowSeconds(world)}.${world.ids.letters(8)}`;
