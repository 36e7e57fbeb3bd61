import { emitMessage } from './emit.ts';
import { type Message, messageAt, messageJson, repliesOf, repliesTo } from './message.ts';
import { notify } from './notify.ts';
import { type Channel, elsewhere, nextTs, type World } from './world.ts';

export type Draft = Omit<Message, 'type' | 'ts' | 'team' | 'parent_user_id'>;

/** Puts a message into a channel, tells the app of it and notifies the people whom it names. */
export function post(world: World, channel: Channel, draft: Draft): Message {
  const message: Message = { type: 'message', ts: nextTs(world, channel), team: world.team.id, ...draft };
  // Somebody of another organisation, in a channel shared with it.
  if (world.users.get(message.user ?? '')?.stranger)
    Object.assign(message, {
      team: elsewhere,
      more: { ...message.more, user_team: elsewhere, source_team: elsewhere },
    });
  if (message.thread_ts) {
    const parent = messageAt(channel, message.thread_ts);
    if (parent?.user) message.parent_user_id = parent.user;
    if (parent) parent.thread_ts = parent.ts;
  }
  if (message.broadcast) message.subtype = 'thread_broadcast';
  channel.messages.push(message);
  emitMessage(world, channel, messageJson(world, channel, message));
  notify(world, channel, message);
  return message;
}

/** Changes a message in place; the app hears `message_changed` with both states, as Slack sends it. */
export function change(world: World, channel: Channel, message: Message, alter: (message: Message) => void): void {
  const previous = messageJson(world, channel, message);
  alter(message);
  emitMessage(world, channel, {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: messageJson(world, channel, message),
    previous_message: previous,
    ts: nextTs(world, channel),
  });
}

/**
 * Takes a message away. A thread's first message with replies leaves a tombstone and comes as `message_changed`;
 * any other is gone and comes as `message_deleted`.
 */
export function remove(world: World, channel: Channel, message: Message): void {
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  if (repliesOf(channel, message).length) {
    change(world, channel, message, (it) => {
      const { ts, team, thread_ts } = it;
      for (const key of Object.keys(it)) delete (it as Record<string, unknown>)[key];
      Object.assign(it, {
        type: 'message',
        subtype: 'tombstone',
        user: 'USLACKBOT',
        text: 'This message was deleted.',
      });
      Object.assign(it, { ts, team, thread_ts, more: { hidden: true } });
    });
    return;
  }
  const previous = messageJson(world, channel, message);
  channel.messages.splice(channel.messages.indexOf(message), 1);
  const parent = message.thread_ts ? messageAt(channel, message.thread_ts) : undefined;
  if (parent && !repliesTo(channel, parent.ts).length) delete parent.thread_ts;
  emitMessage(world, channel, {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: previous,
    ts: nextTs(world, channel),
  });
}

/** Who a bot's own message is from. */
export function botAuthor(world: World): Pick<Message, 'user' | 'bot_id' | 'app_id' | 'bot_profile'> {
  const { app, manifest, team } = world;
  return {
    user: app.botUserId,
    bot_id: app.botId,
    app_id: app.id,
    bot_profile: {
      id: app.botId,
      deleted: false,
      name: manifest.features.bot_user.display_name,
      updated: 0,
      app_id: app.id,
      icons: {},
      team_id: team.id,
    },
  };
}

/** Shows something to one person alone: no event, no history, no update afterwards. */
export function whisper(world: World, channel: Channel, to: string, draft: Draft): Message {
  const message: Message = { type: 'message', ts: nextTs(world, channel), team: world.team.id, ...draft };
  channel.ephemerals.push({ to, message });
  return message;
}
