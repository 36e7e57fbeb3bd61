// `Undo`, beside what somebody has just set by mistake: within five minutes, whoever presses it.
import { describeUndo } from '../../record/describe-undo.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const undo: ActionListener = (pressed) =>
  aboutPressed(pressed, 'undo', async (incident, { what, id }) => {
    if (what !== 'phase' && what !== 'severity') return trouble.oldButton();
    return performed(pressed, incident, { type: 'undo', by: pressed.user, what, id }, (after, events) => {
      // In the room its line says so.
      if (pressed.channel === after.room.channel) return null;
      const undone = events.find((event) => event.type === 'undone');
      return undone === undefined ? null : { text: `INC-${after.number}: ${describeUndo(undone)}` };
    });
  });
