// `Accept` or `Can't` on the question whether somebody takes a role, and `Ask again` when no answer comes.
import type { RoleAsk } from './crew.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import type { Incident } from './incident.ts';
import type { Decision } from './refusals.ts';
import { findRoleAsk, holdersByHand, isFull } from './role-asks.ts';

/** Somebody who presses twice, or two who press at once, ask once. */
const askAgainMs = 60_000;

export const answerRole: Rule<'answer_role'> = (incident, { by, id, answer }) => {
  const ask = findRoleAsk(incident, id);
  if (ask === undefined) return refuse({ reason: 'role_ask_over', role: '', user: null });
  if (ask.user !== by) return refuse({ reason: 'not_yours', user: ask.user });
  if (ask.ended !== null) return over(incident, ask);
  if (answer === 'cant') return happened({ type: 'role_declined', id });
  const byHand = holdersByHand(incident, ask.role);
  const from = isFull(incident, ask.role) ? (byHand.find(({ user }) => user === ask.from) ?? byHand[0]) : undefined;
  return happened({ type: 'role_taken', role: ask.role, user: by, from: from?.user ?? null });
};

/** The same person is asked once more, by whoever wants to know. */
export const askRoleAgain: Rule<'ask_role_again'> = (incident, { id }, now) => {
  const ask = findRoleAsk(incident, id);
  if (ask === undefined) return refuse({ reason: 'role_ask_over', role: '', user: null });
  if (ask.ended !== null) return over(incident, ask);
  const { role, user, againAt, at } = ask;
  if (now - (againAt ?? at) < askAgainMs) {
    return refuse({ reason: 'already_asked', role, user, since: againAt ?? at });
  }
  return happened({ type: 'role_asked_again', id });
};

/** A button of a message that is behind the times: who has the role now is named. */
function over(incident: Incident, { role, user, ended }: RoleAsk): Decision<EventBody> {
  const byHand = holdersByHand(incident, role);
  if (byHand.some((holding) => holding.user === user)) return refuse({ reason: 'already_theirs', role, user });
  const holder = byHand.find((holding) => holding.user === ended?.by);
  if (holder !== undefined && isFull(incident, role)) {
    return refuse({ reason: 'already_held', role, user: holder.user, since: holder.since });
  }
  return refuse({ reason: 'role_ask_over', role, user: ended?.how === 'replaced' ? ended.by : null });
}
