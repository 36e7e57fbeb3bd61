// `/incident triage Checkout is slow` (or `triage @lou Checkout is slow`, when Lou reported it): first it is looked at
// whether there is a problem. One message where it was typed, with the first checks, `I'll look`, `Declare`, `No problem`;
// who reported it is asked whether they agree to close. Guests may report and answer that; deciding is for members.
import type { Incident } from '../../incident/incident.ts';
import { triageAnswers } from '../../incident/triage.ts';
import { message, section } from '../blocks.ts';
import { linksFor } from '../links.ts';
import type { Slack } from '../slack.ts';
import { mentionedUser, typedText } from '../typed-text.ts';
import { roomLink } from '../views/room-link.ts';
import { triageReply } from '../views/triage-reply.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import { declaration } from './declare.ts';
import type { ActionListener, Asked, Reply, TypedWord } from './listener.ts';
import { performed } from './replied.ts';

const form = '`/incident triage Checkout is slow for some`';

export const triageWord: TypedWord = {
  word: 'triage',
  needs: 'nothing',
  takes: 'text',
  guests: true,
  run: async ({ incident: _room, line, ...asked }) => {
    const { slack, user } = asked;
    if (!slack.policy.triage) return trouble.notUnderstood(off);
    const mentioned = mentionedUser(line.rest.split(/\s/)[0]);
    const what = typedText(mentioned === null ? line.rest : line.rest.replace(/^\S+\s*/, ''));
    const reportedBy = mentioned ?? user;
    const { kind } = mentioned === null ? asked.person : await slack.people.find(reportedBy);
    if (kind === 'bot') return trouble.notUnderstood('An app cannot say whether it is still broken. Name a person.');
    const place = await placeFor(asked);
    if ('reply' in place) return place.reply;
    const triage = { reportedBy, guest: kind !== 'member', channel: place.channel };
    const declared = declaration(asked, what, null, { via: 'dm' });
    const outcome = await slack.engine.declare({ ...declared, private: place.private, triage }, asked.key);
    if (outcome.kind === 'refused') return trouble.notUnderstood(`Say what there may be: ${form}.`);
    return opened(slack, outcome.incident);
  },
};

export const lookIntoTriage: ActionListener = (pressed) =>
  aboutPressed(pressed, 'look_into_triage', (incident) =>
    performed(pressed, incident, { type: 'look_into_triage', by: pressed.user }),
  );

export const declareTriage: ActionListener = (pressed) =>
  aboutPressed(pressed, 'declare_triage', (incident) => {
    const { user: by, responseUrl } = pressed;
    const replyTo =
      responseUrl === null ? ({ via: 'dm' } as const) : ({ via: 'response_url', url: responseUrl } as const);
    return performed(pressed, incident, { type: 'declare_triage', by, severity: null, replyTo }, (after) =>
      roomLink(after),
    );
  });

export const endTriage: ActionListener = (pressed) =>
  aboutPressed(pressed, 'end_triage', (incident) =>
    performed(pressed, incident, { type: 'end_triage', by: pressed.user }),
  );

export const answerTriage: ActionListener = (pressed) =>
  aboutPressed(pressed, 'answer_triage', async (incident, { answer: word }) => {
    const answer = triageAnswers.find((known) => known === word);
    if (answer === undefined) return trouble.oldButton();
    return performed(pressed, incident, { type: 'answer_triage', by: pressed.user, answer });
  });

/** A word of an incident is typed for one that is none yet. */
export function aboutTriage(slack: Slack, incident: Incident): Reply {
  return triageReply(incident, linksFor(slack));
}

interface Conversation {
  readonly is_private?: boolean;
  readonly is_im?: boolean;
  readonly is_mpim?: boolean;
  readonly is_archived?: boolean;
  readonly is_member?: boolean;
}

type Place = { readonly channel: string | null; readonly private: boolean };

/**
 * Where to show it: where it was typed; from a direct message, where incidents are announced, for there nobody else would
 * see it. What is said in a private channel stays there; where the bot is not in it, it says so.
 */
async function placeFor({ slack, channel }: Asked): Promise<Place | { readonly reply: Reply }> {
  const announced = { channel: null, private: false };
  if (channel === null || channel.startsWith('D')) return announced;
  const answer = await slack.quick<{ readonly channel: Conversation }>('conversations.info', { channel });
  if (!answer.ok) return { reply: trouble.notUnderstood(answer.kind === 'later' ? slackAway : inviteMe) };
  const { is_private, is_im, is_mpim, is_archived, is_member } = answer.result.channel;
  if (is_im === true || is_mpim === true || is_archived === true) return announced;
  if (is_private === true && is_member === false) return { reply: trouble.notUnderstood(inviteMe) };
  return { channel, private: is_private === true };
}

const slackAway =
  'Slack did not say what channel this is, so nothing was opened. Please try again; `/incident new TITLE` declares at once.';
const inviteMe =
  'I am not in this private channel, so nothing was opened: nobody here would see it. Invite me with `/invite`, or type it in a public channel.';

const off =
  'A look before declaring is switched off here (`triage` in the configuration). `/incident new TITLE` declares at once.';

function opened(slack: Slack, incident: Incident): Reply {
  const channel = incident.triage?.channel ?? null;
  const shownIn = channel ?? slack.policy.announcements;
  const place = /^[CG][A-Z0-9]{6,}$/.test(shownIn) ? `<#${shownIn}>` : `#${shownIn}`;
  const name = `INC-${incident.number}`;
  const raw = `${name}: to be looked at. The first checks are in ${place}; in its message one declares, or closes it.`;
  return message(raw, [section(raw)]);
}
