import type { KnownBlock } from '@slack/types';
import { context } from '../blocks.ts';

/** Told beforehand, to one person alone: when it is needed nobody can ask here. No `link`, no line. */
export function ifSlackFails(link: string | null): readonly KnownBlock[] {
  if (link === null) return [];
  return [
    context(
      `If Slack fails: <${link}> has who leads, phone numbers and what was last known. Keep it, and to yourself.`,
    ),
  ];
}
