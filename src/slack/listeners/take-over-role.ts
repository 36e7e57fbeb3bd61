// `Take over`, confirmed: from the holder whom the button named, and from nobody else.
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const takeOverRole: ActionListener = (pressed) =>
  aboutPressed(pressed, 'take_over_role', (incident, { role, from }) =>
    performed(pressed, incident, { type: 'take_over_role', by: pressed.user, role, from }),
  );
