// Anything else after `/incident`: nearly a command is asked about; a word that is reserved says so; the rest is a title.
import { type CommandLine, nearWord } from '../command-line.ts';
import { reservedWords, words } from '../routes.ts';
import { typedText } from '../typed-text.ts';
import { trouble } from '../views/trouble.ts';
import { unknownWord } from '../views/unknown-word.ts';
import { ofRoom } from '../which-incident.ts';
import { openDeclareForm, severityAndTitle } from './declare.ts';
import type { Asked, Reply } from './listener.ts';

type Unknown = Asked & { readonly line: CommandLine };

export async function answerUnknownWord(asked: Unknown): Promise<Reply | null> {
  const { line } = asked;
  const [whole, rest] = [typedText(line.whole), typedText(line.rest)];
  if (reservedWords.includes(line.word)) return trouble.notThereYet(line.word, rest && whole);
  // Who leaves `new` out still says how bad it is.
  const { severity, title } = severityAndTitle(line.whole);
  const meant = await meantBy(asked, rest);
  if (meant !== null) return unknownWord(whole, `/incident ${meant}`.trim(), title && whole);
  return openDeclareForm(asked, title, severity);
}

/** The right form of what was probably meant, about the incident that was named; null: a title. */
async function meantBy(asked: Unknown, rest: string): Promise<string | null> {
  const { line, slack } = asked;
  const name = line.number === null ? '' : `INC-${line.number}`;
  const other = otherWords.find(([words]) => words.test(`${line.word} ${rest}`.trim()));
  if (other !== undefined) return `${other[1]} ${name}`.trim();
  // In its room, or behind its name, one sets something: a second incident would be the mistake.
  const here = await ofRoom(asked);
  if (here !== null || name !== '') {
    const { severity } = severityAndTitle(line.word);
    if (severity !== null) return rightForm('severity', name, `${severity} ${rest}`.trim());
    const { roles } = (here ?? slack).policy;
    if (roles.some((role) => role.name === line.word)) return rightForm('role', name, `${line.word} ${rest || '@ben'}`);
  }
  const near = nearWord(
    line.word,
    words.map(({ word }) => word).filter((word) => word !== ''),
  );
  return near === null ? null : rightForm(near, name, rest);
}

/** What people type who look for something that is called otherwise, or is a button of the panel (`/incident` alone). */
const otherWords: readonly (readonly [words: RegExp, command: string])[] = [
  [/^(\?|-h|--help|commands)$/i, 'help'],
  [/^(status|state)$/i, 'brief'],
  [/^(undo|follow|unfollow|join|leave|hand ?over|step down|take|take (lead|fixer|communicator|scribe))$/i, ''],
];

/** What was probably meant, as it should be typed; with an example where nothing was said behind the word. */
function rightForm(word: string, name: string, rest: string): string {
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
  return [word, name, behind].filter((part) => part !== '').join(' ');
}
