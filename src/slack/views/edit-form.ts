import type { KnownBlock, ModalView } from '@slack/types';
import { editable } from '../../incident/edit.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { seenIn } from '../../incident/meant.ts';
import { context, fieldLength, input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { type Again, saveWord, standingText, standsNow } from './again.ts';
import { severityWord } from './headline.ts';
import { severitySelect } from './severity-select.ts';

/** Title, summary and severity corrected, with the reason that goes on the timeline. */
export function editForm(incident: Incident, again: Again | null = null): ModalView {
  const now = editable(incident);
  const shown = { ...now, reason: '', ...again?.typed };
  return modal({
    id: 'edit',
    memo: { n: incident.number, seen: again?.seen ?? seenIn(now) },
    title: `Edit ${nameOf(incident)}`,
    submit: saveWord(again),
    blocks: [
      ...standsNow(again, 'title', standingText(now.title)),
      input(inputs.title, 'Title', textInput({ initial: shown.title })),
      ...standsNow(again, 'severity', severityWord(now.severity)),
      input(inputs.severity, 'Severity', severitySelect(incident.policy, shown.severity)),
      ...standsNow(again, 'summary', standingText(now.summary)),
      summary(shown.summary),
      input(inputs.reason, 'Reason', textInput({ initial: shown.reason, placeholder: 'EU and US hit' }), {
        hint: 'It goes on the timeline with the change.',
      }),
    ],
  });
}

/** What is too long for a form is not put into it: saving would cut it. */
function summary(text: string): KnownBlock {
  if (text.length > fieldLength) {
    return context(
      `Summary: ${text.length} characters stand there, more than a form takes. They stay; \`/incident summary TEXT\` replaces them.`,
    );
  }
  return input(inputs.summary, 'Summary', textInput({ multiline: true, initial: text }), { optional: true });
}
