// Safe to repeat: Slack answers `already_pinned`.
import { type Delivery, done, settle, soon } from './delivery.ts';

export const pinBriefing: Delivery<'pin_briefing'> = async (slack, _job, incident) => {
  const { channel, briefing } = incident.room;
  if (channel === null || briefing === null) return soon;
  const answer = await slack.api('pins.add', { channel, timestamp: briefing });
  return answer.ok ? done : settle(answer);
};
