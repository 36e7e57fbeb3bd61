import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** The record was compared with Slack's history. What was found, or why it could not be, is worth a line; nothing is not. */
export const checkRecord: Rule<'check_record'> = (_incident, { from, to, found, why }) => {
  const { missing, changed, vanished, marks } = found;
  if (why === null && missing + changed + vanished + marks === 0) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'record_checked', from, to, found, why });
};

/** An adopted channel's past is put on the record, page by page; the briefing shows how far. */
export const readPast: Rule<'read_past'> = (incident, { read, since, done }) => {
  const { past } = incident.room;
  if (past === undefined || past.done) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'past_read', read, since, done });
};
