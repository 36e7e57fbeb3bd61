/**
 * A date format of Slack's, such as `{date_short_pretty} at {time}`, filled in for a reader. Undefined when the format
 * has no token that Slack knows: Slack then shows the fallback. Clocks are of 24 hours.
 */
export function readDateToken(
  seconds: number,
  format: string,
  viewer: { zone: string; now: number },
): string | undefined {
  const at = seconds * 1000;
  const known = new Set<string>();
  const text = format.replace(/\{(\w+)\}/g, (token, name: string) => {
    const read = tokens[name];
    if (!read || !Object.hasOwn(tokens, name)) return token;
    known.add(name);
    return read(at, viewer.zone, viewer.now);
  });
  return known.size > 0 ? text : undefined;
}

type Reader = (at: number, zone: string, now: number) => string;

const dayNumber: Reader = (at, zone) => {
  const { year, month, day } = partsOf(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  return `${year}-${month}-${day}`;
};

const date: Reader = (at, zone) => {
  const { year, month, day } = partsOf(at, zone, { year: 'numeric', month: 'long', day: 'numeric' });
  return `${month} ${ordinal(Number(day))}, ${year}`;
};

const dateShort: Reader = (at, zone) => {
  const { year, month, day } = partsOf(at, zone, { year: 'numeric', month: 'short', day: 'numeric' });
  return `${month} ${day}, ${year}`;
};

const dateLong: Reader = (at, zone, now) => `${partsOf(at, zone, { weekday: 'long' }).weekday}, ${date(at, zone, now)}`;

const tokens: { [name: string]: Reader } = {
  date_num: dayNumber,
  date,
  date_short: dateShort,
  date_long: dateLong,
  date_long_full: dateLong,
  date_slash: (at, zone, now) => dayNumber(at, zone, now).replaceAll('-', '/'),
  date_pretty: pretty(date),
  date_short_pretty: pretty(dateShort),
  date_long_pretty: pretty(dateLong),
  day_divider_pretty: pretty(dateLong),
  time: (at, zone) => clock(at, zone, false),
  time_secs: (at, zone) => clock(at, zone, true),
  ago: (at, _zone, now) => ago(at, now),
};

/** `today` and its neighbours where they fit, by the calendar of the reader. */
function pretty(otherwise: Reader): Reader {
  return (at, zone, now) => {
    const days = (Date.parse(dayNumber(at, zone, now)) - Date.parse(dayNumber(now, zone, now))) / 86_400_000;
    return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)] ?? otherwise(at, zone, now);
  };
}

function clock(at: number, zone: string, withSeconds: boolean): string {
  const { hour, minute, second } = partsOf(at, zone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return withSeconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

function ago(at: number, now: number): string {
  const seconds = Math.trunc((at - now) / 1000);
  if (seconds === 0) return 'just now';
  const steps: [unit: Intl.RelativeTimeFormatUnit, length: number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  const [unit, length] = steps.find(([, long]) => Math.abs(seconds) >= long) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en').format(Math.trunc(seconds / length), unit);
}

function ordinal(day: number): string {
  const endings: { [rule: string]: string } = { one: 'st', two: 'nd', few: 'rd' };
  return `${day}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th'}`;
}

type Part = Intl.DateTimeFormatPartTypes;

/** Making one takes as long as using it a hundred times, and a page of messages asks for hundreds of times. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string, format: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(format)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, ...format });
  formatters.set(key, made);
  return made;
}

function partsOf(at: number, zone: string, format: Intl.DateTimeFormatOptions): { [part in Part]?: string } {
  const parts = formatter(zone, format).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}
