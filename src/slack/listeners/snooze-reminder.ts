// `Snooze 15 min` on a reminder: it comes back then, unless somebody takes the role.

import { dateToken } from '../../record/slack-text.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const snoozeReminder: ActionListener = (pressed) =>
  aboutPressed(pressed, 'snooze_reminder', (incident, { roles, ms }) =>
    performed(pressed, incident, { type: 'snooze_reminder', by: pressed.user, roles, forMs: ms }, (after, [event]) => ({
      text: `INC-${after.number}: the reminder comes back at ${dateToken(event?.type === 'reminder_snoozed' ? event.until : pressed.slack.now(), '{time}')}, unless somebody takes the role.`,
    })),
  );
