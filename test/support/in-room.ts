import type { Stage } from './war-room.ts';

type Actor = ReturnType<Stage['person']>;

export const title = 'Checkout returns 500s';
export const room = 'inc-1-checkout-returns-500s';
export const at = { in: room };

/** Ana declares and everybody named comes in. */
export async function openRoom(stage: Stage, ...others: readonly string[]): Promise<void> {
  await stage.person('ana').command(`/incident new sev1 ${title}`);
  await stage.rest();
  for (const name of others) await stage.person(name).join(room);
  await stage.rest();
}

/** What somebody reads in the room, as one text. */
export const roomText = (actor: Actor, channel = room): string => actor.transcript(channel);

/** The pinned briefing as somebody sees it. */
export function briefingOf(actor: Actor, channel = room): string {
  const pinned = actor.reads(channel).filter((message) => message.pinned && message.author === 'muster');
  return pinned.at(-1)?.text ?? '';
}

/** The newest message of the bot in the room (or elsewhere) that holds these words. */
export function messageWith(actor: Actor, words: string, channel = room) {
  const found = actor.reads(channel).findLast((message) => message.text.includes(words));
  if (found === undefined) throw new Error(`nothing says "${words}" in ${channel}:\n${actor.transcript(channel)}`);
  return found;
}

/** What the bot posted into a channel so far, replies in threads left out. */
export function botPosts(actor: Actor, channel = room) {
  return actor
    .reads(channel)
    .filter(
      (message) =>
        message.author === 'muster' &&
        !message.ephemeral &&
        message.subtype === undefined &&
        (message.threadTs === undefined || message.threadTs === message.ts),
    );
}

/** Fills the form on top and sends it. */
export async function sendForm(actor: Actor, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const form = await actor.formOpens();
  for (const [label, value] of Object.entries(fields)) await form.fill(label, value);
  return form.submit();
}

/** Presses `Resolved` and sends the form as it is. */
export async function resolve(stage: Stage, name: string): Promise<void> {
  const actor = stage.person(name);
  await actor.command('/incident resolved', at);
  await sendForm(actor, {});
  await stage.rest();
}

/** Slack takes a post a second from one channel: a long post-mortem needs some. */
export async function postsFinish(stage: Stage): Promise<void> {
  for (let left = 12; left > 0; left -= 1) await stage.pass(3000);
}
