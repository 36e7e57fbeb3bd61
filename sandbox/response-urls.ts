import { checkMessage } from './blocks/check-message.ts';
import { completeBlocks } from './blocks/complete-blocks.ts';
import { type Block, type Message, messageAt } from './message.ts';
import { change, post, remove, whisper } from './post.ts';
import { seenBy } from './seen.ts';
import type { Hook, World } from './world.ts';

/** A `response_url` takes five messages in thirty minutes. */
const hookUses = 5;
const hookLifeMs = 30 * 60_000;

export function makeHook(
  world: World,
  sort: 'commands' | 'actions' | 'app',
  userId: string,
  channelId: string,
  source: Hook['source'] = null,
): string {
  const path = `/hooks/${sort}/${world.team.id}/${world.ids.digits(12)}/${world.ids.letters(24)}`;
  world.hooks.set(path, {
    path,
    userId,
    channelId,
    source,
    expiresAt: world.clock.now() + hookLifeMs,
    usesLeft: hookUses,
  });
  return `${world.origin}${path}`;
}

/** A post to a `response_url`: needs no token and no membership. Answers `ok`, or 404 for a dead one. */
export function answerHook(world: World, path: string, raw: string): { status: number; text: string } {
  const hook = world.hooks.get(path);
  if (!hook) return { status: 404, text: 'no_service' };
  if (world.clock.now() > hook.expiresAt) return { status: 404, text: 'expired_url' };
  if (hook.usesLeft <= 0) return { status: 404, text: 'used_url' };
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(raw);
  } catch {
    return { status: 400, text: 'invalid_payload' };
  }
  const problem = body?.delete_original ? deleteProblem(body, hook) : problemOf(body, hook);
  if (problem) return { status: 400, text: problem };
  hook.usesLeft -= 1;
  const done = body.delete_original ? deleteOriginal(world, hook) : show(world, hook, body);
  return done ? { status: 200, text: 'ok' } : { status: 404, text: 'message_not_found' };
}

function deleteProblem(body: Record<string, unknown>, hook: Hook): string | null {
  return Object.keys(body).length > 1 || !hook.source ? 'invalid_payload' : null;
}

function problemOf(body: unknown, hook: Hook): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'invalid_payload';
  const { response_type, replace_original, thread_ts } = body as Record<string, unknown>;
  if (replace_original === true && !hook.source) return 'invalid_payload';
  if (thread_ts && (response_type !== 'in_channel' || replace_original === true)) return 'invalid_payload';
  return checkMessage(body, { method: 'post' })?.error ?? null;
}

/** Shows an answer, to the person alone unless it says `in_channel`. Also what an acknowledged command says. */
export function show(world: World, hook: Hook, body: Record<string, unknown>): boolean {
  const channel = world.channels.get(hook.channelId);
  if (!channel) return false;
  const text = String(body.text ?? '');
  const blocks = completeBlocks((body.blocks ?? []) as Block[], () => world.ids.letters(5));
  const given = { text, ...(blocks.length ? { blocks } : {}) };
  if (body.replace_original === true) return replace(world, hook, given);
  // Such a message comes from the bot's id alone, with no user, unlike one of chat.postMessage.
  const author = { bot_id: world.app.botId, app_id: world.app.id, subtype: 'bot_message' };
  const threadTs = typeof body.thread_ts === 'string' ? { thread_ts: body.thread_ts } : {};
  const open = body.response_type === 'in_channel';
  if (open) post(world, channel, { ...author, ...given, ...threadTs });
  else whisper(world, channel, hook.userId, { ...author, ...given });
  world.answers.get(hook.userId)?.push(seenBy(world, hook.userId, given, !open));
  return true;
}

function replace(world: World, hook: Hook, given: { text: string; blocks?: Block[] }): boolean {
  const found = original(world, hook);
  if (!found) return false;
  const { channel, message, ephemeral } = found;
  const alter = (it: Message) => {
    it.text = given.text;
    if (given.blocks) it.blocks = given.blocks;
    else delete it.blocks;
  };
  if (ephemeral) alter(message);
  else change(world, channel, message, alter);
  world.answers.get(hook.userId)?.push(seenBy(world, hook.userId, given, ephemeral));
  return true;
}

function deleteOriginal(world: World, hook: Hook): boolean {
  const found = original(world, hook);
  if (!found) return false;
  const { channel, message, ephemeral } = found;
  if (ephemeral) channel.ephemerals = channel.ephemerals.filter((one) => one.message !== message);
  else remove(world, channel, message);
  return true;
}

function original(world: World, hook: Hook) {
  const channel = world.channels.get(hook.channelId);
  if (!channel || !hook.source) return null;
  const { ts, ephemeral } = hook.source;
  const message = ephemeral
    ? channel.ephemerals.find((one) => one.message.ts === ts && one.to === hook.userId)?.message
    : messageAt(channel, ts);
  return message ? { channel, message, ephemeral } : null;
}
