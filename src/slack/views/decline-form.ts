import type { ModalView } from '@slack/types';
import { type Ask, askLengthMax } from '../../incident/asks.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { askWhat } from './ask-words.ts';

/** `Can't` asks a word why: who asked hears it at once, and can ask somebody else. */
export function declineForm(incident: Incident, ask: Ask): ModalView {
  return modal({
    id: 'decline_ask',
    memo: { n: incident.number, id: ask.id },
    title: `Can't, ${nameOf(incident)}`,
    submit: 'Send',
    blocks: [
      section(`<@${ask.by}> asks: ${askWhat(incident, ask)}.`),
      input(inputs.reason, 'Why not?', textInput({ max: askLengthMax }), {
        hint: 'A few words, such as: no access, on a train, ben knows it better.',
      }),
    ],
  });
}
