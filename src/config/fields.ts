import { z } from 'zod';
import { duration } from './duration.ts';

// What the parts of the schema share: how a wrong value is told.

/** A mapping with these keys and no others. Unknown keys keep zod's own issue: its words are found elsewhere. */
export function group<Shape extends z.core.$ZodLooseShape>(example: string, shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? undefined : `expected a group of settings, for example { ${example} }`,
  });
}

export function text(longest: number, expected: string) {
  return z
    .string({ error: `expected ${expected}` })
    .trim()
    .min(1, { error: `expected ${expected}` })
    .max(longest, { error: `expected at most ${longest} characters` });
}

/** A duration, in milliseconds; never `none`. */
export function lasting(example: string) {
  return z.unknown().transform((value, context) => {
    const ms = typeof value === 'string' ? duration(value) : null;
    if (ms !== null) return ms;
    context.issues.push({ code: 'custom', input: value, message: `expected a duration, for example ${example}` });
    return z.NEVER;
  });
}

export const zone = z
  .string({ error: 'expected a time zone, for example Europe/Vienna' })
  .refine(isTimeZone, { error: 'expected a time zone by its IANA name, for example Europe/Vienna' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** A duration in ms, or none. */
export const span = z.unknown().transform((value, context) => {
  if (value === 'none') return null;
  const ms = typeof value === 'string' ? duration(value) : null;
  if (ms !== null) return ms;
  context.issues.push({ code: 'custom', input: value, message: 'expected a duration, for example 20m, 1h30m or none' });
  return z.NEVER;
});
