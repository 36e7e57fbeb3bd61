import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { kindOf } from './kinds.ts';
import { mayHold } from './may-hold.ts';
import { findByOwnRules } from './own-rules.ts';

/** A credential in a text: its characters from `start` up to, without, `end`. */
export interface Finding {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Lets comments in a file switch the other rules off: whoever writes its words into a message could hide a credential.
 */
const switchesOff = '@secretlint/secretlint-rule-filter-comments';

type Context = Parameters<(typeof rules)[number]['create']>[0];
type Source = Parameters<NonNullable<ReturnType<(typeof rules)[number]['create']>['file']>>[0];

/** What the rules say about the text that is being looked at; all of it happens in one go. */
let text = '';
let found: Finding[] = [];

interface Report {
  readonly message: { readonly messageId: string; readonly quoted: readonly string[] };
  readonly range: readonly number[];
}

/**
 * The rules are driven without their linter (`@secretlint/core`): it sets all of them up again for each text, is
 * asynchronous, and its profiler keeps an entry of each rule and text for ever. A rule asks little of what drives it.
 */
const context = {
  // The rules' own sentences quote the secret: it is taken from there, the sentence is never made.
  createTranslator:
    () =>
    (messageId: string, { typeName: _, ...quoted }: Readonly<Record<string, string>> = {}) => ({
      messageId,
      quoted: Object.values(quoted),
    }),
  report: ({ message, range: [start = 0, end = 0] }: Report) => {
    const kind = kindOf(message.messageId);
    if (kind === null) return;
    const places = message.quoted.flatMap((secret) => {
      const at = secret === '' ? -1 : text.indexOf(secret, start);
      return at < 0 ? [] : [{ kind, start: at, end: at + secret.length }];
    });
    // Where only a part of the match is the secret, 13.0.7 gives its length but the beginning of the match: a range
    // that ends too early. So the range counts only when the secret itself is not told.
    found.push(...(places.length > 0 ? places : [{ kind, start, end }]));
  },
  ignore() {},
} as unknown as Context;

const looks = rules
  .filter((rule) => rule.meta.id !== switchesOff)
  // `enableIDScanRule`: of AWS, the access key's id too, by which a leak is traced and revoked.
  .map((rule) => rule.create(context, { enableIDScanRule: true }))
  .flatMap(({ file }) => (file === undefined ? [] : [file]));

/** Credentials in a plain text, in no order; they may overlap. */
export function find(plain: string): readonly Finding[] {
  if (!mayHold(plain)) return [];
  text = plain;
  found = findByOwnRules(plain);
  // Without a name no rule takes it for a file on the disk, which one would open.
  const source = { content: plain, filePath: '', ext: '', contentType: 'text' } as unknown as Source;
  for (const look of looks) look(source);
  text = '';
  return found;
}
