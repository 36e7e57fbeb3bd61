import { drawBlocks } from '../blocks/draw-blocks.ts';
import type { FoundElement } from '../blocks/find-element.ts';
import { asObject, asObjects, type Json, wordsOf } from '../blocks/json.ts';
import { readMrkdwn } from '../blocks/mrkdwn.ts';
import { offeredOptions } from '../blocks/offered-options.ts';
import { stateField } from '../blocks/view-state.ts';
import { viewerOf } from '../viewer.ts';
import { channelNamed, type User, userNamed, type World } from '../world.ts';
import { placePayload, type Spot } from './act.ts';
import { payloadFrom } from './payload.ts';

/** The fields that say what was chosen, by the words a person reads; throws with what is offered instead. */
export async function chosen(
  world: World,
  user: User,
  spot: Spot,
  found: FoundElement,
  wanted: string | string[],
): Promise<Record<string, unknown>> {
  const { type, element } = found;
  const field = stateField(type) ?? 'selected_option';
  const words = Array.isArray(wanted) ? wanted : [wanted];
  const values: unknown[] = [];
  for (const word of words) values.push(await valueFor(world, user, spot, found, word));
  if (type === 'datetimepicker') return { [field]: Number(words[0]) };
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  if (values.length > most) throw new Error(`"${found.label}" takes ${most} at most`);
  return { [field]: field.endsWith('s') ? values : (values[0] ?? null) };
}

async function valueFor(world: World, user: User, spot: Spot, found: FoundElement, word: string): Promise<unknown> {
  const { type, element } = found;
  if (type.includes('external')) return external(world, user, spot, found, word);
  if (type.includes('users'))
    return (
      userNamed(world, word)?.id ??
      missing(
        found,
        word,
        [...world.users.values()].map((one) => one.name),
      )
    );
  if (type.includes('conversations') || type.includes('channels'))
    return channelNamed(world, word)?.id ?? missing(found, word, []);
  if (type.endsWith('picker')) return word;
  return optionNamed(world, user, found, offeredOptions(element), word);
}

function optionNamed(world: World, user: User, found: FoundElement, options: Json[], word: string): Json {
  const viewer = viewerOf(world, user);
  const read = (option: Json) => readMrkdwn(wordsOf(option.text), viewer);
  return (
    options.find((option) => wordsOf(option.text) === word || read(option) === word) ??
    missing(found, word, options.map(read))
  );
}

function missing(found: FoundElement, word: string, offered: string[]): never {
  throw new Error(`"${found.label}" does not offer "${word}"; it offers: ${offered.join(' | ')}`);
}

/** Types the words into the menu: Slack asks the app for options, and the person picks the one that reads so. */
async function external(world: World, user: User, spot: Spot, found: FoundElement, word: string): Promise<Json> {
  const { trigger_id: _, response_url: __, ...place } = placePayload(world, user, spot, { values: {} });
  const payload = {
    type: 'block_suggestion',
    ...payloadFrom(world, user),
    ...place,
    action_id: found.actionId,
    block_id: found.blockId,
    value: word,
  };
  const answer = await world.deliveries.ask('block_suggestion', payload);
  const body = asObject(answer.body);
  const options = [
    ...asObjects(body.options),
    ...asObjects(body.option_groups).flatMap((group) => asObjects(group.options)),
  ];
  if (options.length > 100) throw new Error(`"${found.label}" got more than 100 options`);
  return optionNamed(world, user, found, options, word);
}

/** The one element with this label among those of certain types; throws with what the person sees instead. */
export function elementLabelled(
  elements: FoundElement[],
  label: string,
  what: string,
  seen: () => string,
): FoundElement {
  const found =
    elements.find((one) => one.label === label) ??
    elements.find((one) => one.label.startsWith(label)) ??
    elements.find((one) => wordsOf(one.element.placeholder) === label) ??
    elements.find((one) => one.label.includes(label));
  if (!found) throw new Error(`there is no ${what} "${label}". What is there:\n${seen()}`);
  return found;
}

export const isButton = (found: FoundElement): boolean => found.type === 'button';
export const drawnFor = (world: World, user: User, blocks: unknown): string =>
  drawBlocks(blocks, viewerOf(world, user), { menus: true });
