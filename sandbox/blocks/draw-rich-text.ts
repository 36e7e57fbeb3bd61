import { readDateToken } from './date-token.ts';
import { asObjects, asText, type Json } from './json.ts';
import type { Reading, Viewer } from './mrkdwn.ts';

/** The `elements` of a rich text block in plain text: lists with `•` or numbers, quotes with `>`, styles left out. */
export function drawRichText(elements: unknown, viewer: Viewer, reading: Reading = {}): string {
  const inside = (part: Json) =>
    asObjects(part.elements)
      .map((each) => drawInline(each, viewer, reading))
      .join('');
  return asObjects(elements)
    .map((part) => {
      if (part.type === 'rich_text_list') return drawList(part, inside);
      if (part.type === 'rich_text_quote') return inside(part).replace(/^/gm, '> ');
      return inside(part);
    })
    .map((text) => text.replace(/\n$/, ''))
    .join('\n');
}

function drawList(part: Json, inside: (item: Json) => string): string {
  const indent = '  '.repeat(typeof part.indent === 'number' ? part.indent : 0);
  const offset = typeof part.offset === 'number' ? part.offset : 0;
  return asObjects(part.elements)
    .map((item, index) => `${indent}${part.style === 'ordered' ? `${index + 1 + offset}.` : '•'} ${inside(item)}`)
    .join('\n');
}

function drawInline(element: Json, viewer: Viewer, reading: Reading): string {
  switch (element.type) {
    case 'link':
      return drawLink(asText(element.url), asText(element.text), reading);
    case 'emoji':
      return `:${asText(element.name)}:`;
    case 'user':
      return `@${viewer.userName(asText(element.user_id))}`;
    case 'usergroup':
      return `@${viewer.groupHandle(asText(element.usergroup_id)).replace(/^@/, '')}`;
    case 'channel':
      return `#${viewer.channelName(asText(element.channel_id))}`;
    case 'broadcast':
      return `@${asText(element.range)}`;
    case 'color':
      return asText(element.value);
    case 'team':
      return asText(element.team_id);
    case 'date':
      return readDateToken(Number(element.timestamp), asText(element.format), viewer) ?? asText(element.fallback);
    default:
      return asText(element.text);
  }
}

function drawLink(url: string, text: string, { withLinks }: Reading): string {
  return withLinks && text !== '' && text !== url ? `${text} (${url})` : text || url;
}
