/** What somebody typed behind `/incident`, taken apart but not yet understood. */
export interface CommandLine {
  /** The first word in lower case; empty when nothing was typed. */
  readonly word: string;
  /** The incident that was named, such as 42 for `INC-42`; null: none. */
  readonly number: number | null;
  /** What follows the word, without the incident's name, as Slack sent it (escaped, mentions as `<@U1|ben>`). */
  readonly rest: string;
  /** All of it as it was typed: a title, if the word is no command. */
  readonly whole: string;
}

/**
 * Reads `brief INC-42`, `INC-42 brief` and `duplicate INC-7`. The incident may be named before or after
 * the word; with `before`, what stands behind it is not taken for a name. For `duplicate`, a single name is the other
 * incident and stays in `rest`.
 */
export function readCommandLine(text: string, names: 'before' | 'around' = 'around'): CommandLine {
  let words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  let number: number | null = null;
  const take = (at: number): void => {
    number = incidentNumber(words[at]);
    if (number !== null) words = words.filter((_, index) => index !== at);
  };
  take(0);
  const word = (words[0] ?? '').toLowerCase();
  const others = words.slice(1).filter((candidate) => incidentNumber(candidate) !== null).length;
  if (names === 'around' && number === null && (word !== 'duplicate' || others > 1)) take(1);
  // Line breaks and double spaces of a text are kept where no name had to be taken out.
  const whole = text.trim();
  const unnamed = number === null ? whole : words.join(' ');
  return { word, number, rest: unnamed.replace(/^\S+\s*/, ''), whole };
}

/** 42 for `INC-42` and `inc42`; null for anything else. */
export function incidentNumber(word: string | undefined): number | null {
  const found = /^inc-?([1-9]\d{0,8})$/i.exec(word ?? '');
  return found === null ? null : Number(found[1]);
}

/** 42 for `42`, where nothing but an incident can be meant. */
export function bareNumber(word: string): number | null {
  return incidentNumber(`INC-${word}`);
}

/**
 * The command that somebody probably meant: one letter off for commands of up to five letters, two beyond.
 * A letter too many, too few, another one, or two swapped count as one. Null when nothing is near.
 */
export function nearWord(typed: string, commands: readonly string[]): string | null {
  let best: { readonly command: string; readonly away: number } | null = null;
  for (const command of commands) {
    const away = lettersOff(typed, command);
    const allowed = command.length <= 5 ? 1 : 2;
    if (away > 0 && away <= allowed && away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { command, away };
  }
  return best?.command ?? null;
}

function lettersOff(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const at = (r: number, c: number): number => (r === i ? row[c] : rows[r]?.[c]) ?? Number.POSITIVE_INFINITY;
      const changed = at(i - 1, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const swapped =
        left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(changed, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
    rows.push(row);
  }
  return rows[left.length]?.[right.length] ?? 3;
}
