import type { Command, Declare } from '../incident/commands.ts';
import type { Errand } from '../incident/errands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident, Instant } from '../incident/incident.ts';
import type { Decision } from '../incident/refusals.ts';
import type { NewEntry } from '../record/entry.ts';

/** What the loop asks of the pure rooms; `main` hands it over. */
export interface Rules {
  /** The first event is `declared`. */
  /** `there`: the incident whose room the channel is that is to be adopted. */
  declare(command: Declare, number: number, now: Instant, there: Incident | null): Decision<IncidentEvent>;
  /** `other`: the incident on which the command depends besides (`otherOf`), locked. */
  decide(incident: Incident, command: Command, now: Instant, other?: Incident): Decision<IncidentEvent>;
  evolve(incident: Incident | null, event: IncidentEvent): Incident;
  /** `incident`: after all events of the change. */
  consequences(incident: Incident, event: IncidentEvent): readonly Errand[];
  /** When to wake up, with which command: all alarms of this state. */
  alarms(incident: Incident): readonly Alarm[];
  /** The line of the record; `incident`: after this event. Null: nothing worth a line. */
  entryOf(incident: Incident, event: IncidentEvent): NewEntry | null;
}

export interface Alarm {
  /** One of a name per incident. */
  readonly name: string;
  readonly at: Instant;
  readonly command: Command;
}
