import type { Delivered, Job } from '../../engine/engine.ts';
import type { Task, TaskKind } from '../../incident/errands.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Answer } from '../api.ts';
import type { Slack } from '../slack.ts';

/** Tells Slack one thing; runs again after a crash or a lost reply, so each says why that is safe. */
export type Delivery<Kind extends TaskKind> = (
  slack: Slack,
  job: Job,
  incident: Incident,
  task: Extract<Task, { readonly kind: Kind }>,
) => Promise<Delivered>;

export const done: Delivered = { outcome: 'done' };

/** Not yet: something that comes first, such as the room, is still on its way. */
export const soon: Delivered = { outcome: 'later', afterMs: 500, why: 'not_ready' };

/** What a no of Slack means for the errand. */
export function settle(answer: Exclude<Answer<object>, { readonly ok: true }>, what = ''): Delivered {
  switch (answer.kind) {
    case 'done_already':
      return done;
    case 'later':
      return { outcome: 'later', afterMs: answer.afterMs, why: answer.code };
    case 'never':
      return { outcome: 'never', why: answer.code, what };
  }
}
