import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { escapeText } from '../record/slack-text.ts';
import type { FormAnswer } from './listeners/listener.ts';
import { trouble } from './views/trouble.ts';

/** What Slack is told about a form that was sent. */
export function formAck(answer: FormAnswer, view: ViewOutput): [] | [ViewResponseAction] {
  if (answer === null) return [];
  if ('errors' in answer) return [refused(answer.errors, view)];
  if ('push' in answer) return [{ response_action: 'push', view: answer.push }];
  return [{ response_action: 'update', view: answer.update }];
}

/**
 * An error stands at its field; at the first one if that field is not in this form. Slack shows an error at no field as
 * trouble with the connection, so a form without any turns into the words themselves.
 */
function refused(errors: Readonly<Record<string, string>>, view: ViewOutput): ViewResponseAction {
  const fields = view.blocks.filter((block) => block.type === 'input').map(({ block_id }) => block_id ?? '');
  const [first] = fields;
  if (first === undefined) {
    const text = escapeText(Object.values(errors).join(' '));
    return { response_action: 'update', view: trouble.asForm({ text }) };
  }
  const placed = Object.entries(errors).map(([field, words]) => [fields.includes(field) ? field : first, words]);
  return { response_action: 'errors', errors: Object.fromEntries(placed) };
}
