import type { KnownBlock, ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { Field, Section } from '../../postmortem/sections.ts';
import { context, fieldLength, header, input, modal, textInput } from '../blocks.ts';

/** `Write`: the questions of a section, with what was written so far. The block ids are the fields' keys. */
export function writeForm(incident: Incident, section: Section): ModalView {
  return modal({
    id: 'write_section',
    memo: { n: incident.number, section: section.number },
    title: `Post-mortem ${nameOf(incident)}`,
    submit: 'Save',
    blocks: [header(section.title), ...section.fields.map((field) => ask(incident, field))],
  });
}

/** What is too long for a form is not put into it: saving would cut it. */
function ask(incident: Incident, field: Field): KnownBlock {
  const written = incident.postmortem.writings[field.key]?.text ?? '';
  if (written.length > fieldLength) {
    return context(`${field.label}: ${written.length} characters stand there, more than a form takes. They stay.`);
  }
  const hint = [field.question, field.hint].filter((part) => part !== '').join(' ');
  return input(field.key, field.label, textInput({ multiline: field.multiline, initial: written }), {
    hint,
    optional: true,
  });
}
