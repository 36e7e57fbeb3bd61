import type { Said } from '../../sandbox/people/speaking.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { alertOf, wordsShown } from './app-words.ts';
import type { Act } from './script.ts';

/** A message as people wrote it: every text that it ever had, the last one last. */
export interface Written {
  /** The id that it had in the beginning. */
  readonly channel: string;
  readonly ts: string;
  /** Of a person or of an app. */
  readonly user: string;
  readonly who: string;
  readonly thread: string | null;
  readonly files: readonly string[];
  readonly texts: string[];
  isGone: boolean;
  /** Its author deleted the file and left the message. */
  isFileGone: boolean;
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

const alerting = 'Alerts';

/** People who play the script in `rooms`, by their ids, and keep a book of what they wrote; an alerting tool is one of them. */
export function makePeople(sandbox: Sandbox, rooms: readonly string[]) {
  const alerts = sandbox.otherApp(alerting);
  const written = new Map<string, Written>();
  const typed: Typed[] = [];
  const byRoom = rooms.map((): Written[] => []);
  const threads = rooms.map((): Written[] => []);
  const underWay = new Set<Promise<unknown>>();
  let count = 0;
  let skipped = 0;

  function keep(room: number, said: Said, who: string, texts: string[], thread: string | null, files: string[] = []) {
    const user = who === alerting ? alerts.botId : sandbox.person(who).profile.id;
    const channel = rooms[room] ?? said.channel;
    const one: Written = { ...said, channel, who, user, thread, files, texts, isGone: false, isFileGone: false };
    written.set(`${channel} ${said.ts}`, one);
    byRoom[room]?.push(one);
    return one;
  }

  const isAlert = ({ who }: Written): boolean => who === alerting;

  async function edit(one: Written, words: string, pick: number): Promise<void> {
    if (!isAlert(one)) await sandbox.person(one.who).edit(one, words);
    else await alerts.edit(one, alertOf(words, pick));
    one.texts.push(isAlert(one) ? wordsShown({ ...alertOf(words, pick), bot_id: alerts.botId }) : words);
  }

  async function remove(one: Written): Promise<void> {
    await (isAlert(one) ? alerts : sandbox.person(one.who)).remove(one);
    one.isGone = true;
  }

  /** Mostly one of the newest, sometimes any. */
  function pickFrom(list: readonly Written[], pick: number): Written | undefined {
    const isNew = pick < 0.8;
    const from = isNew ? list.slice(-recent) : list;
    return from[Math.floor((isNew ? pick / 0.8 : (pick - 0.8) * 5) * from.length)];
  }

  function command(who: string, text: string, room: string, onDone: (said: string) => void): void {
    const work = sandbox
      .person(who)
      .command(`/incident ${text}`, { in: room })
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
    const id = rooms[room] ?? '';
    const inside = sandbox.channel(id).memberNames.filter((one) => (everybody as readonly string[]).includes(one));
    const actor = inside[Math.floor(who * inside.length)] ?? 'ana';
    const person = sandbox.person(actor);
    const at = { in: id };
    const words = `w${++count} ${deed} by ${actor}`;
    const mine = (byRoom[room] ?? []).filter((one) => !one.isGone && (isAlert(one) || inside.includes(one.who)));
    const chosen = pickFrom(mine, pick);
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
      case 'file_gone': {
        const having = pickFrom(
          mine.filter((one) => one.files.length > 0 && !one.isFileGone),
          pick,
        );
        if (having === undefined) return;
        await sandbox.person(having.who).removeFile(having, having.files[0] ?? '');
        having.isFileGone = true;
        return;
      }
      case 'alert': {
        const alert = alertOf(words, pick);
        const shown = wordsShown({ ...alert, bot_id: alerts.botId });
        return void keep(room, await alerts.post(alert, at), alerting, [shown], null);
      }
      case 'edit':
        if (chosen === undefined) break;
        return edit(chosen, words, pick);
      case 'remove':
        if (chosen === undefined) break;
        return remove(chosen);
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
        const pinned = sandbox.channel(id).pins.find((one) => written.get(`${chosen?.channel} ${one.ts}`));
        if (pinned !== undefined && chosen !== undefined)
          await person.unpin({ channel: chosen.channel, ts: pinned.ts });
        return;
      }
      case 'join': {
        const outside = everybody.filter((one) => !inside.includes(one));
        const comer = outside[Math.floor(pick * outside.length)];
        if (comer === undefined) return;
        // Into a private room one is asked.
        return sandbox.channel(id).isPrivate ? person.invite(id, comer) : sandbox.person(comer).join(id);
      }
      case 'leave':
        if (inside.length > 3) await person.leave(id);
        return;
      case 'topic':
        return person.setTopic(id, `topic ${count}`);
      case 'note':
        return type('note', actor, id);
      case 'actions':
        // Several at once, to different bots: each must stand on the one before.
        for (const one of inside.slice(0, 4)) type('action', one, id);
        return;
      case 'roles':
        for (const role of ['fixer', 'scribe']) command(actor, `role ${role} @${inside.at(-1)}`, id, () => {});
        return;
      default:
        break;
    }
    keep(room, await person.say(words, at), actor, [words], null);
  }

  function reacted({ channel, ts }: Written, user: string): boolean {
    const { id } = sandbox.channel(channel);
    const message = sandbox.world.channels.get(id)?.messages.find((one) => one.ts === ts);
    return message?.reactions?.some(({ name, users }) => name === 'pushpin' && users.includes(user)) ?? false;
  }

  return {
    written,
    typed,
    get skipped() {
      return skipped;
    },
    /** What Slack would not let them do (react twice, write where they are not, or in an archived room) is left out. */
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
