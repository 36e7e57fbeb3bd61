import type { ModalView } from '@slack/types';
import { trouble } from '../views/trouble.ts';
import type { Asked, Reply } from './listener.ts';

/** Opens a form; null when it is open, else what to say. A trigger lives three seconds and works once. */
export async function openForm(asked: Pick<Asked, 'slack' | 'triggerId'>, view: ModalView): Promise<Reply | null> {
  const answer = await asked.slack.quick('views.open', { trigger_id: asked.triggerId, view });
  if (answer.ok) return null;
  asked.slack.log.warn({ 'slack.method': 'views.open', 'slack.error': answer.code }, 'a form could not be opened');
  return trouble.formNotOpened();
}
