import { archiveAt } from './archive.ts';
import { remindAsksAt } from './asks.ts';
import type { Command } from './commands.ts';
import { escalateUnheldAt } from './escalate-unheld.ts';
import { remindHandoversAt } from './handovers.ts';
import type { Incident, Instant } from './incident.ts';
import { isOpen } from './incident.ts';
import { lookForSilenceAt } from './look-for-silence.ts';
import { offerHandOverAt } from './offer-hand-over.ts';
import { pageDueAt } from './pages.ts';
import { remindUnheldAt } from './remind-unheld.ts';
import { lookForSilentAt } from './silent-holders.ts';
import { triageDueAt } from './triage.ts';

export interface Alarm {
  readonly name: string;
  readonly at: Instant;
  readonly command: Command;
}

/** When to look again, and with which command: computed from the state after every change, never started or stopped. */
export function alarms(incident: Incident): readonly Alarm[] {
  if (incident.phase === 'triage') return alarm('triage_due', triageDueAt(incident), 'escalate_triage');
  return [
    ...alarm(
      'unheld_role',
      earliest(incident.policy.roles.map((role) => remindUnheldAt(incident, role))),
      'remind_unheld',
    ),
    ...alarm(
      'untaken_role',
      earliest(incident.policy.roles.map((role) => escalateUnheldAt(incident, role))),
      'escalate_unheld',
    ),
    ...alarm('update_due', isOpen(incident) && !incident.updateMissed ? incident.nextUpdateAt : null, 'miss_update'),
    ...alarm('asks_due', remindAsksAt(incident), 'remind_asks'),
    ...alarm('handover_silent', remindHandoversAt(incident), 'remind_handovers'),
    ...alarm('call_silence', lookForSilenceAt(incident), 'look_for_silence'),
    ...alarm('silent_holder', lookForSilentAt(incident), 'look_for_silent'),
    ...alarm('long_in_role', offerHandOverAt(incident), 'offer_hand_over'),
    ...alarm('archive_room', archiveAt(incident), 'archive'),
    ...pageDue(incident),
  ];
}

type Clock =
  | 'remind_unheld'
  | 'escalate_unheld'
  | 'miss_update'
  | 'remind_asks'
  | 'look_for_silence'
  | 'look_for_silent'
  | 'offer_hand_over'
  | 'remind_handovers'
  | 'archive'
  | 'escalate_triage';

function alarm(name: string, at: Instant | null, type: Clock): readonly Alarm[] {
  return at === null ? [] : [{ name, at, command: { type, by: 'muster' } }];
}

function pageDue(incident: Incident): readonly Alarm[] {
  const at = isOpen(incident) ? pageDueAt(incident) : null;
  return at === null ? [] : [{ name: 'page_silent', at, command: { type: 'page_next', by: 'muster', page: null } }];
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}
