import { type Reading, readMrkdwn, type Viewer } from './mrkdwn.ts';

/**
 * A markdown block as a person reads it: headings without `#`, `**bold**` and `~~struck~~` without their marks, links as
 * their labels. Mentions work as in mrkdwn; list marks, quotes and tables stay as they were typed.
 */
export function readMarkdown(text: string, viewer: Viewer, reading: Reading = {}): string {
  const plain = text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((piece, index) => (index % 2 === 1 ? piece : withoutMarks(piece)))
    .join('');
  return readMrkdwn(plain, viewer, reading);
}

/** Into the nearest mrkdwn, which is then read. */
function withoutMarks(text: string): string {
  return text
    .replace(/^#{1,6} +/gm, '')
    .replace(/(?<![\p{L}\p{N}])\*\*(?=\S)([^\n]*?\S)\*\*(?![\p{L}\p{N}])/gu, '*$1*')
    .replace(/(?<![\p{L}\p{N}])~~(?=\S)([^\n]*?\S)~~(?![\p{L}\p{N}])/gu, '~$1~')
    .replace(/!?\[([^\]\n]+)\]\(([^()\s<>]+)\)/g, '<$2|$1>');
}
