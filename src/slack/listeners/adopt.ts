// `/incident adopt sev1 Checkout returns 500s`: the channel one is in becomes the war room, with its past on the record.
import { adopting } from '../views/adopting.ts';
import { refusal } from '../views/refusal.ts';
import { roomLink } from '../views/room-link.ts';
import { trouble } from '../views/trouble.ts';
import { declaration, said, severityAndTitle } from './declare.ts';
import type { Asked, Reply, TypedWord } from './listener.ts';

export const adoptWord: TypedWord = {
  word: 'adopt',
  needs: 'nothing',
  takes: 'text',
  run: async ({ incident: _room, line, ...asked }) => {
    const { severity, title } = severityAndTitle(line.rest);
    if (title.trim() === '') {
      return trouble.notUnderstood(
        'Say what is broken: `/incident adopt sev1 Checkout returns 500s`. The severity may be left out.',
      );
    }
    const { slack } = asked;
    const found = await adoptable(asked);
    if ('reply' in found) return found.reply;
    const { id: channel, name, is_private } = found.channel;
    const declared = declaration(asked, title, severity, { via: 'dm' });
    const command = { ...declared, private: is_private === true, adopts: { channel, name } };
    const outcome = await slack.engine.declare(command, asked.key);
    if (outcome.kind === 'refused') return refusal(null, outcome.refusal);
    if (outcome.kind === 'done') await slack.engine.mend(outcome.incident, { everyThread: true });
    return roomLink(outcome.incident, said(outcome, command));
  },
};

interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly is_private?: boolean;
  readonly is_im?: boolean;
  readonly is_mpim?: boolean;
  readonly is_archived?: boolean;
  readonly is_member?: boolean;
  readonly is_ext_shared?: boolean;
}

/** The channel, with the bot in it; or why it cannot be a war room. */
async function adoptable(asked: Asked): Promise<{ readonly channel: Conversation } | { readonly reply: Reply }> {
  const { slack, channel: id } = asked;
  if (id === null || id.startsWith('D')) return { reply: adopting.noChannel() };
  const answer = await slack.quick<{ readonly channel: Conversation }>('conversations.info', { channel: id });
  // What the bot is not in and is private, Slack does not even name.
  if (!answer.ok) return { reply: answer.kind === 'later' ? adopting.slackAway() : adopting.inviteMe() };
  const { channel } = answer.result;
  if (channel.is_im === true || channel.is_mpim === true) return { reply: adopting.noChannel() };
  if (channel.is_archived === true) return { reply: adopting.archived() };
  const { announcements } = slack.policy;
  if (announcements.replace(/^#/, '') === channel.name || announcements === id)
    return { reply: adopting.announcements() };
  if (channel.is_member === true) return { channel };
  if (channel.is_private === true) return { reply: adopting.inviteMe() };
  const joined = await slack.quick('conversations.join', { channel: id });
  if (joined.ok || joined.kind === 'done_already') return { channel };
  return {
    reply:
      joined.kind === 'later' ? adopting.slackAway() : adopting.notLetIn(joined.code, channel.is_ext_shared === true),
  };
}
