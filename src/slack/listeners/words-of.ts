/** The part of a message that can carry words. */
export interface Worded {
  readonly text?: string;
  readonly attachments?: readonly Readonly<Record<string, unknown>>[];
  readonly blocks?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What a message says. Apps often leave `text` empty and write into attachments or blocks: an alert whose words stood
 * only there would be an empty line on the record. What has a text of its own is taken by it: the rest repeats it.
 */
export function wordsOf(message: Worded): string {
  const { text = '', attachments = [], blocks = [] } = message;
  if (text !== '') return text;
  const attached = attachments.map(attachmentWords).filter((words) => words !== '');
  if (attached.length > 0) return attached.join('\n');
  return blocks
    .map(elementWords)
    .filter((words) => words !== '')
    .join('\n');
}

function attachmentWords(attachment: Readonly<Record<string, unknown>>): string {
  const fields = listOf(attachment.fields).map((field) => `${stringOf(field.title)}: ${stringOf(field.value)}`);
  const parts = [attachment.pretext, attachment.title, attachment.text].map(stringOf);
  const words = [...parts, ...fields].filter((part) => part !== '');
  if (words.length > 0) return words.join('\n');
  const blocks = listOf(attachment.blocks)
    .map(elementWords)
    .filter((part) => part !== '');
  return blocks.length > 0 ? blocks.join('\n') : stringOf(attachment.fallback);
}

/** Of a block, or of an element in it: texts as they stand, one after the other. */
function elementWords(element: Readonly<Record<string, unknown>>): string {
  const { text, type } = element;
  if (typeof text === 'string') return text;
  if (type === 'user') return `<@${stringOf(element.user_id)}>`;
  if (type === 'link') return stringOf(element.url);
  if (type === 'emoji') return `:${stringOf(element.name)}:`;
  const inner = typeof text === 'object' && text !== null ? [text as Readonly<Record<string, unknown>>] : [];
  const parts = [...inner, ...listOf(element.fields), ...listOf(element.elements)].map(elementWords);
  // Buttons and images are no words of the message.
  if (type === 'actions') return '';
  return parts.filter((part) => part !== '').join(type === 'rich_text_section' ? '' : '\n');
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? value.filter((one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null)
    : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
