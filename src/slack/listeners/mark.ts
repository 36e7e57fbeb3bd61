// `Add to timeline` on a message: it is a key event; once more takes it back.
import { dateToken } from '../../record/slack-text.ts';
import { instantOf } from '../slack-time.ts';
import { trouble } from '../views/trouble.ts';
import { readMessage, type SlackMessage } from './hear-message.ts';
import type { MessageShortcutListener } from './listener.ts';

export const markMessage: MessageShortcutListener = async ({ slack, user, key, channel, message }) => {
  const { teamId } = slack.identity;
  const incident = await slack.engine.incidentIn(teamId, channel);
  if (incident === null) return trouble.noWarRoom();
  const { ts } = message;
  // A message that the record has missed so far is kept now: somebody has just shown it to us.
  const seen = readMessage({ ...(message.raw as unknown as SlackMessage), channel }, slack);
  if (seen?.kind === 'message') await slack.engine.hear(teamId, `seen:${channel}:${ts}`, seen);
  const outcome = await slack.engine.hear(teamId, key, {
    kind: 'mark',
    channel,
    ts,
    user,
    how: 'shortcut',
    change: 'toggle',
    at: slack.now(),
  });
  // All is over in a channel that was adopted, and the message is on no record.
  if (outcome === null) return trouble.noWarRoom();
  const name = `INC-${outcome.ref.number}`;
  if (outcome.keyEvent === true) return { text: `${name}: this message is on the timeline, at ${timeOf(ts)}.` };
  return { text: `${name}: this message is no key event any more.` };
};

function timeOf(ts: string): string {
  return dateToken(instantOf(ts), '{time}');
}
