import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './call.ts';
import type { CallFault } from './faults.ts';
import { methods } from './methods/methods.ts';
import type { makeRateLimits } from './rate-limits.ts';
import { invalidArguments, SlackError } from './slack-error.ts';
import type { World } from './world.ts';

/** One Web API call, for counting and for seeing what waited for what. Times are `performance.now()`. */
export type CallRecord = {
  id: number;
  method: string;
  args: Record<string, unknown>;
  startedAt: number;
  endedAt: number;
  response: Record<string, unknown>;
};

type Reply = { status: number; headers: Record<string, string>; body: Record<string, unknown> | string } | 'cut';

export type WebApi = {
  readonly calls: CallRecord[];
  /** Answers one call as Slack would. `cut`: the connection is to be dropped without an answer. */
  call(method: string, args: Record<string, unknown>, token: string): Promise<Reply>;
};

/** `latencyMs` is real time, half before the call takes effect and half after. */
export function makeWebApi(world: World, limits: ReturnType<typeof makeRateLimits> | null, latencyMs: number): WebApi {
  const calls: CallRecord[] = [];
  const pause = () => (latencyMs ? sleep(latencyMs / 2) : undefined);
  return {
    calls,
    async call(method, args, token) {
      const record: CallRecord = {
        id: calls.length + 1,
        method,
        args,
        startedAt: performance.now(),
        endedAt: 0,
        response: {},
      };
      calls.push(record);
      await pause();
      const reply = await answer(world, limits, method, args, token);
      await pause();
      record.endedAt = performance.now();
      record.response =
        reply === 'cut' || typeof reply.body === 'string' ? { ok: false, error: 'no_reply' } : reply.body;
      return reply;
    },
  };
}

async function answer(
  world: World,
  limits: ReturnType<typeof makeRateLimits> | null,
  name: string,
  args: Record<string, unknown>,
  token: string,
): Promise<Reply> {
  if (world.faults.isCutOff) return 'cut';
  const fault: CallFault = world.faults.draw(name, args) ?? {};
  if (fault.hangMs) await sleep(fault.hangMs, undefined, { ref: false });
  if (fault.rateLimit !== undefined) return limited(fault.rateLimit);
  if (fault.status !== undefined) return { status: fault.status, headers: {}, body: 'upstream request failed' };
  if (fault.error) return ok({ ok: false, error: fault.error });

  const method = methods[name];
  if (!method) return ok({ ok: false, error: 'unknown_method', req_method: name });
  const held = method.token === 'app' ? ['connections:write'] : world.app.scopes;
  const headers = { 'x-oauth-scopes': held.join(','), 'x-accepted-oauth-scopes': method.scopes.join(',') };
  try {
    checkToken(world, token, method.token ?? 'bot');
    const seconds = limits?.take(name, method.tier, String(args.channel ?? '')) ?? 0;
    if (seconds > 0) return limited(seconds);
    if (method.scopes.length && !method.scopes.some((scope) => held.includes(scope)))
      throw new SlackError('missing_scope', { needed: method.scopes[0], provided: held.join(',') });
    const call: Call = { world, args };
    const body = { ok: true, ...(await method.run(call)) };
    return fault.loseReply ? 'cut' : ok(body, headers);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return fault.loseReply ? 'cut' : ok({ ok: false, error: error.code, ...error.extra }, headers);
  }
}

function checkToken(world: World, token: string, wanted: 'app' | 'bot'): void {
  const { botToken, appToken, revoked, retiredTokens } = world.app;
  if (!token) throw new SlackError('not_authed');
  if (retiredTokens.includes(token)) throw new SlackError('token_revoked');
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
  if (token === botToken && revoked) throw new SlackError('token_revoked');
  if ((token === appToken) !== (wanted === 'app')) throw new SlackError('not_allowed_token_type');
}

const ok = (body: Record<string, unknown>, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  headers,
  body,
});
const limited = (seconds: number): Reply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { ok: false, error: 'ratelimited' },
});

/** Arguments whose value is a JSON text in a form. */
const nested = new Set(['blocks', 'attachments', 'view', 'metadata', 'files', 'unfurls']);

/**
 * The arguments of a request: a form (as the client sends), or a JSON body where the token is in the header.
 * A nested argument that is no JSON stays a text, for its method to refuse.
 */
export function readArguments(contentType: string, raw: string, query: URLSearchParams): Record<string, unknown> {
  const args: Record<string, unknown> = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) {
    try {
      Object.assign(args, JSON.parse(raw));
    } catch {
      throw invalidArguments('invalid JSON');
    }
    return args;
  }
  Object.assign(args, Object.fromEntries(new URLSearchParams(raw)));
  for (const [name, value] of Object.entries(args)) {
    if (!nested.has(name) || typeof value !== 'string') continue;
    try {
      args[name] = JSON.parse(value);
    } catch {
      // left as it is
    }
  }
  return args;
}
