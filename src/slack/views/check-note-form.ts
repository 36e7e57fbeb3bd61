import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** `Add note` to an item of a checklist. */
export function checkNoteForm(incident: Incident, item: string): ModalView {
  const text = incident.policy.checklists.flatMap(({ items }) => items).find(({ id }) => id === item)?.text ?? item;
  return modal({
    id: 'note_check',
    memo: { n: incident.number, item },
    title: `Note, ${nameOf(incident)}`,
    submit: 'Save',
    blocks: [
      section(escapeText(text)),
      input(inputs.note, 'Note', textInput({ multiline: true, initial: incident.checks[item]?.note ?? '' }), {
        optional: true,
        hint: 'Empty takes the note away.',
      }),
    ],
  });
}
