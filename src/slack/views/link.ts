import { escapeText } from '../../record/slack-text.ts';

/** Where a message can be opened: Slack's address of it. */
export type Links = (channel: string, ts: string) => string;

/** A link with its words, raw. An address that is none is not linked: the words stand alone. */
export function link(address: string, words: string): string {
  const label = escapeText(words.replace(/[|\s]+/g, ' ').trim());
  return /^https?:\/\/[^\s<>|]+$/.test(address) ? `<${escapeText(address)}|${label}>` : label;
}
