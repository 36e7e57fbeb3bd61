import type { FoundElement } from '../blocks/find-element.ts';
import { emptyState, keepState, stateField, type ViewState } from '../blocks/view-state.ts';
import { type Message, messageJson } from '../message.ts';
import { makeHook } from '../response-urls.ts';
import { makeTrigger } from '../triggers.ts';
import { viewJson } from '../views.ts';
import { type Channel, momentTs, type User, type View, type World } from '../world.ts';
import { payloadFrom, shownName } from './payload.ts';

/** Where an element stands: in a message, or in a modal or Home. */
export type Spot = { channel: Channel; message: Message; ephemeral: boolean } | { view: View };

/** `trouble` is the warning sign that Slack shows when the app did not answer well within three seconds. */
export type Outcome = 'done' | 'trouble';

/** What a person chose in a message before pressing, kept per message as their client does. */
export type Choices = Map<string, { blocks: unknown; state: ViewState }>;

/** Sends `block_actions` for one element; `fields` hold the value, such as `selected_option`. */
export async function act(
  world: World,
  user: User,
  choices: Choices,
  spot: Spot,
  found: FoundElement,
  fields: Record<string, unknown>,
): Promise<Outcome> {
  const state = stateAt(choices, spot);
  if (stateField(found.type)) setValue(state, found, fields);
  if (!world.manifest.settings.interactivity.is_enabled) return 'trouble';
  const action = {
    type: found.type,
    block_id: found.blockId,
    action_id: found.actionId,
    ...fields,
    action_ts: momentTs(world),
  };
  const payload = {
    type: 'block_actions',
    ...payloadFrom(world, user),
    ...placePayload(world, user, spot, state),
    actions: [action],
  };
  const answer = await world.deliveries.ask('block_actions', payload);
  return typeof answer.status === 'number' && answer.status >= 200 && answer.status < 300 ? 'done' : 'trouble';
}

/** What an option load says of the place too. */
export function placePayload(world: World, user: User, spot: Spot, state: ViewState): Record<string, unknown> {
  if ('view' in spot) {
    const { view } = spot;
    return {
      trigger_id: makeTrigger(world, user.id, view.type === 'modal' ? view.id : null),
      container: { type: 'view', view_id: view.id },
      view: viewJson(world, view),
    };
  }
  const { channel, message, ephemeral } = spot;
  const thread = message.thread_ts ?? null;
  const source = { ts: message.ts, ephemeral, threadTs: thread };
  return {
    trigger_id: makeTrigger(world, user.id),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(thread ? { thread_ts: thread } : {}),
    },
    channel: { id: channel.id, name: shownName(channel) },
    // An ephemeral message is stored nowhere, so that Slack has nothing to show of it.
    ...(ephemeral ? {} : { message: messageJson(world, channel, message) }),
    state: structuredClone(state),
    response_url: makeHook(world, 'actions', user.id, channel.id, source),
  };
}

/** The live state of a place; in a message it follows the message's edits as a form does. */
function stateAt(choices: Choices, spot: Spot): ViewState {
  if ('view' in spot) return spot.view.state;
  const { channel, message } = spot;
  const key = `${channel.id} ${message.ts}`;
  const blocks = message.blocks ?? [];
  const before = choices.get(key);
  const state = before ? keepState({ blocks: before.blocks }, before.state, { blocks }) : emptyState({ blocks });
  choices.set(key, { blocks, state });
  return state;
}

export function setValue(state: ViewState, found: FoundElement, fields: Record<string, unknown>): void {
  state.values[found.blockId] = { ...state.values[found.blockId], [found.actionId]: { type: found.type, ...fields } };
}
