import type { AppWords } from '../../sandbox/other-app.ts';

/** What an alerting tool writes: all in an attachment, some of it there, or some of it in blocks. `words` are its own. */
export function alertOf(words: string, pick: number): AppWords {
  const title = `Checkout, ${words}`;
  const more = pick < 0.15 ? { author_name: 'Grafana', title_link: 'https://g.test/d/1', footer: 'v12' } : {};
  const attachment = { color: 'danger', title, text: 'on *db2*, since 10:02', ...more };
  const block = { type: 'section', text: { type: 'mrkdwn', text: `Checkout, ${words}` } };
  if (pick < 0.3) return { attachments: [attachment] };
  return pick < 0.7
    ? { text: '[FIRING:1]', attachments: [attachment] }
    : { text: 'An alert', blocks: [block], attachments: [{ text: 'on db2' }] };
}

/** A message as far as its words go, in an event or as it was written. */
export interface Shown {
  readonly text?: string;
  readonly bot_id?: string;
  readonly blocks?: readonly Readonly<Record<string, unknown>>[];
  readonly attachments?: readonly Readonly<Record<string, unknown>>[];
}

/** All that a person reads in it, from top to bottom: of an app also what stands beside its text. */
export function wordsShown({ text = '', bot_id, blocks = [], attachments = [] }: Shown): string {
  if (bot_id === undefined) return text;
  const inBlocks = blocks.map((block) => (block.text as { readonly text?: string } | undefined)?.text);
  const attached = attachments.flatMap((one) => {
    const title = one.title_link ? `<${one.title_link}|${one.title}>` : one.title;
    return [one.author_name, title, one.text, one.footer];
  });
  return [text, ...inBlocks, ...attached].filter(Boolean).join('\n');
}
