// What Slack must be told of a triage: one message, edited; who reported it is asked by direct message.
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident, UserId } from './incident.ts';
import { homes, paint, say } from './surfaces.ts';
import { isTriageEvent, type Triage } from './triage.ts';

export type TriageNews = 'unanswered' | 'reminder' | 'doubted' | 'escalated' | 'unseen';

/** null: the event is about an incident. */
export function triageConsequences(incident: Incident, event: IncidentEvent): readonly Errand[] | null {
  const { triage } = incident;
  if (triage === undefined || (incident.phase !== 'triage' && !isTriageEvent(event))) return null;
  switch (event.type) {
    case 'triage_opened':
    case 'triage_looked':
    case 'check_answered':
      return [...shown(triage), ...homes([...concerned(triage)])];
    case 'triage_asked':
      return [...shown(triage), paint('triage-request', { kind: 'paint_triage_request' })];
    case 'triage_doubted':
      // A guest's word does not declare: who looks hears it. Else the declaration follows and says all.
      return triage.guest && triage.looker !== null
        ? [...shown(triage), told(triage.looker, 'doubted')]
        : shown(triage);
    case 'triage_told': {
      if (triage.state === 'asked') return [...shown(triage), told(triage.reportedBy, 'reminder')];
      return [...shown(triage), ...concerned(triage).map((user) => told(user, 'unanswered'))];
    }
    case 'triage_ended':
      return [...shown(triage), ...homes(concerned(triage))];
    case 'errand_parked':
      // Nobody sees it: whoever opened it must know.
      return event.errand === 'paint_triage' ? [told(triage.openedBy, 'unseen')] : [];
    default:
      return [];
  }
}

/** Where it became an incident: the message says which, and where its room is. By itself: who is concerned is told. */
export function triageTold(incident: Incident, event: IncidentEvent): readonly Errand[] {
  const { triage } = incident;
  if (triage === undefined) return [];
  if (event.type === 'channel_opened') return [paint('triage', { kind: 'paint_triage' })];
  if (event.type !== 'declared') return [];
  const users = concerned(triage);
  const news = event.by === 'muster' ? users.map((user) => told(user, 'escalated')) : [];
  return [...shown(triage), ...homes(users.filter((user) => user !== event.by)), ...news];
}

function shown({ request }: Triage): readonly Errand[] {
  const asked = request === null ? [] : [paint('triage-request', { kind: 'paint_triage_request' })];
  return [paint('triage', { kind: 'paint_triage' }), ...asked];
}

function concerned({ looker, reportedBy }: Triage): readonly UserId[] {
  return [...new Set([...(looker === null ? [] : [looker]), reportedBy])];
}

function told(user: UserId, news: TriageNews): Errand {
  return say(`dm:${user}`, { kind: 'say_triage', user, news });
}
