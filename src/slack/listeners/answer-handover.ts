// `Accept` and `Can't` on the offer of a role, and `Ask again` of who offered it.
import { findHandover } from '../../incident/handovers.ts';
import { readPress } from '../ids.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const answerHandover: ActionListener = async (pressed) => {
  const value = readPress('answer_handover', pressed.value);
  const type = value === null ? undefined : commands.get(value.answer);
  if (value === null || type === undefined) return trouble.oldButton();
  const { slack, user: by } = pressed;
  const command = { type, by, id: value.id } as const;
  const incident = await slack.engine.incident({ workspace: slack.identity.teamId, number: value.n });
  // A private room may not have them yet: who offered it, being in there, has told them.
  if (incident !== null && findHandover(incident, value.id)?.to === by) return performed(pressed, incident, command);
  return aboutPressed(pressed, 'answer_handover', (seen) => performed(pressed, seen, command));
};

const commands = new Map([
  ['accept', 'accept_handover'],
  ['decline', 'decline_handover'],
] as const) as ReadonlyMap<string, 'accept_handover' | 'decline_handover'>;

export const askHandoverAgain: ActionListener = (pressed) =>
  aboutPressed(pressed, 'ask_handover_again', (incident, { id }) =>
    performed(pressed, incident, { type: 'ask_handover_again', by: pressed.user, id }, (after) => {
      const to = findHandover(after, id)?.to;
      return to === undefined ? null : { text: `INC-${after.number}: <@${to}> is asked again.` };
    }),
  );
