import type { Button } from '@slack/types';
import type { Handover } from '../../incident/handovers.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { handoverEnd } from '../../record/describe-handover.ts';
import { escapeText, escapeTyped } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { moment } from './moment.ts';

/** By direct message, to who is to take a role over: how things stand, and two ways to answer; edited with its state. */
export function handoverRequest(incident: Incident, handover: Handover): Message {
  const { room } = incident;
  const role = escapeText(handover.role);
  const what = `<@${handover.from}> would hand ${role} over to you.`;
  const where = `${nameOf(incident)}, ${escapeText(incident.title)}.${room.channel === null ? '' : ` Room: <#${room.channel}>`}`;
  const state = stateOf(incident, handover);
  return message(`${nameOf(incident)}: ${what} ${state} What stands: ${escapeTyped(handover.text)}`, [
    section(`${what} ${state}`),
    section(escapeTyped(handover.text)),
    ...actions(handoverButtons(incident, handover)),
    context(where),
  ]);
}

/** What the taker can still say. */
export function handoverButtons(incident: Incident, { id, state }: Handover): readonly Button[] {
  if (state !== 'open') return [];
  const value = { n: incident.number, id };
  return [
    button('Accept', 'answer_handover', { ...value, answer: 'accept' }, { suffix: `${id}-accept`, style: 'primary' }),
    button("Can't", 'answer_handover', { ...value, answer: 'decline' }, { suffix: `${id}-decline` }),
  ];
}

function stateOf(incident: Incident, { state, since, why, from }: Handover): string {
  const when = moment(incident, since);
  switch (state) {
    case 'open':
      return `It stays with <@${from}> until you accept.`;
    case 'accepted':
      return `Accepted ${when}: it is yours.`;
    case 'declined':
      return `You said that you can't, ${when}.`;
    case 'ended':
      return `No more, ${when}: ${handoverEnd(why ?? 'replaced')}`;
  }
}
