import { withdrawn } from './consequences-of-room.ts';
import type { Errand } from './errands.ts';
import { escalationOf } from './escalate-unheld.ts';
import type { Surface } from './events.ts';
import { lateForFollower } from './follow-consequences.ts';
import type { Incident, MessageRef } from './incident.ts';
import { act, checklist, markdown, paint, say, sectionCount } from './surfaces.ts';

/** What follows once Slack shows a surface: below the briefing its checklist, or the next section of the thread. */
export function afterPosting(incident: Incident, surface: Surface, message: MessageRef): readonly Errand[] {
  switch (surface.kind) {
    case 'briefing':
      return [
        act('pin', { kind: 'pin_briefing' }),
        act('bookmarks', { kind: 'add_bookmarks' }),
        // Who adopts a channel is in it.
        ...(incident.room.adopted ? [] : [say('link', { kind: 'send_link', user: incident.declaredBy })]),
        ...checklist(incident, 'identifying'),
      ];
    case 'postmortem':
      return [paint('section:1', { kind: 'paint_section', section: 1 })];
    case 'section': {
      const next = surface.section + 1;
      if (next <= sectionCount) return [paint(`section:${next}`, { kind: 'paint_section', section: next })];
      return [
        paint('postmortem', { kind: 'paint_postmortem' }),
        markdown(),
        act('participants', { kind: 'ask_participants' }),
      ];
    }
    case 'announcement':
      // Made private while it was on its way.
      return incident.private ? withdrawn(message) : [];
    case 'follower':
      return lateForFollower(incident, surface.user, message);
    case 'reminder':
      // Escalated before Slack showed it, or reminded of once more.
      return surface.roles.some((role) => escalationOf(incident, role) !== null)
        ? [paint('reminder', { kind: 'paint_reminder' })]
        : [];
    case 'role_line':
    case 'checklist':
    case 'triage':
    case 'triage_request':
    case 'page':
    case 'ask':
    case 'ask_request':
    case 'change':
    case 'handover':
    case 'offers':
    case 'hand_over_offer':
    case 'role_request':
    case 'silence':
      return [];
  }
}
