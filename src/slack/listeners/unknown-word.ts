// Anything else after `/incident`: nearly a command is asked about; a word that is reserved says so; the rest is a title.
import { type CommandLine, nearWord } from '../command-line.ts';
import { reservedWords, words } from '../routes.ts';
import { typedText } from '../typed-text.ts';
import { trouble } from '../views/trouble.ts';
import { unknownWord } from '../views/unknown-word.ts';
import { openDeclareForm, severityAndTitle } from './declare.ts';
import type { Asked, Reply } from './listener.ts';

export async function answerUnknownWord(asked: Asked & { readonly line: CommandLine }): Promise<Reply | null> {
  const { line } = asked;
  if (reservedWords.includes(line.word)) return trouble.notThereYet(line.word);
  const meant = meantBy.find(([words]) => words.test(typedText(`${line.word} ${line.rest}`).trim()));
  if (meant !== undefined) return unknownWord(typedText(line.whole), `/incident ${meant[1]}`.trim());
  const near = nearWord(
    line.word,
    words.map(({ word }) => word).filter((word) => word !== ''),
  );
  if (near !== null) return unknownWord(typedText(line.whole), `/incident ${rightForm(near, typedText(line.rest))}`);
  // Who leaves `new` out still says how bad it is.
  const { severity, title } = severityAndTitle(line.whole);
  return openDeclareForm(asked, title, severity);
}

/** What people type who look for something that is called otherwise, or is a button of the panel (`/incident` alone). */
const meantBy: readonly (readonly [words: RegExp, command: string])[] = [
  [/^(\?|-h|--help|commands)$/i, 'help'],
  [/^(status|state)$/i, 'brief'],
  [/^(undo|follow|unfollow|join|leave|hand ?over|step down|take|take (lead|fixer|communicator|scribe))$/i, ''],
];

/** What was probably meant, as it should be typed; with an example where nothing was said behind the word. */
function rightForm(word: string, rest: string): string {
  const example: Readonly<Record<string, string>> = {
    new: 'sev2 TITLE',
    role: 'fixer @ben',
    note: '10:12 TEXT',
    severity: 'sev2',
    title: 'TEXT',
    summary: 'TEXT',
    time: 'started 09:58 REASON',
    reopen: 'REASON',
    cancel: 'REASON',
    duplicate: 'INC-7',
    action: 'TEXT',
    did: '10:12 TEXT',
    decide: 'TEXT because REASON',
    ask: '@ben WHAT by 10:20',
    triage: 'WHAT',
  };
  const behind = rest === '' ? (example[word] ?? '') : rest;
  return `${word} ${behind}`.trim();
}
