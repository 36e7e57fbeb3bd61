import { setTimeout as sleep } from 'node:timers/promises';
import { drawView } from '../blocks/draw-view.ts';
import { elementsOf } from '../blocks/find-element.ts';
import { emit } from '../emit.ts';
import { messageJson } from '../message.ts';
import { makeHook } from '../response-urls.ts';
import { makeTrigger } from '../triggers.ts';
import { viewerOf } from '../viewer.ts';
import { viewJson } from '../views.ts';
import { directChannel, momentTs, type Seen, type User, type World } from '../world.ts';
import type { Choices, Outcome } from './act.ts';
import { elementLabelled, isButton } from './choosing.ts';
import { typeCommand } from './command.ts';
import { type Modal, makeModal } from './modal.ts';
import { makeMoving } from './moving.ts';
import { payloadFrom, shownName } from './payload.ts';
import { messageIn, placeOf } from './place.ts';
import { chooseInMessage, type PressWhere, pressButton, pressInMessage } from './pressing.ts';
import { readChannel, type SeenFile, transcriptOf } from './reading.ts';
import { makeSpeaking } from './speaking.ts';

export type Person = ReturnType<typeof makePerson>;

/** Somebody in the workspace: what they do goes to the app as Slack would send it, and they read what Slack would show. */
export function makePerson(world: World, user: User) {
  const choices: Choices = new Map();

  async function shortcut(type: 'global' | 'message', name: string, more: Record<string, unknown>): Promise<Outcome> {
    const declared = world.manifest.features.shortcuts?.find((one) => one.name === name && one.type === type);
    if (!declared) throw new Error(`there is no ${type} shortcut "${name}"`);
    const payload = {
      type: type === 'global' ? 'shortcut' : 'message_action',
      ...payloadFrom(world, user),
      callback_id: declared.callback_id,
      trigger_id: makeTrigger(world, user.id),
      action_ts: momentTs(world),
      ...more,
    };
    const { status } = await world.deliveries.ask(type === 'global' ? 'shortcut' : 'message_action', payload);
    return status === 200 ? 'done' : 'trouble';
  }

  return {
    ...makeSpeaking(world, user),
    ...makeMoving(world, user),
    profile: { id: user.id, name: user.name, zone: user.zone },
    /** Types a slash command, in `general` unless said otherwise; gives what the acknowledgement showed. */
    command: (typed: string, where: { in?: string } = {}): Promise<Seen> =>
      typeCommand(world, user, typed, where.in ?? 'general'),
    /** What commands' answers and `response_url`s showed, the newest last. */
    get answers(): Seen[] {
      return world.answers.get(user.id) ?? [];
    },
    get notifications(): string[] {
      return world.notifications.get(user.id) ?? [];
    },
    press: (label: string, where: PressWhere) => pressInMessage(world, user, choices, label, where),
    choose: (label: string, wanted: string | string[], where: PressWhere) =>
      chooseInMessage(world, user, choices, label, wanted, where),
    /** The form on top, or null. */
    get modal(): Modal | null {
      const view = world.stacks.get(user.id)?.at(-1);
      return view ? makeModal(world, user, choices, view) : null;
    },
    /** Waits, a second of real time at most, for the app to open a form: it does so after it has acknowledged. */
    async formOpens(): Promise<Modal> {
      for (let tries = 0; tries < 500; tries++) {
        const view = world.stacks.get(user.id)?.at(-1);
        if (view) return makeModal(world, user, choices, view);
        await sleep(2);
      }
      throw new Error(`no form has opened for ${user.name}`);
    },
    /** Opens the app's Home; the app hears `app_home_opened` each time. */
    async home(): Promise<void> {
      if (!world.manifest.features.app_home.home_tab_enabled) throw new Error('the app has no Home tab');
      const shown = world.homes.get(user.id);
      const channel = directChannel(world, user.id).id;
      const view = shown ? { view: viewJson(world, shown) } : {};
      emit(world, { type: 'app_home_opened', user: user.id, channel, tab: 'home', ...view });
    },
    /** The Home tab as text; empty before the app has published one. */
    get homeView(): string {
      const view = world.homes.get(user.id);
      return view ? drawView(view.given, view.state, viewerOf(world, user)) : '';
    },
    async homePress(label: string, { confirm }: { confirm?: boolean } = {}): Promise<Outcome> {
      const view = world.homes.get(user.id);
      if (!view) throw new Error('the Home tab is empty');
      const buttons = elementsOf(view.given.blocks).filter((one) => isButton(one));
      const found = elementLabelled(buttons, label, 'button', () => buttons.map((one) => one.label).join(' | '));
      return pressButton(world, user, choices, { view }, found, confirm);
    },
    shortcut: (name: string) => shortcut('global', name, {}),
    async messageShortcut(name: string, where: { in: string; ts: string }): Promise<Outcome> {
      const channel = placeOf(world, user, where.in);
      const message = messageIn(channel, where.ts);
      const source = { ts: message.ts, ephemeral: false, threadTs: message.thread_ts ?? null };
      return shortcut('message', name, {
        channel: { id: channel.id, name: shownName(channel) },
        message_ts: message.ts,
        message: messageJson(world, channel, message),
        response_url: makeHook(world, 'app', user.id, channel.id, source),
      });
    },
    /** Reloads Slack: what only they were shown is gone. */
    reload(): void {
      for (const channel of world.channels.values())
        channel.ephemerals = channel.ephemerals.filter((one) => one.to !== user.id);
    },
    reads: (channel: string) => readChannel(world, user, channel),
    transcript: (channel: string, options: { threads?: boolean } = {}) => transcriptOf(world, user, channel, options),
    /** The conversation with the bot. */
    dm: () => readChannel(world, user, 'dm'),
    /** The words of an uploaded file that is shared where they can see it. */
    async download(file: Pick<SeenFile, 'id'>): Promise<string> {
      const stored = world.files.get(file.id);
      const seen = stored?.shares.some((share) => {
        const channel = world.channels.get(share.channelId);
        return channel && (channel.kind === 'public' || channel.members.has(user.id));
      });
      if (!stored?.content || !seen) throw new Error(`file_not_found: ${file.id}`);
      return stored.content.toString();
    },
  };
}
