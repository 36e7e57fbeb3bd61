/**
 * Whether what somebody wrote reads like a change that they made: a sentence with one of the words (`rolled back`,
 * `restarted`), that asks nothing, denies nothing and only wishes for nothing. Simple rules that a person confirms:
 * what is missed can be logged by hand, what is offered too much costs one press.
 */
export type ReadsLikeChange = (plain: string) => boolean;

/** `words`: in any case; between the parts of one (`flag off`) up to three other words may stand. Without words: never. */
export function readsLikeChange(words: readonly string[]): ReadsLikeChange {
  const patterns = words.map((word) =>
    word
      .trim()
      .split(/\s+/)
      .map((part) => RegExp.escape(part))
      .join(String.raw`(?:\s+[^\s]+){0,3}?\s+`),
  );
  if (patterns.length === 0) return () => false;
  const change = new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${patterns.join('|')})(?![\p{L}\p{N}_-])`, 'iu');
  return (plain) =>
    sentences(plain).some((sentence) => change.test(sentence) && !asks(sentence) && !hedges(sentence, change));
}

/** Code, logs and quotes are somebody else's words. */
function sentences(plain: string): readonly string[] {
  return plain
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ')
    .split('\n')
    .filter((line) => !/^\s*(?:>|&gt;)/.test(line))
    .flatMap((line) => line.split(/(?<=[.!?;…。！？؟])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

const question =
  /^(?:(?:and|so|but|ok|hey|@?\S+[,:])\s+)*(?:should|shall|could|can|may|might|would|will|did|do|does|has|have|had|is|are|was|were|who|what|when|where|which|why|how|any(?:body|one))\b/i;

function asks(sentence: string): boolean {
  return /[?？؟]/.test(sentence) || question.test(sentence);
}

/** What stands before the word and takes it back: not done, not yet, only if. */
const hedge =
  /\b(?:not|never|no|nobody|nothing|without|should|could|would|will|shall|might|may|must|if|unless|until|once|before|after|when|whether|please|let'?s|let’s|to be|gets?|being|try|trying|going to|about to|want|wants|need|needs|plan|ready)\b|n['’]t\b|['’]ll\b/i;

function hedges(sentence: string, change: RegExp): boolean {
  const at = change.exec(sentence)?.index ?? 0;
  const clause =
    sentence
      .slice(0, at)
      .split(/[,:()]|\b(?:and|but|so)\b/)
      .at(-1) ?? '';
  return hedge.test(clause);
}
