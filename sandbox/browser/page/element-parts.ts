import type { Block, Place } from '../wire.ts';
import { ask } from './ask.ts';
import type { Child } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { mrkdwn } from './mrkdwn.ts';

/** Where elements stand, what is in them now, and what happens when somebody changes or presses one. */
export type Stand = {
  place: Place;
  values: Record<string, Record<string, Record<string, unknown>>>;
  errors: Record<string, string>;
  change(block: Block, element: Block, fields: Record<string, unknown>): void;
};

export const textOf = (object: unknown): string => String((object as Block | undefined)?.text ?? '');

/** A text object: formatted, or plain with emoji. */
export function drawText(object: unknown): Child {
  const { type, text } = (object ?? {}) as Block;
  return type === 'mrkdwn' ? mrkdwn(String(text ?? '')) : withEmoji(String(text ?? ''));
}

export type Named = { label?: string; describedBy?: string; invalid?: boolean; required?: boolean };
/** One element with everything that drawing it needs. */
export type Parts = {
  element: Block;
  block: Block;
  stand: Stand;
  named: Named;
  key: string;
  current: Record<string, unknown> | undefined;
};

/** Sends it, after the question that the app wants asked. */
export async function send({ element, block, stand }: Parts, fields: Record<string, unknown>): Promise<void> {
  const question = element.confirm as Block | undefined;
  if (question) {
    const { title, text, confirm, deny, style } = question;
    const yes = await ask(
      textOf(title),
      drawText(text),
      textOf(confirm) || 'Yes',
      textOf(deny) || 'No',
      style === 'danger',
    );
    if (!yes) return;
  }
  stand.change(block, element, fields);
}
