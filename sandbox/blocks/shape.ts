import { isObject, type Json } from './json.ts';

/**
 * A small language to say what a JSON value must look like, which complains in Slack's own words:
 * `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 */
export type Rule = (value: unknown, at: string, say: Say) => void;
export type Say = (complaint: string, at: string) => void;

/** Runs a rule and gives its complaints in the order in which they were met. */
export function complaints(rule: Rule, value: unknown, at: string): string[] {
  const found: string[] = [];
  rule(value, at, (complaint, where) => found.push(`${complaint} [json-pointer:${where}]`));
  return found;
}

type Length = { min?: number; max?: number };

/**
 * A string of `min` (1 unless told) to `max` characters. Counted in UTF-16 units: which count Slack takes for emoji is
 * not written anywhere, and this is the larger one.
 */
export function string({ min = 1, max = 3000 }: Length = {}): Rule {
  return (value, at, say) => {
    if (typeof value !== 'string') return say('must provide a string', at);
    if (value.length < min) say(`must be more than ${min - 1} characters`, at);
    if (value.length > max) say(`must be less than ${max + 1} characters`, at);
  };
}

export function pattern(form: RegExp, named: string): Rule {
  return (value, at, say) => {
    if (typeof value !== 'string') return say('must provide a string', at);
    if (!form.test(value)) say(`must be ${named}`, at);
  };
}

export const flag: Rule = (value, at, say) => {
  if (typeof value !== 'boolean') say('must provide a boolean', at);
};

export function integer(min: number, max: number): Rule {
  return (value, at, say) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return say('must provide an integer', at);
    if (value < min) say(`must be greater than or equal to ${min}`, at);
    if (value > max) say(`must be less than or equal to ${max}`, at);
  };
}

export function oneOf(...allowed: (string | number)[]): Rule {
  return (value, at, say) => {
    if (!allowed.some((each) => each === value)) say('must be a valid enum value', at);
  };
}

export function list(item: Rule, { min = 0, max = Number.POSITIVE_INFINITY }: Length = {}): Rule {
  return (value, at, say) => {
    if (!Array.isArray(value)) return say('must provide an array', at);
    if (value.length < min) say(`must provide at least ${min} items`, at);
    if (value.length > max) say(`no more than ${max} items allowed`, at);
    for (const [index, each] of value.entries()) item(each, `${at}/${index}`, say);
  };
}

export type Fields = { [key: string]: Rule };

/** An object with these fields and no others. `null` is a value of the wrong type, as it is to Slack. */
export function object(required: Fields, optional: Fields = {}, ...whole: Rule[]): Rule {
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, at, say) => {
    if (!isObject(value)) return say('must provide an object', at);
    for (const key of Object.keys(required)) if (!has(value, key)) say(`missing required field: ${key}`, at);
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined) continue;
      const rule = known.get(key);
      if (rule) rule(each, `${at}/${key}`, say);
      else say(`invalid additional property: ${key}`, at);
    }
    for (const rule of whole) rule(value, at, say);
  };
}

/** An object whose `type` says which rule it must follow; the rule itself needs to know nothing of `type`. */
export function byType(rules: { [type: string]: Rule }): Rule {
  const known = new Map(Object.entries(rules));
  return (value, at, say) => {
    if (!isObject(value)) return say('must provide an object', at);
    if (!has(value, 'type')) return say('missing required field: type', at);
    const { type, ...rest } = value;
    const rule = typeof type === 'string' ? known.get(type) : undefined;
    if (rule) rule(rest, at, say);
    else say(`unsupported type: ${String(type)}`, `${at}/type`);
  };
}

/** Several ways to be right: Slack first says that none fitted, then what was wrong. */
export function choice(rule: Rule): Rule {
  return (value, at, say) => {
    const found: [string, string][] = [];
    rule(value, at, (complaint, where) => found.push([complaint, where]));
    if (found.length > 0) say('failed to match all allowed schemas', at);
    for (const [complaint, where] of found) say(complaint, where);
  };
}

/** Exactly one of two fields. */
export function either(one: string, other: string): Rule {
  return (value, at, say) => {
    if (!isObject(value)) return;
    if (has(value, one) === has(value, other)) {
      say(`must define ${has(value, one) ? 'only one of' : 'either'} \`${one}\` or \`${other}\``, at);
    }
  };
}

export function has(value: Json, key: string): boolean {
  return value[key] !== undefined;
}

/** The chosen entries of a table of rules. */
export function pick(rules: Fields, ...names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, rules[name] ?? unknownName(name)]));
}

function unknownName(name: string): never {
  throw new Error(`no rule named ${name}`);
}
