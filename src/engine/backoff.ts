/** Milliseconds until the next attempt after so many failures in a row: 1 s, 2 s, 4 s … at most 60 s, less up to a quarter by chance. */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(60_000, 1_000 * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (1 - random() / 4));
}
