import { drawView } from '../blocks/draw-view.ts';
import { elementsOf, type FoundElement } from '../blocks/find-element.ts';
import { asObject, wordsOf } from '../blocks/json.ts';
import { viewerOf } from '../viewer.ts';
import { closeViews, viewJson } from '../views.ts';
import type { User, View, World } from '../world.ts';
import { act, type Choices, type Outcome, setValue } from './act.ts';
import { chosen, elementLabelled, isButton } from './choosing.ts';
import { payloadFrom } from './payload.ts';
import { pressButton } from './pressing.ts';
import { type Submitted, submitView } from './submit-view.ts';

/** The form on top, as a person handles it. */
export type Modal = {
  readonly title: string;
  /** The whole form as text, with what was typed and what was refused. */
  text(): string;
  fill(label: string, value: string): Promise<void>;
  choose(label: string, wanted: string | string[]): Promise<void>;
  press(label: string, options?: { confirm?: boolean }): Promise<Outcome>;
  submit(): Promise<Submitted>;
  /** The button at the bottom: away with this form. */
  cancel(): Promise<void>;
  /** The X: away with all forms on top of one another. */
  close(): Promise<void>;
};

const isTyped = (found: FoundElement) => found.type.endsWith('_input') && found.type !== 'file_input';

/** A text tells at every letter only when it asks for that; otherwise only when Enter is pressed, which nobody does here. */
function toldWhileTyping(found: FoundElement): boolean {
  if (!isTyped(found)) return true;
  const triggers = asObject(found.element.dispatch_action_config).trigger_actions_on;
  return Array.isArray(triggers) && triggers.includes('on_character_entered');
}

export function makeModal(world: World, user: User, choices: Choices, view: View): Modal {
  const elements = () => elementsOf(view.given.blocks, viewerOf(world, user));
  const text = () => drawView(view.given, view.state, viewerOf(world, user), view.errors);
  const find = (label: string, what: string, fits: (found: FoundElement) => boolean) => {
    if (!world.views.has(view.id)) throw new Error(`the form "${wordsOf(view.given.title)}" is not open any more`);
    return elementLabelled(elements().filter(fits), label, what, text);
  };

  /** Only a field that says so tells the app at once; a menu outside an input block always does. */
  async function set(found: FoundElement, fields: Record<string, unknown>): Promise<void> {
    setValue(view.state, found, fields);
    if (found.block.type === 'input' && (found.block.dispatch_action !== true || !toldWhileTyping(found))) return;
    await act(world, user, choices, { view }, found, fields);
  }

  async function close(all: boolean): Promise<void> {
    const root = (all && world.views.get(view.rootId)) || view;
    closeViews(world, view, { all: all || view.given.clear_on_close === true });
    if (root.given.notify_on_close !== true) return;
    const payload = { type: 'view_closed', ...payloadFrom(world, user), view: viewJson(world, root), is_cleared: all };
    await world.deliveries.ask('view_closed', payload);
  }

  return {
    get title() {
      return wordsOf(view.given.title);
    },
    text,
    async fill(label, value) {
      const found = find(label, 'field', isTyped);
      if (found.type === 'rich_text_input') {
        const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text: value }] }];
        return set(found, { rich_text_value: value ? { type: 'rich_text', elements } : null });
      }
      return set(found, { value: value === '' ? null : value });
    },
    async choose(label, wanted) {
      const found = find(label, 'menu', (one) => !isTyped(one) && !isButton(one));
      return set(found, await chosen(world, user, { view }, found, wanted));
    },
    async press(label, { confirm } = {}) {
      const found = find(label, 'button', (one) => isButton(one) && wordsOf(asObject(one.element).text) === label);
      return pressButton(world, user, choices, { view }, found, confirm);
    },
    submit: () => submitView(world, user, view),
    cancel: () => close(false),
    close: () => close(true),
  };
}
