/** A piece of raw Slack text. `raw` is always what stood there; labels and urls are still escaped. */
export type Token =
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'user'; readonly raw: string; readonly id: string }
  | { readonly kind: 'channel'; readonly raw: string; readonly id: string; readonly label: string }
  /** Calls several people at once: `<!channel>`, `<!here>`, `<!everyone>`, a user group, anything else with `!`. */
  | { readonly kind: 'call'; readonly raw: string; readonly label: string }
  | { readonly kind: 'date'; readonly raw: string; readonly label: string }
  | { readonly kind: 'link'; readonly raw: string; readonly url: string; readonly label: string };

/**
 * Raw Slack text in its pieces, nothing lost. A bracket that opens none of Slack's own forms is text: people's brackets
 * arrive escaped, so a stray one came from elsewhere.
 */
export function readTokens(raw: string): readonly Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of raw.matchAll(/<([^<>\n]+)>/g)) {
    const token = tokenOf(match[0], match[1] ?? '');
    if (token === null) continue;
    if (match.index > from) tokens.push({ kind: 'text', raw: raw.slice(from, match.index) });
    tokens.push(token);
    from = match.index + match[0].length;
  }
  if (from < raw.length) tokens.push({ kind: 'text', raw: raw.slice(from) });
  return tokens;
}

function tokenOf(raw: string, inside: string): Token | null {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (/^@[A-Z0-9]+$/.test(target)) return { kind: 'user', raw, id: target.slice(1) };
  if (/^#[A-Z0-9]+$/.test(target)) return { kind: 'channel', raw, id: target.slice(1), label };
  if (/^!date\^-?\d+\^/.test(target) && label !== '') return { kind: 'date', raw, label };
  if (target.startsWith('!')) return { kind: 'call', raw, label: calledWord(target.slice(1), label) };
  if (/^[a-z][a-z0-9+.-]*:./i.test(target)) return { kind: 'link', raw, url: target, label };
  return null;
}

/** `<!subteam^S1|@ops>` says `ops`, `<!here|here>` says `here`, `<!subteam^S1>` has only its id to say. */
function calledWord(target: string, label: string): string {
  const word = label.replace(/^@/, '');
  return word === '' ? target.replace(/^subteam\^/, '') : word;
}
