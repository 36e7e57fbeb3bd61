import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export type PageFile = { type: string; plain: Buffer; packed: Buffer };

const here = import.meta.dirname;
/** Parts of the sandbox that a browser can run as well. */
const shared = ['blocks/date-token.ts'];

/**
 * Everything that the page is made of, by its path: TypeScript with its types stripped, as the browser takes it. All of
 * it is read at the start, so that no path of a request ever reaches the disk.
 */
export function pageFiles(): Map<string, PageFile> {
  const scripts = readdirSync(join(here, 'page'))
    .filter((name) => name.endsWith('.ts'))
    .map((name): [string, string] => [`/browser/page/${name}`, join(here, 'page', name)]);
  const parts = shared.map((path): [string, string] => [`/${path}`, join(here, '..', path)]);
  const files = new Map<string, PageFile>();
  for (const [path, file] of [...scripts, ...parts])
    files.set(path, packed('text/javascript', withoutTypes(readFileSync(file, 'utf8'))));
  for (const name of readdirSync(join(here, 'page')).filter((one) => one.endsWith('.css')))
    files.set(`/browser/page/${name}`, packed('text/css', readFileSync(join(here, 'page', name), 'utf8')));
  files.set('/', packed('text/html', document([...files.keys()])));
  return files;
}

function packed(type: string, text: string): PageFile {
  const plain = Buffer.from(text);
  return { type: `${type}; charset=utf-8`, plain, packed: gzipSync(plain) };
}

/** Stripping leaves blanks where types stood; at the ends of lines and between lines nobody needs them. */
function withoutTypes(source: string): string {
  return stripTypeScriptTypes(source)
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n');
}

function document(paths: string[]): string {
  const scripts = paths.filter((path) => path.endsWith('.ts'));
  const styles = paths.filter((path) => path.endsWith('.css'));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox</title>
<link rel="icon" href="data:,">
${styles.map((path) => `<link rel="stylesheet" href="${path}">`).join('\n')}
${scripts.map((path) => `<link rel="modulepreload" href="${path}">`).join('\n')}
<script type="module" src="/browser/page/main.ts"></script>
</head>
<body><div id="app"><p class="loading" role="status">Opening the workspace …</p></div><noscript>This page needs JavaScript.</noscript></body>
</html>
`;
}
