import type { Button } from '@slack/types';
import { holdersOf, type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { handOver } from '../ids.ts';
import { moment } from './moment.ts';

/** By direct message, to who has held a role for long. `roles`: those of them that they still hold. */
export function handOverOffer(incident: Incident, user: UserId, roles: readonly RoleName[]): Message {
  const held = roles.flatMap((role) => holdersOf(incident, role).filter((one) => one.user === user));
  const since = Math.min(...held.map((one) => one.since));
  const what = roles.map(escapeText).join(' and ');
  const raw = `You are ${what} of ${nameOf(incident)}, ${escapeText(incident.title)}${held.length === 0 ? '' : `, since ${moment(incident, since)}`}. Is it time to hand over, while you can still tell what is going on?`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions(handOverButtons(incident, roles))]);
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
