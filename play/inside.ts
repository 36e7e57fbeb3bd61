import type { Sandbox } from '../sandbox/sandbox.ts';
import type { BotProcess } from './bot-process.ts';

/** What goes wrong with Slack because somebody wants to see it. */
export type Switches = { slow: boolean; cutOff: boolean; repeat: boolean; reorder: boolean; limited: boolean };

const calm: Switches = { slow: false, cutOff: false, repeat: false, reorder: false, limited: false };
const shown = 60;

/** The drawer for the curious: what goes between Slack and the bot, the bot's inside, and switches for trouble. */
export function makeInside(sandbox: Sandbox, bot: BotProcess) {
  let switches = calm;

  function turn(next: Switches): void {
    switches = next;
    sandbox.faults.clear();
    if (next.cutOff) sandbox.faults.cutOff();
    if (next.limited) sandbox.faults.chance('*', 0.5, { rateLimit: 3 });
    if (next.slow) sandbox.faults.chance('*', 1, { hangMs: 1500 });
    sandbox.faults.deliveries({ repeat: next.repeat ? 1 : 0, reorder: next.reorder ? 0.5 : 0 });
  }

  async function look() {
    const calls = sandbox.calls.slice(-shown).map(({ id, method, args, endedAt, startedAt, response }) => ({
      id,
      method,
      about: aboutCall(args),
      ms: endedAt ? Math.round(endedAt - startedAt) : null,
      answer: response.ok === true ? 'ok' : endedAt ? String(response.error ?? 'no answer') : '…',
      args,
      response,
    }));
    const deliveries = sandbox.deliveries.slice(-shown).map((delivery, index) => ({
      id: sandbox.deliveries.length - Math.min(shown, sandbox.deliveries.length) + index + 1,
      kind: delivery.kind,
      about: aboutBody(delivery.body),
      status: delivery.status,
      ms: Math.round(delivery.ackMs),
      attempt: delivery.attempt,
      body: delivery.body,
    }));
    return {
      bot: bot.state,
      switches,
      waitingRetries: sandbox.waitingRetries,
      calls,
      deliveries,
      debug: await bot.debug(),
    };
  }

  return async (path: string, body: unknown): Promise<unknown> => {
    switch (path) {
      case 'look':
        return look();
      case 'switch':
        turn({ ...switches, ...(body as Partial<Switches>) });
        return switches;
      case 'bot': {
        const { order } = body as { order: 'start' | 'restart' | 'kill' };
        // Pressed twice, the second finds it under way.
        if (order === 'start' || bot.state === 'running') {
          if (order === 'kill') await bot.kill();
          if (order === 'restart') await bot.stop();
          if (order !== 'kill') await bot.start();
        }
        return { bot: bot.state };
      }
      default:
        throw new Error('no such thing inside');
    }
  };
}

function aboutCall(args: Record<string, unknown>): string {
  const { channel, text, name, topic, user, user_id, users } = args;
  return [channel ?? user_id ?? user ?? users, text ?? topic ?? name]
    .filter((one) => typeof one === 'string')
    .join(' · ')
    .slice(0, 90);
}

function aboutBody(body: Record<string, unknown>): string {
  const event = body.event as Record<string, unknown> | undefined;
  const [action] = (body.actions ?? []) as Record<string, unknown>[];
  const view = body.view as Record<string, unknown> | undefined;
  if (event) return [event.type, event.subtype, event.text ?? event.reaction].filter(Boolean).join(' · ').slice(0, 90);
  if (action) return String(action.action_id);
  return String(view?.callback_id ?? body.text ?? body.callback_id ?? '').slice(0, 90);
}
