import type { Block } from '../wire.ts';
import { type Child, h } from './dom.ts';
import { emojiNode } from './emoji.ts';
import { channelLink, groupMention, linkTo, mention } from './mrkdwn.ts';

/** What a person typed, as Slack's client sends it. */
export function richText(elements: unknown): Child[] {
  return list(elements).map((part): Child => {
    const inside = () => list(part.elements).map(piece);
    switch (part.type) {
      case 'rich_text_list': {
        const items = list(part.elements).map((item) => h('li', {}, list(item.elements).map(piece)));
        return h(part.style === 'ordered' ? 'ol' : 'ul', {}, items);
      }
      case 'rich_text_quote':
        return h('blockquote', {}, inside());
      case 'rich_text_preformatted':
        return h('pre', {}, inside());
      default:
        return h('p', { class: 'words' }, inside());
    }
  });
}

export const list = (value: unknown): Block[] => (Array.isArray(value) ? (value as Block[]) : []);

function piece(element: Block): Child {
  switch (element.type) {
    case 'user':
      return mention(String(element.user_id));
    case 'usergroup':
      return groupMention(String(element.usergroup_id));
    case 'channel':
      return channelLink(String(element.channel_id));
    case 'broadcast':
      return h('span', { class: 'mention mine' }, `@${element.range}`);
    case 'link':
      return linkTo(String(element.url), typeof element.text === 'string' ? element.text : undefined);
    case 'emoji':
      return emojiNode(String(element.name));
    default:
      return styled(String(element.text ?? ''), (element.style ?? {}) as Record<string, boolean>);
  }
}

/** Typed words; `*bold*`, code and emoji are drawn as Slack's own composer would have made them. */
function styled(text: string, style: Record<string, boolean>): Child {
  const plain = text
    .split(/(```[\s\S]+?```|`[^`\n]+`|:[a-z0-9_+-]+:|\n|(?<![\p{L}\p{N}*])\*[^*\n]+\*(?![\p{L}\p{N}*]))/u)
    .map((part): Child => {
      if (part === '\n') return h('br');
      if (/^```[\s\S]+```$/.test(part)) return h('pre', {}, part.slice(3, -3).trim());
      if (/^`[^`]+`$/.test(part)) return h('code', {}, part.slice(1, -1));
      if (/^:[a-z0-9_+-]+:$/.test(part)) return emojiNode(part.slice(1, -1));
      if (/^\*[^*]+\*$/.test(part)) return h('strong', {}, part.slice(1, -1));
      return part;
    });
  if (style.code) return h('code', {}, plain);
  if (style.bold) return h('strong', {}, plain);
  if (style.italic) return h('em', {}, plain);
  return style.strike ? h('s', {}, plain) : plain;
}
