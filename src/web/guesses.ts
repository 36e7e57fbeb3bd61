/** Counts wrong addresses of a secret page, by whoever asks. */
export interface Guesses {
  /** Whether somebody has guessed wrong so often that they are not listened to for a while. */
  tooMany(who: string): boolean;
  wrong(who: string): void;
}

/** A slip of the pen is forgiven; a program that tries is not. */
const allowed = 10;
const forgottenMs = 60_000;
/** Who guessed is remembered for so many at most, the newest: memory stays small whoever asks. */
const mostRemembered = 1_000;

export function createGuesses(now: () => number): Guesses {
  const seen = new Map<string, { count: number; until: number }>();
  const find = (who: string) => {
    const known = seen.get(who);
    return known !== undefined && known.until > now() ? known : undefined;
  };
  return {
    tooMany: (who) => (find(who)?.count ?? 0) >= allowed,
    wrong(who) {
      const { count, until } = find(who) ?? { count: 0, until: now() + forgottenMs };
      // Behind the others: whoever guessed longest ago goes first.
      seen.delete(who);
      seen.set(who, { count: count + 1, until });
      const [oldest] = seen.keys();
      if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
    },
  };
}

/** Addresses that no stranger can come from: whoever stands there is a proxy of ours, which says whom it speaks for. */
const ownNetwork =
  /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd][0-9a-f]{2}:|^fe80:/i;

/** Who asks: the address at the other end, or the one that our own proxy wrote down last. */
export function whoAsks(address: string, forwardedFor: string | string[] | undefined): string {
  const named = [forwardedFor ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? '';
  const asks = ownNetwork.test(address) && named !== '' ? named : address;
  // Whoever has one address of IPv6 has 2^64 of them.
  const whole = asks.includes(':') && !asks.startsWith('::ffff:') ? asks.split(':').slice(0, 4).join(':') : asks;
  return whole.slice(0, 64);
}
