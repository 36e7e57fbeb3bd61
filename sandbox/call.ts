import type { Tier } from './rate-limits.ts';
import { invalidArguments, SlackError } from './slack-error.ts';
import type { World } from './world.ts';

export type Call = { world: World; args: Record<string, unknown> };

/** One Web API method. `scopes`: any one of them lets a bot in; kinds of conversation are checked inside. */
export type Method = {
  tier: Tier;
  scopes: readonly string[];
  token?: 'app';
  run(call: Call): Record<string, unknown> | Promise<Record<string, unknown>>;
};

/** A text argument; missing or empty: refused as Slack does. */
export function required(call: Call, name: string): string {
  const value = optional(call, name);
  if (!value) throw invalidArguments(`missing required field: ${name}`);
  return value;
}

export function optional(call: Call, name: string): string | undefined {
  const value = call.args[name];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) || typeof value === 'object') throw new SlackError('invalid_array_arg');
  return String(value);
}

/** Forms say `true` and `1`, JSON bodies `true`. */
export function flag(call: Call, name: string): boolean {
  return ['true', '1'].includes(String(call.args[name] ?? ''));
}

/** A list of ids, separated by commas. */
export function ids(call: Call, name: string): string[] {
  const list = optional(call, name) ?? '';
  if (list.startsWith('[')) throw new SlackError('invalid_array_arg');
  return list
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}

/** A page size within Slack's bounds. */
export function limitOf(call: Call, normal: number, most: number): number {
  const given = optional(call, 'limit');
  if (given === undefined || given === '0') return normal;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new SlackError('invalid_limit');
  return limit;
}

/** One page of a list that only grows at its end, and where the next begins. Cursors are opaque, base64 as Slack's are. */
export function pageOf<T>(call: Call, list: T[], limit: number): { page: T[]; next: string } {
  const end = Number(cursorOf(call, 'next') ?? 0) + limit;
  return { page: list.slice(end - limit, end), next: end < list.length ? makeCursor('next', end) : '' };
}

/** The number in a cursor of this sort; undefined on the first page. */
export function cursorOf(call: Call, sort: string): string | undefined {
  const given = optional(call, 'cursor');
  if (!given) return undefined;
  const [, found, number] = /^(\w+):(\d+)$/.exec(Buffer.from(given, 'base64').toString()) ?? [];
  if (found !== sort) throw new SlackError('invalid_cursor');
  return number;
}

export const makeCursor = (sort: string, number: number | bigint): string =>
  Buffer.from(`${sort}:${number}`).toString('base64');
