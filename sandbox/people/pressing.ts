import { elementsOf, type FoundElement } from '../blocks/find-element.ts';
import { asObject, wordsOf } from '../blocks/json.ts';
import { viewerOf } from '../viewer.ts';
import type { User, World } from '../world.ts';
import { act, type Choices, type Outcome, type Spot } from './act.ts';
import { chosen, drawnFor, elementLabelled, isButton } from './choosing.ts';
import { placeOf, visible } from './place.ts';

/** Where to press: the channel, the ts of one message if it must be that, and the answer to "Are you sure?". */
export type PressWhere = { in: string; message?: string; confirm?: boolean };

/** Presses a button in the newest message that has it. Answering a confirmation with no sends nothing. */
export async function pressInMessage(
  world: World,
  user: User,
  choices: Choices,
  label: string,
  where: PressWhere,
): Promise<Outcome> {
  const { spot, found } = findInMessages(
    world,
    user,
    where,
    (all) => all.filter((one) => isButton(one) && one.label === label),
    `button "${label}"`,
  );
  return pressButton(world, user, choices, spot, found, where.confirm);
}

export function pressButton(
  world: World,
  user: User,
  choices: Choices,
  spot: Spot,
  found: FoundElement,
  confirm: boolean | undefined,
): Promise<Outcome> {
  if (!agrees(found, confirm)) return Promise.resolve('done');
  const { text, value, style, url } = found.element;
  const fields = Object.entries({ text, value, style, url }).filter(([, given]) => given !== undefined);
  return act(world, user, choices, spot, found, Object.fromEntries(fields));
}

/** Chooses in a menu, by what its section says or its placeholder, in the newest message that has it. */
export async function chooseInMessage(
  world: World,
  user: User,
  choices: Choices,
  label: string,
  wanted: string | string[],
  where: PressWhere,
): Promise<Outcome> {
  const named = (all: FoundElement[]) => {
    const menus = all.filter((one) => !isButton(one));
    try {
      return [elementLabelled(menus, label, 'menu', () => '')];
    } catch {
      return [];
    }
  };
  const { spot, found } = findInMessages(world, user, where, named, `menu "${label}"`);
  if (!agrees(found, where.confirm)) return 'done';
  return act(world, user, choices, spot, found, await chosen(world, user, spot, found, wanted));
}

/** A confirmation must be answered, or the story has overlooked it; nothing to confirm must not be answered either. */
function agrees(found: FoundElement, confirm: boolean | undefined): boolean {
  const question = asObject(found.element.confirm);
  if (!found.element.confirm) {
    if (confirm !== undefined) throw new Error(`"${found.label}" asks for no confirmation`);
    return true;
  }
  if (confirm === undefined)
    throw new Error(
      `"${found.label}" asks first: ${wordsOf(question.title)} ${wordsOf(question.text)} — say confirm: true or false`,
    );
  return confirm;
}

function findInMessages(
  world: World,
  user: User,
  where: PressWhere,
  pick: (all: FoundElement[]) => FoundElement[],
  what: string,
): { spot: Spot; found: FoundElement } {
  const channel = placeOf(world, user, where.in);
  const seen = visible(channel, user).filter(({ message }) => !where.message || message.ts === where.message);
  for (const { message, ephemeral } of [...seen].reverse()) {
    const [found] = pick(elementsOf(message.blocks ?? [], viewerOf(world, user)));
    if (!found) continue;
    if (channel.archived) throw new Error(`is_archived: nothing can be pressed in ${channel.name}`);
    return { spot: { channel, message, ephemeral }, found };
  }
  const drawn = seen
    .filter(({ message }) => message.blocks)
    .map(({ message }) => drawnFor(world, user, message.blocks));
  throw new Error(`${user.name} sees no ${what} in ${where.in}. What is there:\n${drawn.slice(-6).join('\n---\n')}`);
}
