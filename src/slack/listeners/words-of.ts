import { escapeText, unescapeText } from '../../record/slack-text.ts';

type Part = Readonly<Record<string, unknown>>;

/** The part of a message that can carry words. */
export interface Worded {
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly attachments?: readonly Part[];
  readonly blocks?: readonly Part[];
}

/**
 * What a message says, heard or read back. What people type is their `text`; blocks repeat it. An app writes where it
 * likes: beside blocks its `text` is what a phone shows, and attachments stand below it, so that an alert may say in its
 * text that it is one, and no more. What the text has already is not said twice. What somebody forwards is theirs to tell;
 * what Slack shows of a link comes and goes by itself, and is nobody's words.
 */
export function wordsOf(message: Worded): string {
  const { text = '', attachments = [], blocks = [], bot_id, subtype } = message;
  const shared = attachments.filter(isShare).map(attachmentWords);
  const isApp = bot_id !== undefined || subtype === 'bot_message';
  const isTold = (words: string) => text === '' || (isApp && isNewBeside(text, words));
  const inBlocks = blocks.map(elementWords).filter(isTold);
  // Whose it is and where it leads are nothing new by themselves.
  const attached = attachments.filter((one) => isOwn(one) && isTold(attachmentWords(one))).map(wholeAttachment);
  return (
    joined([text, ...inBlocks, ...attached, ...shared]) ||
    joined(attachments.map((one) => attachmentWords(one) || stringOf(one.fallback)))
  );
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function isShare({ is_share }: Part): boolean {
  return is_share === true;
}

function isOwn(attachment: Part): boolean {
  return !isShare(attachment) && attachment.from_url === undefined;
}

/** Whole, or not at all: a credential of many lines is found by its first. */
function isNewBeside(text: string, words: string): boolean {
  const known = unstyled(text);
  const lines = words.split('\n').map(unstyled);
  return lines.some((line) => line !== '' && !holds(known, line));
}

/** As a whole: `5` is not in `15:30`. */
function holds(known: string, line: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(line)}(?![\\p{L}\\p{N}])`, 'u').test(known);
}

/** Without what is bold in one place and plain in the other. */
function unstyled(words: string): string {
  return unescapeText(words)
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function attachmentWords({ pretext, title, text, fields, blocks }: Part): string {
  const named = listOf(fields).map((field) => `${stringOf(field.title)}: ${stringOf(field.value)}`);
  return joined([pretext, title, text].map(stringOf).concat(named)) || joined(wordsIn(blocks));
}

/** In the order in which Slack shows it: with its author above, its footer below, and what its title leads to. */
function wholeAttachment(attachment: Part): string {
  const { author_name, author_link, title, title_link, pretext, footer } = attachment;
  const body = attachmentWords({ ...attachment, pretext: '', title: linked(title, title_link) });
  return joined([stringOf(pretext), linked(author_name, author_link), body, stringOf(footer)]);
}

function linked(words: unknown, url: unknown): string {
  const isLink = stringOf(words) !== '' && stringOf(url) !== '';
  return isLink ? linkWords(stringOf(url), stringOf(words)) : stringOf(words);
}

/** Of a block, or of an element in it, one after the other, as Slack would write them in a text. */
function elementWords(element: Part): string {
  const { text, type } = element;
  switch (type) {
    // Buttons and images are no words of the message.
    case 'actions':
    case 'context_actions':
      return '';
    case 'user':
      return `<@${stringOf(element.user_id)}>`;
    case 'usergroup':
      return `<!subteam^${stringOf(element.usergroup_id)}>`;
    case 'broadcast':
      return `<!${stringOf(element.range)}>`;
    case 'channel':
      return `<#${stringOf(element.channel_id)}>`;
    case 'emoji':
      return `:${stringOf(element.name)}:`;
    case 'color':
      return stringOf(element.value);
    case 'date':
      return `<!date^${Number(element.timestamp)}^${stringOf(element.format)}|${escapeText(stringOf(element.fallback))}>`;
    case 'link':
      return linkWords(stringOf(element.url), stringOf(text));
    case 'table':
    case 'data_table':
      return (Array.isArray(element.rows) ? element.rows : []).map((row) => wordsIn(row).join(' | ')).join('\n');
    case 'mrkdwn':
      return stringOf(text);
    default: {
      // Only mrkdwn has markup; Slack escapes some of the others, and some not.
      if (typeof text === 'string') return escapeText(unescapeText(text));
      const inner = typeof text === 'object' && text !== null ? [text as Part] : [];
      const isLine = type === 'rich_text_section' || type === 'rich_text_preformatted' || type === 'rich_text_quote';
      return [...wordsIn(inner), ...wordsIn(element.fields), ...wordsIn(element.elements)].join(isLine ? '' : '\n');
    }
  }
}

function linkWords(url: string, label: string): string {
  const target = escapeText(unescapeText(url)).replaceAll('|', '%7C');
  return label === '' || label === url ? `<${target}>` : `<${target}|${escapeText(unescapeText(label))}>`;
}

function wordsIn(parts: unknown): readonly string[] {
  return listOf(parts)
    .map(elementWords)
    .filter((part) => part !== '');
}

function listOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.filter((one): one is Part => typeof one === 'object' && one !== null) : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
