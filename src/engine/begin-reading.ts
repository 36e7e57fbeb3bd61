import { heardUntil } from '../incident/heard-until.ts';
import { type Incident, type Instant, isOpen } from '../incident/incident.ts';
import type { Progress, TakenMending } from '../store/mending.ts';
import { tsOf } from './mend-room.ts';

/** What is newer than this may still be on its way to us, or not yet in the history. */
export const settlingMs = 2_000;
/** The same where nobody waits: Slack's second attempt comes after a minute, and what it brings was not missed. */
const patientMs = 65_000;

/**
 * A reading from its beginning. Where it was compared before, only what is new since then, and the newest page: by the
 * rhythm, and once nobody is at work there, unless every thread is asked for. `incident`: null, it is gone.
 */
export function beginReading(room: TakenMending, incident: Incident | null, now: Instant): Progress {
  const { asked, everyThread, since, report } = room;
  const isAwaited = asked > room.answered;
  const isCalm = incident !== null && !isOpen(incident) && !isDrafting(incident) && !everyThread;
  const compared = report !== null && report.why === null && (!isAwaited || isCalm) ? report : null;
  const heard = (incident === null ? null : heardUntil(incident)) ?? now;
  const until = tsOf(Math.min(now - (isAwaited || compared === null ? settlingMs : patientMs), heard));
  return {
    asked,
    everyThread,
    newestOnly: compared !== null,
    ...(compared === null ? {} : { comparedTo: tsOf(compared.to) }),
    startedAt: now,
    since,
    until,
    before: until,
    done: false,
    threads: [],
    read: 0,
    oldest: null,
    found: { missing: 0, changed: 0, vanished: 0, marks: 0 },
  };
}

/** What people reply in the thread of a draft belongs into it. */
function isDrafting({ phase, postmortem }: Incident): boolean {
  return phase === 'resolved' && postmortem.state === 'draft';
}
