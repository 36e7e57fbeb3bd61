import type { Block } from '../message.ts';
import { channelNamed, userNamed, type World } from '../world.ts';

/** Names and links in what somebody types: `@ana`, `@payments-oncall`, `@here`, `#ops`, `https://…`. */
const PIECE = /(https?:\/\/[^\s<>]+)|@([\p{L}\p{N}][\p{L}\p{N}._-]*)|#([\p{L}\p{N}_-]+)/gu;

type Piece = { text: string; element: Block };

/**
 * What Slack makes of typed words: `text` escaped, with ids for names, and the rich_text block that its own clients
 * send along. `labels`: names stay beside the ids, as in a command with `should_escape`.
 */
export function typedText(world: World, typed: string, { labels = false } = {}): { text: string; blocks: Block[] } {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of typed.matchAll(PIECE)) {
    const found = meant(world, match, labels);
    if (!found) continue;
    if (match.index > from) pieces.push(plain(typed.slice(from, match.index)));
    pieces.push(found.piece);
    from = match.index + found.length;
  }
  if (from < typed.length) pieces.push(plain(typed.slice(from)));
  const elements = [{ type: 'rich_text_section', elements: pieces.map((piece) => piece.element) }];
  return {
    text: pieces.map((piece) => piece.text).join(''),
    blocks: [{ type: 'rich_text', block_id: world.ids.letters(5), elements }],
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const plain = (text: string): Piece => ({ text: escaped(text), element: { type: 'text', text } });

function meant(world: World, match: RegExpMatchArray, labels: boolean): { piece: Piece; length: number } | null {
  const [whole, url, person, channelName] = match;
  if (url) return { piece: { text: `<${escaped(url)}>`, element: { type: 'link', url } }, length: whole.length };
  if (channelName) {
    const channel = channelNamed(world, channelName);
    if (!channel) return null;
    const text = `<#${channel.id}${labels ? `|${channel.name}` : ''}>`;
    return { piece: { text, element: { type: 'channel', channel_id: channel.id } }, length: whole.length };
  }
  // "@ben." at the end of a sentence names ben.
  const name = (person ?? '').replace(/[._-]+$/, '');
  const length = name.length + 1;
  if (['here', 'channel', 'everyone'].includes(name))
    return { piece: { text: `<!${name}>`, element: { type: 'broadcast', range: name } }, length };
  const user = userNamed(world, name);
  if (user) {
    const text = `<@${user.id}${labels ? `|${user.name}` : ''}>`;
    return { piece: { text, element: { type: 'user', user_id: user.id } }, length };
  }
  const group = [...world.groups.values()].find((one) => one.handle === name);
  if (!group) return null;
  const text = `<!subteam^${group.id}${labels ? `|@${group.handle}` : ''}>`;
  return { piece: { text, element: { type: 'usergroup', usergroup_id: group.id } }, length };
}
