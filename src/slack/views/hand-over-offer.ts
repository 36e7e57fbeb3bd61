import type { Button } from '@slack/types';
import { type HandOverOffer, stillTheirs } from '../../incident/hand-over-offers.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { handOver } from '../ids.ts';
import { moment } from './moment.ts';

/** By direct message, to who has held a role for long: about those of the roles that they still hold. */
export function handOverOffer(incident: Incident, offer: HandOverOffer): Message {
  const { user, ended } = offer;
  const where = `${nameOf(incident)}, ${escapeText(incident.title)}`;
  if (ended !== null) {
    const raw = `You were asked whether to hand over ${list(offer.roles)} of ${where}. ${endWords(incident, ended)}`;
    return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
  }
  const roles = stillTheirs(incident, offer);
  const held = incident.roles.filter((one) => one.user === user && roles.includes(one.role));
  const since = held.length === 0 ? '' : `, since ${moment(incident, Math.min(...held.map((one) => one.since)))}`;
  const raw = `You are ${list(roles)} of ${where}${since}. Is it time to hand over, while you can still tell what is going on?`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions(handOverButtons(incident, roles))]);
}

function endWords(incident: Incident, { at, how }: NonNullable<HandOverOffer['ended']>): string {
  switch (how) {
    case 'given':
      return `That is settled since ${moment(incident, at)}: you need not do anything.`;
    case 'renewed':
      return 'You are asked anew below.';
    case 'over':
      return 'It is over: you need not do anything.';
  }
}

function list(roles: readonly RoleName[]): string {
  return roles.map(escapeText).join(' and ');
}

/** How a role is handed over. */
function handOverButtons(incident: Incident, roles: readonly RoleName[]): readonly Button[] {
  const { number: n } = incident;
  const several = roles.length > 1;
  return [
    button('Hand over', handOver, { n, role: several ? '' : (roles[0] ?? '') }, { style: 'primary' }),
    ...roles.map((role) =>
      button(several ? `Step down as ${role}` : 'Step down', 'vacate_role', { n, role }, { suffix: role }),
    ),
  ];
}
