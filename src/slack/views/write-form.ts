import type { KnownBlock, ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { seenIn } from '../../incident/meant.ts';
import { writtenIn } from '../../incident/postmortem.ts';
import type { Field, Section } from '../../postmortem/sections.ts';
import { context, fieldLength, header, input, modal, textInput } from '../blocks.ts';
import { type Again, saveWord, standingText, standsNow } from './again.ts';

/** `Write`: the questions of a section, with what was written so far. The block ids are the fields' keys. */
export function writeForm(incident: Incident, section: Section, again: Again | null = null): ModalView {
  const now = writtenIn(
    incident,
    section.fields.map(({ key }) => key),
  );
  const shown = { ...now, ...again?.typed };
  return modal({
    id: 'write_section',
    memo: { n: incident.number, section: section.number, seen: again?.seen ?? seenIn(now) },
    title: `Post-mortem ${nameOf(incident)}`,
    submit: saveWord(again),
    blocks: [
      header(section.title),
      ...section.fields.flatMap((field) => [
        ...standsNow(again, field.key, standingText(now[field.key] ?? '')),
        ask(field, shown[field.key] ?? ''),
      ]),
    ],
  });
}

/** What is too long for a form is not put into it: saving would cut it. */
function ask(field: Field, written: string): KnownBlock {
  if (written.length > fieldLength) {
    return context(`${field.label}: ${written.length} characters stand there, more than a form takes. They stay.`);
  }
  const hint = [field.question, field.hint].filter((part) => part !== '').join(' ');
  return input(field.key, field.label, textInput({ multiline: field.multiline, initial: written }), {
    hint,
    optional: true,
  });
}
