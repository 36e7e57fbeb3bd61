import { checkBlocks } from './check-blocks.ts';
import { elementsOf } from './find-element.ts';
import { asObject, asObjects } from './json.ts';
import { byType, complaints, flag, object, type Rule, string } from './shape.ts';
import { plainText } from './text-rules.ts';

/** Blocks have rules of their own, with the pointers of the view; here they only have to be there. */
const anything: Rule = () => {};

const everyView = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};

const viewRules = {
  modal: byType({
    modal: object(
      { title: plainText(24), blocks: anything },
      { ...everyView, submit: plainText(24), close: plainText(24), clear_on_close: flag, notify_on_close: flag },
    ),
  }),
  home: byType({ home: object({ blocks: anything }, everyView) }),
};

/** What Slack would refuse in a view, in the words of views.open; empty when it would take it. */
export function checkView(view: unknown, kind: 'modal' | 'home'): string[] {
  const { blocks } = asObject(view);
  const found = [
    ...complaints(viewRules[kind], view, '/view'),
    ...(blocks === undefined ? [] : checkBlocks(blocks, kind, '/view/blocks')),
    ...(kind === 'modal' ? inputsWithoutSubmit(view) : []),
    ...severalInFocus(blocks),
  ];
  return found.length > 0 ? ['failed to match all allowed schemas [json-pointer:/view]', ...found] : [];
}

/** Slack answers `view_too_large` above 250 KB (taken as 250,000 bytes, the strict side). */
export function viewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > 250_000;
}

function inputsWithoutSubmit(view: unknown): string[] {
  const { blocks, submit } = asObject(view);
  const first = asObjects(blocks).findIndex(({ type }) => type === 'input');
  if (submit !== undefined || first < 0) return [];
  return [`must define \`submit\` to use an \`input\` block in modals [json-pointer:/view/blocks/${first}/input]`];
}

function severalInFocus(blocks: unknown): string[] {
  const focused = elementsOf(blocks).filter(({ element }) => element.focus_on_load === true);
  return focused.length > 1 ? ['only one element may have `focus_on_load` [json-pointer:/view/blocks]'] : [];
}
