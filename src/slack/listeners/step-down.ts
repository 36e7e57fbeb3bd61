// `Step down` in the menu: at once for who holds one role; who holds several is asked which.
import { stepDown as stepDownView } from '../views/step-down.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const stepDown: ActionListener = (pressed) =>
  aboutPressed(pressed, 'step_down', async (incident) => {
    const mine = incident.roles.filter((holding) => holding.user === pressed.user);
    const [only] = mine;
    if (only === undefined || mine.length > 1) return stepDownView(incident, pressed.user);
    return performed(pressed, incident, { type: 'vacate_role', by: pressed.user, role: only.role, user: pressed.user });
  });
