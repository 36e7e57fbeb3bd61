import { type Drawing, drawBlocks } from './draw-blocks.ts';
import { asObject, wordsOf } from './json.ts';
import type { Viewer } from './mrkdwn.ts';
import type { ViewState } from './view-state.ts';

/**
 * A modal or Home as text: its title, its blocks with what was typed, errors at their field, the buttons at the bottom.
 * `errors` are those of a submission's answer: block_id → words.
 */
export function drawView(
  view: unknown,
  state: ViewState | undefined,
  viewer: Viewer,
  errors?: { [blockId: string]: string },
  drawing: Drawing = {},
): string {
  const { type, title, blocks, submit, close } = asObject(view);
  const body = drawBlocks(blocks, viewer, { ...drawing, state, errors });
  if (type === 'home') return body;
  // Slack writes `Cancel` on a form and `Close` on a page that only shows something.
  const closing = wordsOf(close) || (submit ? 'Cancel' : 'Close');
  const buttons = [...(submit ? [wordsOf(submit)] : []), closing].map((label) => `[${label}]`).join(' ');
  return [wordsOf(title), body, buttons].filter((part) => part !== '').join('\n');
}
