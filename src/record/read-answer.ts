import type { AskAnswer } from '../incident/asks.ts';

const done =
  /^(?:(?:ok|okay|yes|all|it'?s|that'?s|and)[\s,.!]+)*(?:done|fixed|finished|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):|✅|✔|☑)/i;
const unfinished = /^\S*\s*(?:half|almost|nearly|in (?:a|\d))|\b(?:soon|not (?:yet )?done)\b/i;
const no =
  /^(?:(?:sorry|no|nope|hm+)[\s,.!]+)*(?:i(?:'m| am)?\s+)?(?:can'?t|can’t|cannot|can not|won'?t|unable|not able|no (?:access|time|idea)|no(?:pe)?[.!]?$)/i;

/**
 * What a reply to an ask says, as plain text: done, a no, or merely that it was seen. null: a question, which is no answer.
 * Simple on purpose: the buttons say it exactly.
 */
export function readAnswer(text: string): AskAnswer | null {
  const words = text.trim();
  if (words === '' || /[?？؟]$/.test(words)) return null;
  if (no.test(words)) return 'declined';
  if (done.test(words) && !unfinished.test(words)) return 'done';
  return 'taken';
}
