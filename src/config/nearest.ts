/**
 * The known word that somebody most likely meant, or `null` when none is near:
 * one letter off up to five letters, two beyond.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const allowed = word.length <= 5 ? 1 : 2;
  let best: { word: string; steps: number } | null = null;
  for (const candidate of known) {
    const steps = stepsBetween(plain(word), plain(candidate));
    if (steps <= allowed && (best === null || steps < best.steps)) best = { word: candidate, steps };
  }
  return best?.word ?? null;
}

/** `updateEvery`, `update-every` and `update_every` are the same word to a person. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Letters to add, drop, change or swap with a neighbour (optimal string alignment). */
function stepsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        steps = Math.min(steps, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(steps);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
