import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './engine/engine.ts';
import { NoAnswerInTime } from './engine/turns.ts';
import type { CardWays } from './incident/card-ways.ts';
import { noDirectory } from './incident/directory.ts';
import type { Parts } from './muster.ts';
import { createPagers } from './pagers/create-pagers.ts';
import type { Mask } from './record/mask.ts';
import { type CallOutcome, createApi } from './slack/api.ts';
import { readIdentity } from './slack/identity.ts';
import type { Method } from './slack/methods.ts';
import { createPeople } from './slack/people.ts';
import type { Slack } from './slack/slack.ts';
import { TokenError } from './slack/token-error.ts';
import type { TokenWatch } from './slack/token-watch.ts';
import { isAway } from './store/is-away.ts';

/** What a person waits for: inside the three seconds that Slack gives us. */
export const quickTimeoutMs = 2_000;
const workerTimeoutMs = 10_000;

export interface Reached {
  readonly engine: Engine;
  readonly watch: TokenWatch;
  readonly card: CardWays;
  readonly mask: Mask;
  /** Ends the waiting: it rejects. */
  readonly signal: AbortSignal;
  readonly onCall: (method: Method, outcome: CallOutcome, ms: number) => void;
}

/** Who we are in Slack; while Slack is away, again and again, a little later each time. */
export async function reachSlack(parts: Parts, reached: Reached): Promise<Slack> {
  const { environment, policy, clock, log, directory = noDirectory } = parts;
  const { engine, watch, card, mask, signal, onCall } = reached;
  const pagers = parts.pagers ?? createPagers(environment.pagers);
  const { botToken: token, slackApiUrl: url } = environment;
  const api = createApi({ token, url, timeoutMs: parts.slackTimeoutMs ?? workerTimeoutMs, watch, onCall });
  const quick = createApi({ token, url, timeoutMs: quickTimeoutMs, watch, onCall });
  for (let waitMs = parts.slackRetryMs ?? 500; ; waitMs = Math.min(waitMs * 2, 30_000)) {
    const found = await readIdentity(quick);
    if ('identity' in found) {
      const { identity } = found;
      const people = createPeople({ api: quick, engine, teamId: identity.teamId, now: () => clock.now() });
      const now = () => clock.now();
      return { engine, api, quick, identity, people, policy, directory, pagers, card, mask, now, isAway: away, log };
    }
    if (found.lasting) throw new TokenError('SLACK_BOT_TOKEN', found.why);
    log.warn({ 'slack.error': found.why }, 'Slack does not answer yet; trying again');
    await sleep(waitMs, undefined, { signal });
  }
}

/** The database is away, or so busy that a person would wait too long. */
function away(error: unknown): boolean {
  return error instanceof NoAnswerInTime || isAway(error);
}
