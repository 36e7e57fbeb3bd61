// Anything else after `/incident`: nearly a command is asked about; a word that is reserved says so; the rest is a title.
import { type CommandLine, nearWord } from '../command-line.ts';
import { reservedWords, words } from '../routes.ts';
import { typedText } from '../typed-text.ts';
import { trouble } from '../views/trouble.ts';
import { unknownWord } from '../views/unknown-word.ts';
import { openDeclareForm } from './declare.ts';
import type { Asked, Reply } from './listener.ts';

export async function answerUnknownWord(asked: Asked & { readonly line: CommandLine }): Promise<Reply | null> {
  const { line } = asked;
  if (reservedWords.includes(line.word)) return trouble.notThereYet(line.word);
  const near = nearWord(
    line.word,
    words.map(({ word }) => word).filter((word) => word !== ''),
  );
  if (near !== null) return unknownWord(line.word, near, line.rest, typedText(line.whole));
  return openDeclareForm(asked, typedText(line.whole));
}
