import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { payloadFrom } from '../sandbox/people/payload.ts';
import { makeHook } from '../sandbox/response-urls.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { sign } from '../sandbox/sign.ts';
import type { Hook, User } from '../sandbox/world.ts';
import { peopleCount } from './workspace.ts';

export interface Room {
  readonly number: number;
  readonly channel: string;
}

export const kinds = ['command', 'click', 'event'] as const;
export type Kind = (typeof kinds)[number];

/** One request as Slack would send it; `wasTold` says after the answer whether the person was told of trouble. */
export interface Asking {
  readonly type: string;
  readonly user: string;
  readonly body: string;
  wasTold(answer: string): boolean;
}

const answers = ['yes', 'no', 'na', 'checking'];

/** A request that really changes the incident, the `index`-th: a note, an answer on the checklist, a message. */
export function makeAsking(sandbox: Sandbox, kind: Kind, room: Room, index: number): Asking {
  const { world } = sandbox;
  // In a room too everybody comes in turn: the same person with the same answer would change nothing.
  const turn = (index + Math.floor(index / peopleCount)) % peopleCount;
  const user = world.users.get(sandbox.person(`p${turn}`).profile.id) as User;
  const at = (Date.now() / 1000).toFixed(3);
  // Unique within one millisecond, and the same length as Slack's.
  const ts = `${at}${String(index % 1_000).padStart(3, '0')}`;
  if (kind === 'event') {
    return { ...makeMessage(sandbox, room.channel, user.id, index, Number(at) * 1_000), wasTold: () => false };
  }
  if (kind === 'command') {
    const body = new URLSearchParams({
      token: world.app.verificationToken,
      team_id: world.team.id,
      channel_id: room.channel,
      user_id: user.id,
      command: '/incident',
      text: `note request ${index}: rolled back`,
      api_app_id: world.app.id,
      response_url: makeHook(world, 'commands', user.id, room.channel),
      trigger_id: randomUUID(),
    }).toString();
    return { type: form, user: user.id, body, wasTold: (answer) => !answer.includes('noted') };
  }
  const url = makeHook(world, 'actions', user.id, room.channel);
  const hook = world.hooks.get(new URL(url).pathname) as Hook;
  const usesLeft = hook.usesLeft;
  const item = `identifying.1.${1 + (index % 2)}`;
  const value = JSON.stringify({ n: room.number, item, answer: answers[index % answers.length] });
  const payload = {
    type: 'block_actions',
    ...payloadFrom(world, user),
    container: { type: 'message', message_ts: ts, channel_id: room.channel },
    channel: { id: room.channel, name: 'room' },
    trigger_id: randomUUID(),
    response_url: url,
    actions: [
      { type: 'overflow', action_id: 'answer_check', block_id: item, selected_option: { value }, action_ts: ts },
    ],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return { type: form, user: user.id, body, wasTold: () => hook.usesLeft < usesLeft };
}

/** A message that somebody writes in a channel, as an event; `index` makes it one of its kind. */
export function makeMessage(
  { world }: Sandbox,
  channel: string,
  user: string,
  index: number,
  atMs: number,
): Omit<Asking, 'wasTold'> {
  const at = (atMs / 1000).toFixed(3);
  const ts = `${at}${String(index % 1_000).padStart(3, '0')}`;
  const event = { type: 'message', channel, channel_type: 'channel', user, ts, event_ts: ts };
  const body = {
    type: 'event_callback',
    token: world.app.verificationToken,
    team_id: world.team.id,
    api_app_id: world.app.id,
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(Number(at)),
    event: { ...event, text: `Message ${index}: the error rate is still climbing in the EU` },
  };
  return { type: 'application/json', user, body: JSON.stringify(body) };
}

const form = 'application/x-www-form-urlencoded';

/** Sends signed requests; gives the milliseconds until the whole answer was there. Throws on any status but 200. */
export function makeSender(sandbox: Sandbox, port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  return {
    close: () => agent.destroy(),
    send: (asking: Asking): Promise<{ readonly tookMs: number; readonly answer: string }> =>
      new Promise((resolve, reject) => {
        const headers = {
          'content-type': asking.type,
          'content-length': String(Buffer.byteLength(asking.body)),
          ...sign(sandbox.signingSecret, asking.body, Date.now()),
        };
        const startedAt = performance.now();
        const sent = request(
          { port, host: '127.0.0.1', path: '/slack/events', method: 'POST', agent, headers },
          (got) => {
            const chunks: Buffer[] = [];
            got.on('data', (chunk: Buffer) => chunks.push(chunk));
            got.on('error', reject);
            got.on('end', () => {
              const answer = Buffer.concat(chunks).toString();
              if (got.statusCode === 200) resolve({ tookMs: performance.now() - startedAt, answer });
              else reject(new Error(`answered ${got.statusCode}: ${answer}`));
            });
          },
        );
        sent.on('error', reject);
        sent.end(asking.body);
      }),
  };
}
