// From `/incident new` to a room that can be used, with Slack taking 200 ms for each call.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Place, startBot } from './bot.ts';
import { met, ms, percentile } from './figures.ts';
import { openWorkspace } from './workspace.ts';

const latencyMs = 200;
const rounds = 5;
/**
 * Bookmarks, group look-ups and a first joining are counted apart; so is who somebody is, asked once an hour, and the
 * comparison of open rooms with Slack's history that a start brings, which falls into one of the rounds.
 */
const apart = /^(bookmarks\.|usergroups\.|conversations\.(join|info|history)$|users\.info$)/;

type Call = Sandbox['calls'][number];

interface Opening {
  /** From the command to the last answer of channel, invitation, briefing and announcement. */
  readonly usableMs: number;
  /** The same to the pin. */
  readonly pinnedMs: number;
  readonly usableDepth: number;
  readonly pinnedDepth: number;
  readonly calls: readonly string[];
  readonly apart: readonly string[];
}

/** Rows of the table: the first incident ever (joins, looks people up), then the median of the ones after it. */
export async function benchWarRoom(name: string, place: Place): Promise<string[][]> {
  const sandbox = await openWorkspace(latencyMs);
  const bot = await startBot(sandbox, place);
  sandbox.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
  const first = await declareOnce(sandbox, 0);
  const next: Opening[] = [];
  for (let round = 1; round <= rounds; round += 1) next.push(await declareOnce(sandbox, round));
  await bot.stop();
  await sandbox.close();
  const usableMs = percentile(
    next.map((one) => one.usableMs),
    0.5,
  );
  const last = next.toSorted((one, other) => other.calls.length - one.calls.length)[0] ?? first;
  const calls = Math.max(...next.map((one) => one.calls.length));
  const depth = Math.max(...next.map((one) => one.usableDepth));
  const linked = Math.max(...next.map((one) => one.pinnedDepth));
  return [
    [
      `${name}: usable after, somebody known declares (median of ${rounds})`,
      ms(usableMs),
      '< 600 ms',
      met(usableMs < 600),
    ],
    [`${name}: usable after, first incident ever (asks who it is, joins)`, ms(first.usableMs), '', ''],
    [`${name}: dependent calls until usable`, String(depth), '2', met(depth <= 2)],
    [`${name}: dependent calls until pinned and linked`, String(linked), '3', met(linked <= 3)],
    [`${name}: calls in all: ${counted(last.calls)}`, String(calls), '<= 8', met(calls <= 8)],
    [`${name}: apart, first incident: ${counted(first.apart)}`, String(first.apart.length), '', ''],
    [`${name}: apart, later: ${counted(last.apart)}`, String(last.apart.length), '', ''],
  ];
}

async function declareOnce(sandbox: Sandbox, round: number): Promise<Opening> {
  const before = sandbox.calls.length;
  const commandAt = performance.now();
  const answer = await sandbox.person('p0').command(`/incident new sev1 Checkout returns 500s, round ${round}`);
  if (!answer.text.includes('INC-')) throw new Error(`the command was not understood: ${answer.text}`);
  const calls = await atRest(sandbox, before);
  const posts = calls.filter((call) => call.method === 'chat.postMessage');
  const announcements = sandbox.channel('incidents').id;
  const made = find(calls, (call) => call.method === 'conversations.create');
  const room = (made.response.channel as { id: string }).id;
  const needed = [
    made,
    find(calls, (call) => call.method === 'conversations.invite'),
    find(posts, (call) => call.args.channel === room && JSON.stringify(call.args.blocks ?? '').includes('take_role')),
    find(posts, (call) => call.response.channel === announcements),
  ];
  const pin = find(calls, (call) => call.method === 'pins.add');
  return {
    usableMs: Math.max(...needed.map((call) => call.endedAt)) - commandAt,
    pinnedMs: pin.endedAt - commandAt,
    usableDepth: Math.max(...needed.map((call) => depthOf(call, calls))),
    pinnedDepth: depthOf(pin, calls),
    calls: calls.filter((call) => !apart.test(call.method)).map((call) => call.method),
    apart: calls.filter((call) => apart.test(call.method)).map((call) => call.method),
  };
}

/** Everything that followed the command, once nothing more came for a second. */
async function atRest(sandbox: Sandbox, before: number): Promise<readonly Call[]> {
  for (;;) {
    const seen = sandbox.calls.length;
    await sleep(1_000);
    const calls = sandbox.calls.slice(before);
    if (sandbox.calls.length === seen && calls.every((call) => call.endedAt > 0)) return calls;
  }
}

function find(calls: readonly Call[], is: (call: Call) => boolean): Call {
  const call = calls.find((candidate) => is(candidate) && candidate.response.ok === true);
  if (call === undefined) throw new Error(`the room never became usable: ${calls.map((one) => one.method).join(', ')}`);
  return call;
}

/** Calls one after the other up to this one: whatever had ended before it began may have been waited for. */
function depthOf(call: Call, calls: readonly Call[]): number {
  const earlier = calls.filter((one) => one.endedAt <= call.startedAt && !apart.test(one.method));
  return 1 + Math.max(0, ...earlier.map((one) => depthOf(one, calls)));
}

function counted(methods: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const method of methods) counts.set(method, (counts.get(method) ?? 0) + 1);
  return [...counts].map(([method, count]) => (count === 1 ? method : `${method} x${count}`)).join(', ') || 'none';
}
