import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';

/** An instant on its way into a timestamptz column. */
export function stamp(at: Instant): string {
  return new Date(at).toISOString();
}

/** An instant to compare a timestamptz column with. */
export function moment(at: Instant): RawBuilder<Instant> {
  return sql<Instant>`${stamp(at)}::timestamptz`;
}

/** As `stamp`, for what may be missing. */
export function stampOrNull(at: Instant | null): string | null {
  return at === null ? null : stamp(at);
}

/** A timestamptz as PostgreSQL prints it (`2026-11-21 10:00:00.123+00`, any session zone), in milliseconds since 1970. */
export function parseStamp(printed: string): Instant {
  return Date.parse(printed.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}

/**
 * A value on its way into a jsonb column, always as text: pg would make a PostgreSQL array of a JavaScript array.
 * jsonb refuses NUL and half surrogate pairs (a title cut inside an emoji), which people can paste: they are replaced.
 */
export function json(value: unknown): string {
  const written = JSON.stringify(value);
  if (!/\\u0000|\\ud[89a-f]/i.test(written)) return written;
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? text(part) : part));
}

/** A text on its way into a text column, which refuses NUL. */
export function text(value: string): string {
  return value.toWellFormed().replaceAll('\0', '');
}

/** `int8` and `timestamptz`, by their type numbers in PostgreSQL. */
export const parsers: Readonly<Record<number, (printed: string) => unknown>> = { 20: Number, 1184: parseStamp };
