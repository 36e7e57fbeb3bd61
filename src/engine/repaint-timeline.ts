import type { Instant, MessageRef } from '../incident/incident.ts';
import { paint, sectionCount } from '../incident/surfaces.ts';
import { queueErrands } from '../store/queue-errands.ts';
import { isMarked } from '../store/read-entries.ts';
import { readIncident } from '../store/read-incidents.ts';
import type { Db } from '../store/tables.ts';
import type { IncidentRef } from './engine.ts';

/** The timeline itself, and the section that tells of its gaps. */
const showing = [3, sectionCount];

/**
 * A key event says something else now, or is gone: what it said before is for lead and scribe, so the post-mortem shows it
 * no longer. In the transaction that records it. What is read back needs none: the line of the check draws every section.
 */
export async function repaintTimeline(trx: Db, ref: IncidentRef, message: MessageRef, now: Instant): Promise<void> {
  if (!(await isMarked(trx, ref.workspace, message))) return;
  const incident = await readIncident(trx, ref.workspace, ref.number);
  const { thread = null, sections = {} } = incident?.postmortem ?? {};
  if (thread === null) return;
  // Once the one before it stands, a section is on its way, maybe with the old words: it is drawn again after that.
  const due = showing.filter((section) => sections[section - 1] !== undefined);
  const errands = due.map((section) => paint(`section:${section}`, { kind: 'paint_section', section }));
  await queueErrands(trx, ref, [paint('postmortem', { kind: 'paint_postmortem' }), ...errands], now);
}
