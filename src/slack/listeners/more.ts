// The menu `More` under the briefing: what is needed less often.

import { press, readPress, type Verb } from '../ids.ts';
import { actionRoutes } from '../routes.ts';
import { trouble } from '../views/trouble.ts';
import type { ActionListener, Pressed, Reply } from './listener.ts';

export const more: ActionListener = async (pressed) => {
  const value = readPress('more', pressed.value);
  if (value === null) return trouble.oldButton();
  const run = actionRoutes[value.to];
  if (run === undefined || value.to === 'more') return trouble.oldButton();
  return run(asPressed(pressed, value.to as Verb, value.n));
};

function asPressed(pressed: Pressed, verb: Verb, n: number): Pressed {
  return { ...pressed, actionId: verb, value: press(verb as 'edit', { n }).value };
}
