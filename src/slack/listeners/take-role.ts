// `Take fixer`: a free role is yours; one that somebody holds is named, with `Take over`. Two pressing at once: the
// incident's lock decides, and the second is told who was first.
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const takeRole: ActionListener = (pressed) =>
  aboutPressed(pressed, 'take_role', (incident, { role }) =>
    performed(pressed, incident, { type: 'take_role', by: pressed.user, role }),
  );
