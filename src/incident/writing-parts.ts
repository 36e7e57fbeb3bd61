// Several people write into one section of the post-mortem: whose words are whose, for the day somebody wants theirs removed.
import type { UserId } from './incident.ts';
import type { Writing, WritingPart } from './lesson.ts';

/** By whom the lines of a text are: one that stood there before stays with its author. Undefined: all of it is by `by`. */
export function partsOf(before: Writing | undefined, text: string, by: UserId): readonly WritingPart[] | undefined {
  const stood = (before?.parts ?? (before === undefined ? [] : [before])).flatMap((part) =>
    part.text.split('\n').map((line) => ({ line, by: part.by })),
  );
  const parts: WritingPart[] = [];
  for (const line of text.split('\n')) {
    const place = stood.findIndex((one) => one.line === line);
    const author = (place < 0 ? undefined : stood.splice(place, 1)[0]?.by) ?? by;
    const last = parts.at(-1);
    if (last?.by === author) parts.splice(-1, 1, { text: `${last.text}\n${line}`, by: author });
    else parts.push({ text: line, by: author });
  }
  return parts.every((part) => part.by === by) ? undefined : parts;
}
