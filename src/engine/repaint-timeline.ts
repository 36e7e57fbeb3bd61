import type { Instant } from '../incident/incident.ts';
import { keyEventsInPostmortem } from '../incident/surfaces.ts';
import { queueErrands } from '../store/queue-errands.ts';
import { isMarked } from '../store/read-entries.ts';
import { readIncident } from '../store/read-incidents.ts';
import type { Db } from '../store/tables.ts';
import type { Heard, IncidentRef } from './engine.ts';

/**
 * What is heard makes a key event, or one says something else now, or is gone: what it said before is for lead and scribe,
 * so the post-mortem shows it no longer. In the transaction that records it. What is read back needs none: the line of the
 * check draws every section.
 */
export async function repaintTimeline(trx: Db, ref: IncidentRef, heard: Heard, now: Instant): Promise<void> {
  if (!(await isOfTimeline(trx, ref, heard))) return;
  const incident = await readIncident(trx, ref.workspace, ref.number);
  if (incident !== null) await queueErrands(trx, ref, keyEventsInPostmortem(incident), now);
}

async function isOfTimeline(trx: Db, { workspace }: IncidentRef, heard: Heard): Promise<boolean> {
  switch (heard.kind) {
    case 'mark':
      return true;
    case 'edit':
    case 'deletion':
      return isMarked(trx, workspace, heard);
    default:
      return false;
  }
}
