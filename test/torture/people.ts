import type { Said } from '../../sandbox/people/speaking.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Act } from './script.ts';

/** A message as people wrote it: every text that it ever had, the last one last. */
export interface Written {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly who: string;
  readonly thread: string | null;
  readonly files: readonly string[];
  readonly texts: string[];
  isGone: boolean;
}

/** Something typed as a command, and whether the bot said that it is done. */
export interface Typed {
  readonly room: string;
  readonly text: string;
  readonly kind: 'note' | 'action';
  isDone: boolean;
}

export const everybody = ['ana', 'ben', 'cho', 'dan', 'eve', 'fay', 'gil', 'hal'] as const;

/** So many threads a room: in the end each is read, at some fifty calls a minute. */
const mostThreads = 3;
const recent = 12;

/** People who play the script, and keep a book of what they wrote. */
export function makePeople(sandbox: Sandbox, rooms: readonly string[]) {
  const written = new Map<string, Written>();
  const typed: Typed[] = [];
  const byRoom = rooms.map((): Written[] => []);
  const threads = rooms.map((): Written[] => []);
  const underWay = new Set<Promise<unknown>>();
  let count = 0;
  let skipped = 0;

  function keep(room: number, said: Said, who: string, texts: string[], thread: string | null, files: string[] = []) {
    const user = sandbox.person(who).profile.id;
    const one: Written = { ...said, who, user, thread, files, texts, isGone: false };
    written.set(`${said.channel} ${said.ts}`, one);
    byRoom[room]?.push(one);
    return one;
  }

  /** Mostly one of the newest, sometimes any. */
  function pickFrom(list: readonly Written[], pick: number): Written | undefined {
    const isNew = pick < 0.8;
    const from = isNew ? list.slice(-recent) : list;
    return from[Math.floor((isNew ? pick / 0.8 : (pick - 0.8) * 5) * from.length)];
  }

  function command(who: string, text: string, name: string, onDone: (said: string) => void): void {
    const work = sandbox
      .person(who)
      .command(`/incident ${text}`, { in: name })
      .then((seen) => {
        if (seen.error === undefined) onDone(seen.text);
      });
    const one = work.catch(() => {}).finally(() => underWay.delete(one));
    underWay.add(one);
  }

  function type(kind: Typed['kind'], who: string, room: string): void {
    const one: Typed = { room, kind, text: `${kind} ${++count}`, isDone: false };
    typed.push(one);
    command(who, `${kind} ${one.text}`, room, (said) => {
      one.isDone = !/could not|try again|cannot/i.test(said);
    });
  }

  async function play({ room, deed, who, pick }: Act): Promise<void> {
    const name = rooms[room] ?? '';
    const inside = sandbox.channel(name).memberNames.filter((one) => (everybody as readonly string[]).includes(one));
    const actor = inside[Math.floor(who * inside.length)] ?? 'ana';
    const person = sandbox.person(actor);
    const at = { in: name };
    const words = `w${++count} ${deed} by ${actor}`;
    const mine = (byRoom[room] ?? []).filter((one) => !one.isGone && inside.includes(one.who));
    const chosen = pickFrom(mine, pick);
    const author = chosen === undefined ? person : sandbox.person(chosen.who);
    const started = threads[room] ?? [];
    switch (deed) {
      case 'reply':
      case 'broadcast': {
        const fresh = started.length < mostThreads ? mine.find((one) => one.thread === null) : undefined;
        if (fresh !== undefined && !started.includes(fresh)) started.push(fresh);
        const open = started.filter((one) => !one.isGone || deed === 'reply');
        const parent = open[Math.floor(pick * open.length)];
        if (parent === undefined || parent.isGone) break;
        const said = await person.say(words, { ...at, thread: parent.ts, broadcast: deed === 'broadcast' });
        return void keep(room, said, actor, [words], parent.ts);
      }
      case 'me':
        return void keep(room, await person.me(words, at), actor, [words], null);
      case 'file': {
        const file = { name: `graph-${count}.png`, type: 'image/png', size: 1234 };
        return void keep(room, await person.say(words, { ...at, files: [file] }), actor, [words], null, [file.name]);
      }
      case 'edit':
        if (chosen === undefined) break;
        await author.edit(chosen, words);
        return void chosen.texts.push(words);
      case 'remove':
        if (chosen === undefined) break;
        await author.remove(chosen);
        chosen.isGone = true;
        return;
      case 'react':
        if (chosen !== undefined) await person.react(chosen, pick < 0.9 ? 'pushpin' : 'eyes');
        return;
      case 'unreact': {
        const marked = mine.find((one) => reacted(one, person.profile.id));
        if (marked !== undefined) await person.unreact(marked, 'pushpin');
        return;
      }
      case 'pin':
        if (chosen !== undefined) await person.pin(chosen);
        return;
      case 'unpin': {
        const pinned = sandbox.channel(name).pins.find((one) => written.get(`${chosen?.channel} ${one.ts}`));
        if (pinned !== undefined && chosen !== undefined)
          await person.unpin({ channel: chosen.channel, ts: pinned.ts });
        return;
      }
      case 'join': {
        const outside = everybody.filter((one) => !inside.includes(one));
        const comer = outside[Math.floor(pick * outside.length)];
        if (comer !== undefined) await sandbox.person(comer).join(name);
        return;
      }
      case 'leave':
        if (inside.length > 3) await person.leave(name);
        return;
      case 'topic':
        return person.setTopic(name, `topic ${count}`);
      case 'note':
        return type('note', actor, name);
      case 'actions':
        // Several at once, to different bots: each must stand on the one before.
        for (const one of inside.slice(0, 4)) type('action', one, name);
        return;
      case 'roles':
        for (const role of ['fixer', 'scribe']) command(actor, `role ${role} @${inside.at(-1)}`, name, () => {});
        return;
      default:
        break;
    }
    keep(room, await person.say(words, at), actor, [words], null);
  }

  function reacted({ channel, ts }: Written, user: string): boolean {
    const message = sandbox.world.channels.get(channel)?.messages.find((one) => one.ts === ts);
    return message?.reactions?.some(({ name, users }) => name === 'pushpin' && users.includes(user)) ?? false;
  }

  return {
    written,
    typed,
    get skipped() {
      return skipped;
    },
    /** What Slack would not let them do (react twice, write where they are not) is left out. */
    play: (act: Act) =>
      play(act).catch((error: Error) => {
        if (!/^\w+(:|$)/.test(error.message)) throw error;
        skipped += 1;
      }),
    /** All commands are answered. */
    async quiet(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

export type People = ReturnType<typeof makePeople>;
