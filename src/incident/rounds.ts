import type { Errand } from './errands.ts';
import type { Incident } from './incident.ts';

/**
 * The round in which an errand is done; null: alone, as soon as it can be. What shows the facts of an incident (briefing,
 * announcement, App Homes) is one round: drawn from one state and sent together, so that nobody reads two truths beside
 * each other. Rounds wait for room in Slack's limits; so do checklists, each a round of its own. What Slack shows for the
 * first time never waits.
 */
export function roundOf({ room }: Incident, { sort, surface, task }: Errand): string | null {
  if (sort !== 'paint') return null;
  switch (task.kind) {
    case 'paint_briefing':
    case 'paint_announcement':
    case 'paint_home':
      return room.briefing === null ? null : 'facts';
    case 'paint_checklist':
      return room.checklists[task.phase] === undefined ? null : surface;
    default:
      return null;
  }
}
