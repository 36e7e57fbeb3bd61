import type { CommandBody } from './commands.ts';
import type { EventBody } from './events.ts';
import type { Incident, Instant, UserId } from './incident.ts';
import type { Decision, Refusal } from './refusals.ts';

/** A rule of one verb: what happens, or why not. Pure; who and when are passed in, and the other incident (`otherOf`). */
export type Rule<Type extends CommandBody['type']> = (
  incident: Incident,
  command: Extract<CommandBody, { type: Type }> & { readonly by: UserId },
  now: Instant,
  other?: Incident,
) => Decision<EventBody>;

export function happened(...events: readonly EventBody[]): Decision<EventBody> {
  return { events };
}

export function refuse(refused: Refusal): Decision<EventBody> {
  return { refused };
}
