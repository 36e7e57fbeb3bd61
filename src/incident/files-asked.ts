import type { Errand } from './errands.ts';
import type { Incident, UserId } from './incident.ts';
import { outOfReach } from './out-of-reach.ts';
import { act } from './surfaces.ts';

/** The room's copy in the room, or privately when the room is gone; the whole record to lead and scribe only. */
export function filesAsked(incident: Incident, by: UserId): readonly Errand[] {
  const gone = incident.room.channel === null || outOfReach(incident.room) !== null;
  const trusted = incident.roles.some(
    (holding) => holding.user === by && (holding.role === 'lead' || holding.role === 'scribe'),
  );
  const copy = { kind: 'upload_files', files: 'room' } as const;
  return [
    act(
      'files',
      gone ? { ...copy, to: { user: by }, thenArchive: false } : { ...copy, to: 'room', thenArchive: false, by },
    ),
    ...(trusted
      ? [act(`files:${by}`, { kind: 'upload_files', files: 'full', to: { user: by }, thenArchive: false })]
      : []),
  ];
}
