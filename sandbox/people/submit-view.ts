import { checkView } from '../blocks/check-view.ts';
import { elementsOf, type FoundElement } from '../blocks/find-element.ts';
import { asObject, asObjects, isObject, wordsOf } from '../blocks/json.ts';
import { makeTrigger } from '../triggers.ts';
import { changeView, closeViews, makeView, viewJson } from '../views.ts';
import type { User, View, World } from '../world.ts';
import { payloadFrom } from './payload.ts';

/**
 * What became of a form. `errors`: the label of a field → the words beside it. `trouble`: the banner "We had some
 * trouble connecting. Try again?", with the form still open.
 */
export type Submitted = 'closed' | 'updated' | 'pushed' | 'trouble' | { errors: Record<string, string> };

export async function submitView(world: World, user: User, view: View): Promise<Submitted> {
  if (!world.views.has(view.id)) throw new Error('the form is not open any more');
  if (!view.given.submit || view.given.submit_disabled === true)
    throw new Error(`the form "${wordsOf(view.given.title)}" has no button to submit it`);
  const problems = unfilled(view);
  if (Object.keys(problems).length) return refused(view, problems);
  const payload = {
    type: 'view_submission',
    ...payloadFrom(world, user),
    trigger_id: makeTrigger(world, user.id, view.id),
    view: viewJson(world, view),
    response_urls: [],
  };
  const { status, body } = await world.deliveries.ask('view_submission', payload);
  if (status !== 200) return 'trouble';
  return follow(world, view, body);
}

/** Does what the answer says; anything but emptiness and the four actions is trouble. */
function follow(world: World, view: View, body: unknown): Submitted {
  if (body === null || body === '') {
    closeViews(world, view);
    return 'closed';
  }
  const answer = asObject(body);
  const next = answer.view;
  switch (answer.response_action) {
    case 'clear':
      closeViews(world, view, { all: true });
      return 'closed';
    case 'update':
      if (!isObject(next) || checkView(next, 'modal').length) return 'trouble';
      changeView(world, view, next);
      return 'updated';
    case 'push': {
      const stack = world.stacks.get(view.userId) ?? [];
      if (!isObject(next) || checkView(next, 'modal').length || stack.length >= 3) return 'trouble';
      stack.push(makeView(world, 'modal', view.userId, next, view));
      return 'pushed';
    }
    case 'errors': {
      const errors = asObject(answer.errors);
      const inputs = asObjects(view.given.blocks).filter((block) => block.type === 'input');
      const known = Object.entries(errors).every(
        ([id, words]) => typeof words === 'string' && words && inputs.some((block) => block.block_id === id),
      );
      if (!known || Object.keys(errors).length === 0) return 'trouble';
      return refused(view, errors as Record<string, string>);
    }
    default:
      return 'trouble';
  }
}

function refused(view: View, errors: Record<string, string>): Submitted {
  view.errors = errors;
  const labels = asObjects(view.given.blocks).map((block): [string, string] => [
    String(block.block_id),
    wordsOf(block.label),
  ]);
  const labelOf = new Map(labels);
  return { errors: Object.fromEntries(Object.entries(errors).map(([id, words]) => [labelOf.get(id) ?? id, words])) };
}

/** What Slack's client itself refuses before it sends anything: block_id → words. */
function unfilled(view: View): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const found of elementsOf(view.given.blocks)) {
    if (found.block.type !== 'input') continue;
    const problem = fieldProblem(found, view.state.values[found.blockId]?.[found.actionId] ?? {});
    if (problem) problems[found.blockId] = problem;
  }
  return problems;
}

function fieldProblem(found: FoundElement, entry: Record<string, unknown>): string | null {
  const { type: _, ...fields } = entry;
  const value = Object.values(fields)[0];
  const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return found.block.optional === true ? null : 'Please complete this required field.';
  if (typeof value !== 'string') return null;
  const { element, type } = found;
  const length = value.length;
  if (typeof element.min_length === 'number' && length < element.min_length)
    return `Must be at least ${element.min_length} characters.`;
  const most = typeof element.max_length === 'number' ? element.max_length : 3000;
  if (length > most) return `Must be less than ${most + 1} characters.`;
  if (type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return 'Please enter a valid email address.';
  if (type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  if (type === 'number_input') return numberProblem(element, value);
  return null;
}

function numberProblem(element: Record<string, unknown>, value: string): string | null {
  const number = Number(value);
  if (Number.isNaN(number) || (element.is_decimal_allowed !== true && !Number.isInteger(number)))
    return 'Please enter a valid number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Must be at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Must be at most ${element.max_value}.`;
  return null;
}
