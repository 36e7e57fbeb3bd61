import type { ModalView } from '@slack/types';
import { changeable } from '../../incident/add-action.ts';
import { type Action, type Incident, type MessageRef, nameOf } from '../../incident/incident.ts';
import { seenIn } from '../../incident/meant.ts';
import { escapeText } from '../../record/slack-text.ts';
import { input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { type Again, saveWord, standingText, standsNow } from './again.ts';

export interface ActionFormFacts {
  /** Plain. */
  readonly text: string;
  readonly source: MessageRef | null;
  /** The one to change; null for a new one. */
  readonly action: Action | null;
}

/** Something to be done after the incident: a new one (from a message, its text is filled in), or one to change. */
export function actionForm(
  incident: Incident,
  { text, source, action }: ActionFormFacts,
  again: Again | null = null,
): ModalView {
  const now = changeable(action ?? { text, owner: null, dueOn: null });
  const words = again?.typed[inputs.text] ?? text;
  const owner = again?.typed[inputs.owner] ?? now.owner;
  const dueOn = again?.typed[inputs.dueOn] ?? now.dueOn;
  const seen = again?.seen ?? (action === null ? undefined : seenIn(now));
  return modal({
    id: 'add_action',
    memo: { n: incident.number, id: action?.id ?? 0, channel: source?.channel ?? '', ts: source?.ts ?? '', seen },
    title: `Action for ${nameOf(incident)}`,
    submit: action === null ? 'Add' : saveWord(again),
    blocks: [
      ...standsNow(again, 'text', standingText(now.text)),
      input(inputs.text, 'What is to be done?', textInput({ multiline: true, initial: words })),
      ...standsNow(again, 'owner', now.owner === '' ? '' : `<@${now.owner}>`),
      input(
        inputs.owner,
        'Owner',
        { type: 'users_select', ...(owner === '' ? {} : { initial_user: owner }) },
        { optional: true },
      ),
      ...standsNow(again, 'dueOn', escapeText(now.dueOn)),
      input(
        inputs.dueOn,
        'Due',
        { type: 'datepicker', ...(dueOn === '' ? {} : { initial_date: dueOn }) },
        { optional: true },
      ),
    ],
  });
}
