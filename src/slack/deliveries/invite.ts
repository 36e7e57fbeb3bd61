// Safe to repeat: who is in the room already is `already_in_channel`, which counts as done.
import type { Command } from '../../incident/commands.ts';
import { expandPeople } from '../expand-people.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';

/** Users in one conversations.invite call. */
const batchMax = 100;

const harmless = new Set(['already_in_channel', 'cant_invite_self']);

interface Refused {
  readonly errors?: readonly { readonly user?: string; readonly error?: string }[];
}

/** Asks people into the war room, in batches; one who cannot come never keeps the others out. */
export const invite: Delivery<'invite'> = async (slack, _job, incident, task) => {
  const { channel } = incident.room;
  if (channel === null) return soon;
  const { users, unknown } = await expandPeople(slack, task.who);
  const problems: Command[] = unknown.map((name) => problem('unknown_group', name));
  for (let at = 0; at < users.length; at += batchMax) {
    const batch = users.slice(at, at + batchMax);
    const answer = await slack.api<Refused>('conversations.invite', { channel, users: batch.join(','), force: true });
    const refused = (answer.ok ? answer.result.errors : (answer.details as Refused).errors) ?? [];
    if (!answer.ok && answer.kind === 'later') return settle(answer);
    if (!answer.ok && answer.kind === 'never' && refused.length === 0) return settle(answer, mention(batch));
    for (const { user = '', error = 'unknown_error' } of refused) {
      if (!harmless.has(error)) problems.push(problem(error, mention([user])));
    }
  }
  return problems.length === 0 ? done : { outcome: 'done', commands: problems };
};

function problem(why: string, what: string): Command {
  return { type: 'errand_parked', by: 'muster', errand: 'invite', why, what };
}

function mention(users: readonly string[]): string {
  return users.map((user) => `<@${user}>`).join(', ');
}
