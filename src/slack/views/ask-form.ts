import type { ModalView } from '@slack/types';
import { askLengthMax } from '../../incident/asks.ts';
import { type Incident, type MessageRef, nameOf } from '../../incident/incident.ts';
import { sayFigure } from '../../record/durations.ts';
import { context, input, modal, option, select, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

const minuteMs = 60_000;
const offered = [5, 10, 15, 20, 30, 60, 120];

/** `Ask someone`: who, what, by when; from a message, its words are filled in. */
export function askForm(
  incident: Incident,
  { text, source }: { readonly text: string; readonly source: MessageRef | null },
): ModalView {
  return modal({
    id: 'make_ask',
    memo: { n: incident.number, channel: source?.channel ?? '', ts: source?.ts ?? '' },
    title: `Ask for ${nameOf(incident)}`,
    submit: 'Ask',
    blocks: [
      context("They get a direct message with `On it`, `Done` and `Can't`; the room gets one line."),
      input(inputs.user, 'Who?', { type: 'users_select' }),
      input(inputs.text, 'What?', textInput({ multiline: true, initial: text, max: askLengthMax })),
      input(
        inputs.next,
        'By when?',
        select(
          'value',
          offered.map((each) => option(`in ${sayFigure(each * minuteMs)}`, String(each))),
        ),
        {
          optional: true,
          hint: 'They are reminded before it; the lead is told when it passes.',
        },
      ),
    ],
  });
}
