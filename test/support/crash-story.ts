import type { Modal } from '../../sandbox/people/modal.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

export interface Acting {
  readonly sandbox: Sandbox;
  /** The bot has come to rest; a dead one was started again. */
  rest(): Promise<void>;
  /** So many minutes go by. */
  pass(minutes: number): Promise<void>;
  /** The same at one stroke, for days: what falls due on the way happens at its time all the same. */
  leap(minutes: number): Promise<void>;
}

export const roomName = 'inc-1-checkout-returns-500s';

/**
 * People who do what people do when the bot shows a warning sign: they look whether it worked, else press again.
 * `seen`: what they look for, where doing it again would do it twice (a note typed twice is two notes).
 */
export function actors(stage: Acting, room = roomName) {
  const { sandbox } = stage;
  const at = { in: room };

  async function until(act: () => Promise<unknown>, seen: () => Promise<boolean> = async () => false): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const wentWell = await act().then(isWell, (error: unknown) => {
        // A button that is gone at the second look: the first press had worked after all.
        if (tries > 1) return true;
        throw error;
      });
      await stage.rest();
      if (wentWell || (await seen())) return stage.pass(1);
      if (tries > 20) throw new Error(`it never worked: ${act.toString()}`);
    }
  }

  /** In the room, or, as a note leaves nothing there, on the timeline; asked again while no answer comes. */
  async function isThere(name: string, words: string, where: { in: string }): Promise<boolean> {
    for (let tries = 0; tries < 20; tries += 1) {
      if (sandbox.messages(room).some((message) => String(message.text).includes(words))) return true;
      const answer = await sandbox
        .person(name)
        .command('/incident timeline', where)
        .catch(() => null);
      await stage.rest();
      if (answer !== null && isWell(answer)) return answer.text.includes(words);
    }
    return false;
  }

  async function form(
    name: string,
    button: string | (() => Promise<unknown>),
    fill: (form: Modal) => Promise<void> = async () => {},
  ): Promise<void> {
    const person = sandbox.person(name);
    await until(async () => {
      if (!person.modal) {
        await (typeof button === 'string' ? person.press(button, at) : button());
        await stage.rest();
      }
      const open = person.modal;
      if (!open) return 'trouble';
      await fill(open);
      return (await open.submit()) === 'closed' ? 'done' : 'trouble';
    });
  }

  return {
    command: (name: string, typed: string, where: { in: string } = at, seen?: string) =>
      until(
        () => sandbox.person(name).command(typed, where),
        async () => seen !== undefined && (await isThere(name, seen, where)),
      ),
    press: (name: string, label: string, where: { in: string; message?: string; confirm?: boolean } = at) =>
      until(() => sandbox.person(name).press(label, where)),
    /** All press in the same instant. One who has it by then is asked first at the second look, and lets it be. */
    together: (names: readonly string[], label: string) =>
      until(async () => {
        const all = await Promise.allSettled(names.map((name) => sandbox.person(name).press(label, at)));
        return all.every((one) => one.status === 'rejected' || isWell(one.value)) ? 'done' : 'trouble';
      }),
    choose: (name: string, label: string, wanted: string) =>
      until(() => sandbox.person(name).choose(label, wanted, at)),
    form,
    async say(name: string, text: string, thread?: string) {
      const said = await sandbox.person(name).say(text, thread === undefined ? at : { ...at, thread });
      await stage.pass(0.5);
      return said;
    },
    until,
  };
}

function isWell(outcome: unknown): boolean {
  if (outcome === 'trouble') return false;
  return !(typeof outcome === 'object' && outcome !== null && 'error' in outcome && outcome.error !== undefined);
}

/** From the first word to contained: what the smaller runs play. */
export async function playUntilContained(stage: Acting): Promise<void> {
  const { sandbox } = stage;
  const does = actors(stage);
  await does.command('ana', '/incident new Checkout returns 500s', { in: 'general' });
  for (const name of ['ben', 'cho']) await does.press(name, 'Join', { in: 'incidents' });
  await does.press('ben', 'Take fixer');
  await does.press('cho', 'Take scribe');
  const deployed = await does.say('ben', 'checkout-api 4.12.0 was deployed at 09:25.');
  await sandbox.person('cho').react(deployed, 'pushpin');
  await stage.rest();
  await does.say('ana', 'Was it in staging over night?', deployed.ts);
  await does.choose('ben', 'Was something deployed shortly before?', 'Yes');
  await does.command('ana', '/incident severity sev1 EU and US hit');
  await does.command('ana', '/incident note rollback to 4.11.3 started', undefined, 'rollback to 4.11.3 started');
  await does.form('ana', 'Send update', async (form) => {
    await form.fill('What happened?', 'Card payments fail since 09:25.');
    await form.fill('What is being done?', 'We are going back to the version of yesterday.');
  });
  const typo = await does.say('ben', '4.11.3 is on haf of the machines.');
  await sandbox.person('ben').edit(typo, '4.11.3 is on half of the machines.');
  await stage.rest();
  await does.press('ben', 'Contained');
}

export const wholeStory = { play: playWhole };

/** The whole: a late comer, an action, the incident is resolved, the post-mortem and the files come. */
async function playWhole(stage: Acting): Promise<void> {
  const does = actors(stage);
  await playUntilContained(stage);
  await does.press('dan', 'Join', { in: 'incidents' });
  await does.press('dan', 'Take communicator');
  await does.command('cho', '/incident action Load test in staging', undefined, 'Load test in staging');
  await does.form('ana', 'Resolved', async () => {});
  await stage.pass(3);
  await does.command('ana', '/incident export', undefined, 'timeline and post-mortem as files');
  // Slack tries an event again after one minute and after five: by then all is told.
  await stage.pass(7);
}

/**
 * Everything that stays in Slack, for comparing: without times and ids, which differ from run to run. Of two who raced
 * for something each is called by how it went, and not by name.
 */
export function picture(sandbox: Sandbox, racers: readonly string[] = []): Record<string, unknown> {
  const { world } = sandbox;
  const called = (name: string): string => ['the quicker', 'the slower'][racers.indexOf(name)] ?? name;
  const plain = (text: string): string => {
    let said = text;
    for (const name of racers) {
      said = said.replaceAll(sandbox.person(name).profile.id, called(name)).replaceAll(`@${name}`, `@${called(name)}`);
    }
    for (const channel of world.channels.values()) said = said.replaceAll(channel.id, `#${channel.name}`);
    return said
      .replace(/\bp\d{16}\b/g, 'pTS')
      .replace(/\d{10}\.\d{6}/g, 'TS')
      .replace(/\bF[A-Z0-9]{8,}\b/g, 'FILE')
      .replace(/127\.0\.0\.1:\d+/g, 'HOST');
  };
  const messagesOf = (all: ReturnType<ReturnType<Sandbox['person']>['reads']>) => {
    const lasting = all.filter((message) => !message.ephemeral);
    const first = (text: string) => plain(text).split('\n')[0] ?? '';
    const shown = lasting.map((message) => ({
      under: first(lasting.find((one) => one.ts === message.threadTs && one.ts !== message.ts)?.raw ?? ''),
      author: called(message.author),
      raw: plain(message.raw),
      text: plain(message.text),
      pinned: message.pinned,
      reactions: message.reactions,
      files: message.files.map((file) => file.name),
      subtype: message.subtype ?? '',
    }));
    // Lines of different surfaces may come in another order after a crash; none may be missing, none twice.
    const key = (one: (typeof shown)[number]) => JSON.stringify([one.under, one.author, one.raw, one.text]);
    return shown.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  };
  const readerOf = ({ memberNames }: { readonly memberNames: readonly string[] }) =>
    sandbox.person(memberNames.find((name) => name !== 'muster') ?? 'ana');
  const names = sandbox.channelNames;
  return {
    channels: names.map((name) => {
      const channel = sandbox.channel(name);
      return {
        name,
        topic: plain(channel.topic),
        isPrivate: channel.isPrivate,
        members: channel.memberNames.map(called).toSorted(),
        pins: channel.pins.length,
        bookmarks: channel.bookmarks.map((one) => `${one.emoji} ${one.title} ${plain(one.link)}`),
        isArchived: channel.isArchived,
        messages: messagesOf(readerOf(channel).reads(name)),
      };
    }),
    direct: Object.fromEntries(
      ['ana', 'ben', 'cho', 'dan'].map((name) => [called(name), messagesOf(sandbox.person(name).dm())]),
    ),
  };
}
