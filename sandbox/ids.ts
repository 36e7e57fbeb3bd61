export type Ids = {
  /** `C0…`, `U0…`: the prefix and ten characters, as Slack's look. */
  next(prefix: string): string;
  /** A whole number in digits, a uuid, a run of letters: parts of tokens, triggers and hashes. */
  digits(length: number): string;
  hex(length: number): string;
  letters(length: number): string;
  uuid(): string;
};

/** Ids that look random and are the same in every run with the same seed. */
export function makeIds(seed: number): Ids {
  const random = seededRandom(seed);
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const hex = (length: number) => pick('0123456789abcdef', length);
  return {
    next: (prefix) => `${prefix}0${pick('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 9)}`,
    digits: (length) => `1${pick('0123456789', length - 1)}`,
    hex,
    letters: (length) => pick('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', length),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

/** Numbers in [0, 1) from a seed (mulberry32): small, and the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
