// `Step down`: the role is free again, and the room knows.
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const vacateRole: ActionListener = (pressed) =>
  aboutPressed(pressed, 'vacate_role', (incident, { role }) =>
    performed(pressed, incident, { type: 'vacate_role', by: pressed.user, role, user: pressed.user }, (after) => ({
      text: `INC-${after.number}: you stepped down as ${role}.`,
    })),
  );
