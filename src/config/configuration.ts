import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { z } from 'zod';
import type { Directory } from '../incident/directory.ts';
import { noDirectory } from '../incident/directory.ts';
import type { Policy } from '../incident/policy.ts';
import { readSmtp, type SmtpSettings } from './card-settings.ts';
import { defaultRhythm, defaults } from './defaults.ts';
import { mergePolicy } from './merge-policy.ts';
import { nearest } from './nearest.ts';
import { readDirectory } from './read-directory.ts';
import { type File, schema } from './schema.ts';
import { yamlPlace } from './yaml-place.ts';

/**
 * What a configuration file comes to. `notices`: settings that are understood, but have no effect yet.
 * `problems`: one line each, `muster.yml:6:11 severities.sev1.page: expected a list of names, for example [ … ]`,
 * all of them at once, in the order of the file.
 */
export type Configuration =
  | {
      readonly policy: Policy;
      readonly rhythm: Rhythm;
      /** Who can be fetched, with their numbers; kept apart from the policy, which incidents take along. */
      readonly directory: Directory;
      /** How long the record of a closed incident is kept; null: for ever. */
      readonly keepMs: number | null;
      readonly notices: readonly string[];
      /** Where mail is handed over; absent: none is sent. */
      readonly smtp?: SmtpSettings;
    }
  | { readonly problems: readonly string[] };

/** How often records are compared with Slack's history, and how much of an adopted channel's past is on record; ms. */
export interface Rhythm {
  readonly everyMs: number;
  readonly pastMs: number;
}

interface Problem {
  readonly line: number;
  readonly column: number;
  readonly words: string;
}

/** Reads a file's text (YAML 1.2, with anchors and merge keys) over the defaults. `file` is its name in the lines. */
export function readConfiguration(text: string, file: string): Configuration {
  // Far beyond what anybody writes by hand; keeps a wrong path (a log, a dump) from being parsed.
  if (text.length > 512 * 1024) return { problems: [`${file}: is larger than 512 KB; expected a configuration file`] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings];
  const problems = faults.map((fault) => {
    const { line, col } = lines.linePos(fault.pos[0]);
    return problem(line, col, '', yamlWords(fault, text));
  });
  // After a broken line the rest is a guess; a key that stands there twice leaves the rest readable.
  if (faults.some((fault) => fault.code !== 'DUPLICATE_KEY')) return { problems: worded(problems, file) };

  let content: unknown;
  try {
    // The limit stops a few lines of aliases to aliases from growing to gigabytes.
    content = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    return { problems: worded([...problems, aliasProblem(error, document, lines)], file) };
  }
  const read = schema.safeParse(content);
  if (!read.success) problems.push(...read.error.issues.flatMap((issue) => fromIssue(issue, document, lines)));
  if (!read.success || problems.length > 0) return { problems: worded(problems, file) };
  const notices = withoutEffect(read.data).map(
    (path) => `${file}:${yamlPlace(document, lines, path, true)} ${path.join('.')}: has no effect: it is not there yet`,
  );
  const { data } = read;
  const policy = mergePolicy(defaults, data);
  const keepMs = data.record?.keep ?? null;
  return { policy, directory: readDirectory(data), rhythm: rhythmOf(data), keepMs, notices, ...readSmtp(data.smtp) };
}

/** Reads the configuration file, or gives the defaults when there is none (`null`). */
export function loadConfiguration(file: string | null): Configuration {
  if (file === null) {
    return { policy: defaults, directory: noDirectory, rhythm: rhythmOf({}), keepMs: null, notices: [] };
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { problems: [`${file}: cannot be read (${why}); expected a YAML file, for example muster.example.yml`] };
  }
  return readConfiguration(text, file);
}

function rhythmOf({ record }: File): Rhythm {
  return {
    everyMs: record?.compare_every ?? defaultRhythm.everyMs,
    pastMs: record?.adopted_past ?? defaultRhythm.pastMs,
  };
}

function fromIssue(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): Problem[] {
  const at = (path: readonly PropertyKey[], ofKey: boolean, words: string) => {
    const [line = 1, column = 1] = yamlPlace(document, lines, path, ofKey).split(':').map(Number);
    return problem(line, column, path.join('.'), words);
  };
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near ? `did you mean ${near}?` : `known here: ${known.join(', ')}`;
      return at([...issue.path, key], true, `is not a setting; ${hint}`);
    });
  }
  // `off`, or a group: what is wrong in the group is what helps.
  if (issue.code === 'invalid_union') {
    const inside = issue.errors.at(-1) ?? [];
    return inside.flatMap((one) => fromIssue({ ...one, path: [...issue.path, ...one.path] }, document, lines));
  }
  if (issue.code === 'invalid_key') return [at(issue.path, true, issue.issues[0]?.message ?? issue.message)];
  return [at(issue.path, false, issue.message)];
}

/** The keys that the schema knows at this place of the file. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  // The walk needs only these few of zod's definitions; its own types do not follow a path.
  type Node = {
    def: { innerType?: Node; options?: Node[]; element?: Node; valueType?: Node; shape?: Record<string, Node> };
  };
  let node: Node | undefined = schema as unknown as Node;
  const open = (wrapped: Node | undefined) => {
    let inner = wrapped;
    while (inner?.def.innerType ?? inner?.def.options) inner = inner?.def.innerType ?? inner?.def.options?.at(-1);
    return inner;
  };
  for (const step of path) {
    const def: Node['def'] | undefined = open(node)?.def;
    node = def?.shape?.[String(step)] ?? def?.valueType ?? def?.element;
  }
  return Object.keys(open(node)?.def.shape ?? {});
}

/** Reserved settings: checked, so that a file need not change when they begin to work, and said to do nothing yet. */
function withoutEffect(file: File): string[][] {
  const paths: string[][] = [];
  for (const [name, severity] of Object.entries(file.severities ?? {})) {
    if (severity?.scope) paths.push(['severities', name, 'scope']);
  }
  if (file.call?.huddle) paths.push(['call', 'huddle']);
  if (file.record?.files_up_to !== undefined && file.record.files_up_to !== 0) paths.push(['record', 'files_up_to']);
  return paths;
}

/** An alias without its anchor, or aliases that multiply. */
function aliasProblem(error: unknown, document: Document, lines: LineCounter): Problem {
  const name = /^Unresolved alias \(.*\): (.*)$/.exec((error as Error).message)?.[1];
  if (name === undefined) return problem(1, 1, '', 'aliases (*name) multiply here beyond 100; expected a plain file');
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      if (alias.source !== name) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  const { line, col } = lines.linePos(offset);
  return problem(line, col, '', `*${name} names an anchor that is not there; expected &${name} further up`);
}

function yamlWords(fault: YAMLError, text: string): string {
  switch (fault.code) {
    case 'DUPLICATE_KEY':
      return 'this setting stands here a second time; leave one of them out';
    case 'BAD_SCALAR_START':
      return `a value that begins with ${text[fault.pos[0]]} needs quotes, for example "@payments-oncall"`;
    case 'TAB_AS_INDENT':
      return 'a tab indents this line; expected spaces';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here (---); expected one';
    case 'TAG_RESOLVE_FAILED':
      return `${fault.message}; expected a value without a tag`;
    default:
      return fault.message;
  }
}

function problem(line: number, column: number, path: string, words: string): Problem {
  return { line, column, words: path ? `${path}: ${words}` : words };
}

function worded(problems: readonly Problem[], file: string): string[] {
  const inOrder = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return [...new Set(inOrder.map(({ line, column, words }) => `${file}:${line}:${column} ${words}`))];
}
