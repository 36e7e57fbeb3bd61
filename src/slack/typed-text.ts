import { plainOf, unescapeText } from '../record/slack-text.ts';

/**
 * What a person typed, as plain text: Slack sends commands escaped, with names and links as tokens.
 * `<@U1|ben>` becomes `@ben`, `<#C1|ops>` `#ops`, `<https://x.example|x>` the address.
 */
export function typedText(raw: string): string {
  const readable = raw.replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, label?: string) => {
    if (sign === '@') return `@${label ?? id}`;
    if (sign === '#') return `#${label ?? id}`;
    if (sign === '!') return label ?? `@${id.replace(/\^.*$/, '')}`;
    return id.replace(/^mailto:/, '');
  });
  return unescapeText(readable);
}

/**
 * What a person typed or wrote, as plain text in which the people and channels it names stay such (`<@U1>`): what Muster
 * shows again, and shared copies name by role. `escapeTyped` is the way back.
 */
export function typedWords(raw: string): string {
  return raw
    .split(/(<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+)(?:\|[^<>|\n]*)?>)/)
    .map((part, index) => (index % 2 === 1 ? part : plainOf(part, (id) => id)))
    .join('');
}

/** The user of a mention such as `<@U1|ben>` or `<@U1>`; null when the word is none. */
export function mentionedUser(word: string | undefined): string | null {
  return /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word ?? '')?.[1] ?? null;
}
