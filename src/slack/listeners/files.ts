// `/incident export`: timeline and post-mortem as files, in the room, or privately when the room is gone.

import type { Incident } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener, Asked, Reply, TypedWord } from './listener.ts';
import { performed } from './replied.ts';

export const exportWord: TypedWord = {
  word: 'export',
  needs: 'incident',
  run: async ({ incident, ...asked }) => (incident === null ? null : ask(asked, incident)),
};

export const askFiles: ActionListener = (pressed) =>
  aboutPressed(pressed, 'ask_files', (incident) => ask(pressed, incident));

function ask(asked: Asked, incident: Incident): Promise<Reply | null> {
  return performed(asked, incident, { type: 'ask_files', by: asked.user }, (after) => {
    const gone = after.room.channel === null || outOfReach(after.room) !== null;
    const where = gone
      ? 'The files come to you by direct message, as the room is out of my reach.'
      : 'The files are on their way into the room.';
    const trusted = after.roles.some(
      (holding) => holding.user === asked.user && (holding.role === 'lead' || holding.role === 'scribe'),
    );
    return {
      text: `INC-${after.number}: ${where}${trusted ? ' The whole record comes to you by direct message.' : ''}`,
    };
  });
}
