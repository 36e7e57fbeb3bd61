// Safe to repeat: Slack answers `already_archived`; the event that follows is refused the second time.
import { type Delivery, done, settle } from './delivery.ts';

/** The room's files are safe by now. Archiving puts the bot out of a public channel, and it cannot come back by itself. */
export const archiveChannel: Delivery<'archive_channel'> = async (slack, _job, incident) => {
  const { channel, adopted, archivedAt, archiving } = incident.room;
  // Reopened while the files were on their way: the room stays.
  if (channel === null || adopted || archivedAt !== null || !archiving) return done;
  const answer = await slack.api('conversations.archive', { channel });
  if (!answer.ok && answer.kind !== 'done_already') return settle(answer);
  return { outcome: 'done', commands: [{ type: 'room_changed', by: 'muster', archived: true }] };
};
