/** A JSON object as it came over the wire: nothing about it is believed yet. */
export type Json = Record<string, unknown>;

/** The value as an object; an empty one for anything else (arrays and null too). */
export function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list; what is no object is left out. */
export function asObjects(value: unknown): Json[] {
  return asList(value).filter(isObject);
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The `text` of a text object (`{ type: 'plain_text', text }`), as written. */
export function wordsOf(textObject: unknown): string {
  return asText(asObject(textObject).text);
}
