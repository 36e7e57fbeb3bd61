import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { FormAnswer } from './listeners/listener.ts';

/** What Slack is told about a form that was sent. */
export function formAck(answer: FormAnswer): [] | [ViewResponseAction] {
  if (answer === null) return [];
  if ('errors' in answer) return [{ response_action: 'errors', errors: { ...answer.errors } }];
  if ('push' in answer) return [{ response_action: 'push', view: answer.push }];
  return [{ response_action: 'update', view: answer.update }];
}

/** Where a form says what is wrong with all of it. */
export function firstInput(view: ViewOutput): string {
  return view.blocks.find((block) => block.type === 'input')?.block_id ?? '';
}
