// `/incident duplicate INC-7`: the same trouble has a room already; this one ends and points there.
import { canSee } from '../can-see.ts';
import { bareNumber, incidentNumber } from '../command-line.ts';
import { trouble } from '../views/trouble.ts';
import type { TypedWord } from './listener.ts';
import { doneElsewhere, performed } from './replied.ts';
import { aboutTriage } from './triage.ts';

export const duplicateWord: TypedWord = {
  word: 'duplicate',
  needs: 'incident',
  takes: 'argument',
  run: async ({ incident, line, ...asked }) => {
    const [other = ''] = line.rest.split(/\s+/);
    const of = incidentNumber(other) ?? bareNumber(other);
    if (incident === null) return null;
    if (of === null) return trouble.notUnderstood('Name the other incident: `/incident duplicate INC-7`.');
    const there = await asked.slack.engine.incident({ workspace: incident.workspace, number: of });
    if (there === null || !(await canSee(asked.slack, asked.user, there, asked.channel))) {
      return trouble.unknownIncident(of);
    }
    // What is still looked at has no room in which it could go on.
    if (there.phase === 'triage') return aboutTriage(asked.slack, there);
    // Members of this room need not be members of a private one: its channel is not named.
    const link = there.private || there.room.channel === null ? null : `<#${there.room.channel}>`;
    return performed(asked, incident, { type: 'mark_duplicate', by: asked.user, of, link }, doneElsewhere(asked));
  },
};
