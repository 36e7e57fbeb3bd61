import { withChannelId } from './channel-id.ts';
import { settlesDoubt } from './check-record.ts';
import type { IncidentEvent, Surface } from './events.ts';
import { changeAsk } from './evolve-asks.ts';
import { changeChange } from './evolve-changes.ts';
import { handOverOfferShown, roleAskShown, silenceShown } from './evolve-crew.ts';
import { changeHandover } from './evolve-handovers.ts';
import { pageShown } from './evolve-pages.ts';
import { reminderShown } from './evolve-roles.ts';
import { changeTriage } from './evolve-triage.ts';
import { followersOf, followerTold } from './followers.ts';
import type { Incident, Instant, MessageRef, Room, UserId } from './incident.ts';
import { openingRoom } from './opening.ts';

type RoomEvent = Extract<
  IncidentEvent,
  {
    readonly type:
      | 'channel_opened'
      | 'past_read'
      | 'room_changed'
      | 'events_dropped'
      | 'record_checked'
      | 'room_left'
      | 'room_rejoined'
      | 'room_renamed'
      | 'channel_id_changed'
      | 'room_made_private'
      | 'room_passed_on'
      | 'surface_posted'
      | 'archive_due'
      | 'export_kept';
  }
>;

/** Where the incident lives in Slack: opened, shown, archived, brought back. */
export function evolveRoom(incident: Incident, event: RoomEvent): Incident {
  const { room } = incident;
  switch (event.type) {
    case 'channel_opened':
      return {
        ...incident,
        room: channelOpened(room, event),
        problems: incident.problems.filter(({ errand }) => errand !== 'open_channel'),
      };
    case 'past_read': {
      const { read, since, done } = event;
      return { ...incident, room: { ...room, past: { read, since, done } } };
    }
    case 'room_changed':
      return { ...incident, room: roomChanged(room, event.archivedAt, event.at) };
    case 'events_dropped':
      return { ...incident, room: { ...room, doubtedUntil: event.until } };
    case 'record_checked':
      return settlesDoubt(incident, event) ? { ...incident, room: { ...room, doubtedUntil: null } } : incident;
    case 'room_left':
      return { ...incident, room: { ...room, leftAt: event.leftAt } };
    case 'room_rejoined':
      return { ...incident, room: { ...room, leftAt: null, rejoinedAt: event.at, doubtedUntil: event.at } };
    case 'room_renamed':
      return { ...incident, room: { ...room, name: event.to } };
    case 'channel_id_changed':
      return channelIdChanged(incident, event);
    case 'room_made_private':
      return { ...incident, private: true, room: { ...room, announcement: null } };
    case 'room_passed_on':
      return { ...incident, room: { ...room, passedOnAt: event.at } };
    case 'surface_posted':
      return surfacePosted(incident, event.surface, event.message);
    case 'archive_due': {
      const archiveTries = room.archiving ? (room.archiveTries ?? 0) + 1 : 1;
      return { ...incident, room: { ...room, archiving: true, archiveTries, archiveTriedAt: event.at } };
    }
    case 'export_kept':
      return { ...incident, room: { ...room, exportKept: true } };
  }
}

function channelOpened(room: Room, event: Extract<RoomEvent, { type: 'channel_opened' }>): Room {
  const { channel, name, invited } = event;
  const opened = { ...room, channel, name, invited };
  return event.adopted === true ? { ...opened, adopted: true, past: { read: 0, since: null, done: false } } : opened;
}

/** Nothing of the old room is shown in the new one yet; who asked for it is asked in. */
export function moved(incident: Incident, by: UserId): Incident {
  const { channel } = incident.room;
  return {
    ...incident,
    room: { ...openingRoom, invited: [by], ...(channel === null ? {} : { replaces: channel }) },
    postmortem: { ...incident.postmortem, thread: null, sections: {} },
  };
}

function roomChanged(room: Room, archivedAt: Instant | null, at: Instant): Room {
  const changed = { ...room, archivedAt, leftAt: null, archiving: false, exportKept: false };
  return archivedAt === null ? { ...changed, broughtBackAt: at } : changed;
}

/** Wherever it is named; what failed meanwhile at the old one was no leaving. */
function channelIdChanged(before: Incident, event: Extract<RoomEvent, { type: 'channel_id_changed' }>): Incident {
  const incident = withChannelId(before, event);
  const { room } = incident;
  return room.channel === event.to ? { ...incident, room: { ...room, leftAt: null, rejoinedAt: event.at } } : incident;
}

function surfacePosted(incident: Incident, surface: Surface, message: MessageRef): Incident {
  const { room, postmortem } = incident;
  switch (surface.kind) {
    case 'briefing':
      return { ...incident, room: { ...room, briefing: message.ts } };
    case 'checklist':
      return { ...incident, room: { ...room, checklists: { ...room.checklists, [surface.phase]: message.ts } } };
    case 'announcement':
      return { ...incident, room: { ...room, announcement: incident.private ? null : message } };
    case 'postmortem':
      return { ...incident, postmortem: { ...postmortem, thread: message.ts } };
    case 'triage':
      return changeTriage(incident, { message });
    case 'triage_request':
      return changeTriage(incident, { request: message });
    case 'page':
      return pageShown(incident, surface.page, message.ts);
    case 'ask':
      return changeAsk(incident, surface.ask, { line: message });
    case 'ask_request':
      return changeAsk(incident, surface.ask, { request: message });
    case 'change':
      return changeChange(incident, surface.change, { line: message });
    case 'role_request':
      return roleAskShown(incident, surface.ask, message);
    case 'hand_over_offer':
      return handOverOfferShown(incident, surface.offer, message);
    case 'silence':
      return silenceShown(incident, surface.silence, message);
    case 'reminder':
      return reminderShown(incident, surface, message);
    case 'handover':
      return changeHandover(incident, surface.handover, { request: message });
    case 'role_line': {
      const { since, said } = surface;
      return { ...incident, roleLine: { ...message, since, said } };
    }
    case 'follower':
      return {
        ...incident,
        followers: followerTold(followersOf(incident), surface.user, surface.heard, message),
      };
    case 'offers': {
      const shown = { ...message, user: surface.user };
      return { ...incident, offers: { pending: incident.offers?.pending ?? [], shown } };
    }
    case 'section': {
      const sections = { ...postmortem.sections, [surface.section]: message.ts };
      return { ...incident, postmortem: { ...postmortem, sections } };
    }
  }
}
