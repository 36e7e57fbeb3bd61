import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident, Instant } from './incident.ts';

/** The record was compared with Slack's history. What was found, or why it could not be, is worth a line; nothing is not, unless there was doubt. */
export const checkRecord: Rule<'check_record'> = (incident, { from, to, found, why }) => {
  const { missing, changed, vanished, marks } = found;
  const isNews = why !== null || missing + changed + vanished + marks > 0;
  if (!isNews && !settlesDoubt(incident, { to, why })) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'record_checked', from, to, found, why });
};

/** Whether a reading up to some time shows that nothing is missing any more of what may not have been delivered. */
export function settlesDoubt(
  { room }: Incident,
  { to, why }: { readonly to: Instant; readonly why: string | null },
): boolean {
  const { doubtedUntil = null } = room;
  return doubtedUntil !== null && why === null && to >= doubtedUntil;
}

/** An adopted channel's past is put on the record, page by page; the briefing shows how far. */
export const readPast: Rule<'read_past'> = (incident, { read, since, done }) => {
  const { past } = incident.room;
  if (past === undefined || past.done) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'past_read', read, since, done });
};
