import type { Entry } from '../entry.ts';

/** Writes one entry after the other, so that a long record need not be held: the pieces joined are the file. */
export interface Writer {
  begin(): string;
  /** Entries must come in reading order. */
  entry(entry: Entry): string;
  end(): string;
}

/** What is at hand. */
export function* written(writer: Writer, entries: Iterable<Entry>): Generator<string> {
  yield writer.begin();
  for (const entry of entries) yield writer.entry(entry);
  yield writer.end();
}

/** What comes page by page. */
export async function* writtenFrom(writer: Writer, entries: AsyncIterable<Entry>): AsyncGenerator<string> {
  yield writer.begin();
  for await (const entry of entries) yield writer.entry(entry);
  yield writer.end();
}
