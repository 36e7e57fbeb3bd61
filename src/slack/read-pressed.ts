import type { BlockAction, BlockElementAction } from '@slack/bolt';
import type { Pressed } from './listeners/listener.ts';

/** What was pressed or chosen, from Slack's block_actions. */
export function readPressed(body: BlockAction): Omit<Pressed, 'slack' | 'person'> {
  const [action] = body.actions;
  const channel = body.channel?.id ?? null;
  const ts = body.message?.ts ?? body.container.message_ts;
  return {
    user: body.user.id,
    key: `action:${body.trigger_id}`,
    triggerId: body.trigger_id,
    channel,
    responseUrl: body.response_url ?? null,
    actionId: action?.action_id ?? '',
    blockId: action?.block_id ?? '',
    value: action === undefined ? '' : valueIn(action),
    message: channel !== null && typeof ts === 'string' ? { channel, ts } : null,
    view:
      body.view === undefined
        ? null
        : {
            id: body.view.id,
            hash: body.view.hash,
            privateMetadata: body.view.private_metadata,
            callbackId: body.view.callback_id,
          },
  };
}

function valueIn(action: BlockElementAction): string {
  switch (action.type) {
    case 'button':
      return action.value ?? '';
    case 'static_select':
    case 'overflow':
    case 'radio_buttons':
      return action.selected_option?.value ?? '';
    case 'plain_text_input':
      return action.value ?? '';
    case 'users_select':
      return action.selected_user ?? '';
    default:
      return '';
  }
}
