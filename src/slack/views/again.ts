import type { KnownBlock } from '@slack/types';
import type { Seen } from '../../incident/meant.ts';
import { escapeTyped, shorten } from '../../record/slack-text.ts';
import { section } from '../blocks.ts';

/** A form that is shown once more because somebody else changed what who sent it changed, too: nothing is saved yet. */
export interface Again {
  /** What stood in the form when it was sent, by block id. */
  readonly typed: Readonly<Record<string, string>>;
  /** The fields that somebody else has changed meanwhile. */
  readonly overtaken: readonly string[];
  readonly seen: Seen;
}

/** Half of what a section takes: escaping makes a text longer. */
const shownLength = 1500;

/** Above a field that was changed meanwhile: what stands there now, and would be replaced. `raw` may be long. */
export function standsNow(again: Again | null, field: string, raw: string): readonly KnownBlock[] {
  if (again?.overtaken.includes(field) !== true) return [];
  const words = '*Somebody else changed this while the form was open.* What you send now replaces it. It says:';
  return [section(words), section(raw.trim() === '' ? '_nothing any more_' : raw)];
}

/** Plain text that may be too long to be shown whole. */
export function standingText(text: string): string {
  const more = text.length > shownLength ? '\n_It goes on: close this form to read it whole._' : '';
  return `${escapeTyped(shorten(text, shownLength))}${more}`;
}

/** What the button says, so that a second press is a second thought. */
export function saveWord(again: Again | null): string {
  return again === null ? 'Save' : 'Save all the same';
}
