import type { ModalView } from '@slack/types';
import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** A minute, three questions, none required; who answered before finds the answers there. */
export function memoryForm(incident: Incident, user: UserId): ModalView {
  const known = incident.postmortem.memories[user];
  const answer = (initial = '') => textInput({ multiline: true, initial });
  const optional = { optional: true };
  return modal({
    id: 'give_memory',
    memo: { n: incident.number },
    title: `What you remember`,
    submit: 'Send',
    blocks: [
      section(`*${nameOf(incident)}*  ${escapeText(incident.title)}\nIt goes into the post-mortem without your name.`),
      input(inputs.unwritten, 'What did you do that is not written?', answer(known?.unwritten), optional),
      input(inputs.surprised, 'What surprised you?', answer(known?.surprised), optional),
      input(inputs.remember, 'What must we not forget?', answer(known?.remember), optional),
    ],
  });
}
