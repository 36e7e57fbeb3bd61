import type { Button } from '@slack/types';
import type { IncidentEvent } from '../../incident/events.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { describeEvent } from '../../record/describe.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { askedRoleButtons } from './asked-role.ts';

const snoozeMs = 15 * 60_000;

/** One line of news in the room; null when an event is none. Only what asks for something has buttons. */
export function line(incident: Incident, event: IncidentEvent): Message | null {
  const raw = describeEvent(incident, event);
  if (raw === null) return null;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions(buttons(incident, event))]);
}

function buttons(incident: Incident, event: IncidentEvent): readonly Button[] {
  return event.type === 'unheld_reminded' ? reminderButtons(incident, event.roles) : [];
}

/** Of the line that asks who can take these roles. */
export function reminderButtons(incident: Incident, roles: readonly RoleName[]): readonly Button[] {
  const { number: n } = incident;
  return [
    ...roles
      .slice(0, 20)
      .map((role) => button(`Take ${role}`, 'take_role', { n, role }, { suffix: role, style: 'primary' })),
    ...askedRoleButtons(incident, roles),
    button('Snooze 15 min', 'snooze_reminder', { n, roles, ms: snoozeMs }),
  ];
}
