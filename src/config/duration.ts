const pattern = /^(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/;
const longestMs = 3650 * 24 * 60 * 60_000;

/**
 * Reads a duration as people write it: `90s`, `5m`, `1h30m`, `14d`; largest unit first, no spaces.
 * Milliseconds; `null` when it is not one, is zero, or is longer than ten years.
 */
export function duration(text: string): number | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
  const ms = ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
  return ms > 0 && ms <= longestMs ? ms : null;
}
