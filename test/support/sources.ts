import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Our own files, read as text: what `house.test.ts` looks at. Paths are relative to the project, with `/`. */
export function listFiles(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** What a file imports or exports again. */
export function importsOf(path: string): readonly Import[] {
  const text = withoutComments(path);
  const named = [...text.matchAll(/^\s*(?:import|export)\b([^'";]*?)\bfrom\s*['"]([^'"]+)['"]/gm)];
  const bare = [...text.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)];
  return [
    ...named.map(([, what = '', from = '']) => ({ from, typeOnly: onlyTypes(what) })),
    ...bare.map(([, from = '']) => ({ from, typeOnly: false })),
  ];
}

function onlyTypes(what: string): boolean {
  if (/^\s+type\b/.test(what)) return true;
  const names = /\{([^}]*)\}/.exec(what)?.[1];
  if (names === undefined || !/^\s*\{/.test(what)) return false;
  const each = names.split(',').filter((name) => name.trim() !== '');
  return each.length > 0 && each.every((name) => /^\s*type\s/.test(name));
}

/** The text of a file without comments, good enough for looking for words; strings stay as they are. */
export function withoutComments(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .replace(/(^|[\s;{(,])\/\*.*?\*\//g, '$1')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** A package, or something inside it: `kysely` and `kysely/migration`; or one file. */
export function alike(target: string, wanted: string): boolean {
  return target === wanted || target.startsWith(`${wanted}/`);
}
