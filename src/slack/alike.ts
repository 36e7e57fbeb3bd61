/**
 * Whether two titles may be about the same trouble: they share a telling word, or half of the shorter one's words.
 * Words of three letters and less, and numbers alone, tell nothing. For scripts without spaces, pairs of letters count.
 */
export function isAlike(left: string, right: string): boolean {
  const [one, other] = [tellingParts(left), tellingParts(right)];
  const shared = [...one].filter((part) => other.has(part)).length;
  const smaller = Math.min(one.size, other.size);
  return smaller > 0 && shared > 0 && (shared / smaller >= 0.5 || shared >= 2);
}

const common = new Set([
  'with',
  'from',
  'that',
  'this',
  'when',
  'have',
  'does',
  'down',
  'error',
  'errors',
  'fails',
  'failing',
  'broken',
  'returns',
  'slow',
]);

function tellingParts(title: string): Set<string> {
  const parts = new Set<string>();
  for (const word of title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) {
      const letters = [...word];
      for (let at = 0; at + 1 < letters.length; at += 1) parts.add(`${letters[at]}${letters[at + 1]}`);
    } else if (word.length > 3 && !common.has(word) && !/^\d+$/.test(word)) parts.add(word);
  }
  return parts;
}
