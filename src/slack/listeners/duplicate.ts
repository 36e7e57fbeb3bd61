// `/incident duplicate INC-7`: the same trouble has a room already; this one ends and points there.
import { canSee } from '../can-see.ts';
import { incidentNumber } from '../command-line.ts';
import { trouble } from '../views/trouble.ts';
import type { TypedWord } from './listener.ts';
import { performed } from './replied.ts';
import { aboutTriage } from './triage.ts';

export const duplicateWord: TypedWord = {
  word: 'duplicate',
  needs: 'incident',
  run: async ({ incident, line, ...asked }) => {
    const of = incidentNumber(line.rest.split(/\s+/)[0]);
    if (incident === null) return null;
    if (of === null) return trouble.notUnderstood('Name the other incident: `/incident duplicate INC-7`.');
    const other = await asked.slack.engine.incident({ workspace: incident.workspace, number: of });
    if (other === null || !(await canSee(asked.slack, asked.user, other, asked.channel))) {
      return trouble.unknownIncident(of);
    }
    // What is still looked at has no room in which it could go on.
    if (other.phase === 'triage') return aboutTriage(asked.slack, other);
    // Members of this room need not be members of a private one: its channel is not named.
    const link = other.private || other.room.channel === null ? null : `<#${other.room.channel}>`;
    return performed(asked, incident, { type: 'mark_duplicate', by: asked.user, of, link });
  },
};
