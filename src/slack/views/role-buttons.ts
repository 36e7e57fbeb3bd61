import type { Button } from '@slack/types';
import { type Holding, holdersOf, type Incident } from '../../incident/incident.ts';
import type { RolePolicy } from '../../incident/policy.ts';
import { escapeText } from '../../record/slack-text.ts';
import { button, confirm } from '../blocks.ts';
import { moment } from './moment.ts';

/** `[Take fixer] [Take lead] …`: those that nobody holds first, then "for now", then those that ask first. */
export function roleButtons(incident: Incident): readonly Button[] {
  const free = (role: RolePolicy) => (holdersOf(incident, role.name).length === 0 ? 0 : full(incident, role) ? 2 : 1);
  return [...incident.policy.roles].sort((a, b) => free(a) - free(b)).map((role) => roleButton(incident, role));
}

/** A role that is held by hand, by as many as may hold it, asks first and names the holder. */
function roleButton(incident: Incident, role: RolePolicy): Button {
  const { number: n } = incident;
  const holder = full(incident, role);
  const label = `Take ${role.name}`;
  if (holder === null) return button(label, 'take_role', { n, role: role.name }, { suffix: role.name });
  const question = `<@${holder.user}> is ${escapeText(role.name)}, since ${moment(incident, holder.since)}.`;
  return button(
    label,
    'take_over_role',
    { n, role: role.name, from: holder.user },
    { suffix: role.name, confirm: confirm(`Take ${role.name} over?`, question, 'Take over', 'Not now') },
  );
}

/** Who would have to give it up; null while there is room for one more. */
function full(incident: Incident, role: RolePolicy): Holding | null {
  const byHand = holdersOf(incident, role.name).filter((holding) => !holding.forNow);
  return byHand.length >= role.holders ? (byHand[0] ?? null) : null;
}
