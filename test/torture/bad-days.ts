import type { Person } from '../../sandbox/people/person.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { everybody } from './people.ts';
import type { RoomTrouble } from './script.ts';

export interface Room {
  /** The id that it had in the beginning. */
  readonly channel: string;
  readonly number: number;
  /** It was people's own before it became a war room: Muster does not listen there once all is over. */
  readonly isAdopted: boolean;
}

/** Somebody who keeps their account, so that there is always one who can mend what was broken. */
const steadfast = ['ana', 'ben'];
const mostClosed = 2;

/**
 * What people do to rooms and accounts by hand, and take back after a while; `wait` gives false when all comes to its end
 * before. A room whose incident ends is never archived, as reopening would give it another one.
 */
export function makeBadDays(sandbox: Sandbox, rooms: readonly Room[], wait: (ms: number) => Promise<boolean>) {
  const busy = new Set<string>();
  const closed = new Set<string>();
  const ends = ({ number, isAdopted }: Room): boolean => number % 4 === 0 && !isAdopted;
  const turnsPrivate = ({ number }: Room): boolean => number % 5 === 0;
  const over = new Set<string>();
  let renamed = 0;

  const eligible: Readonly<Record<RoomTrouble, (room: Room) => boolean>> = {
    room_archived: (room) => !ends(room),
    room_renamed: () => true,
    room_made_private: (room) => turnsPrivate(room) && !sandbox.channel(room.channel).isPrivate,
    room_shared: ({ channel }) => sandbox.channel(channel).isPrivate && sandbox.channel(channel).id === channel,
    bot_removed: () => true,
    resolved_or_reopened: ends,
  };

  const hasAccount = (name: string): boolean => !closed.has(name);

  function insideOf({ channel }: Room): readonly string[] {
    const names = sandbox.channel(channel).memberNames;
    return everybody.filter((name) => names.includes(name) && hasAccount(name));
  }

  /** Whoever still has an account brings the room back; of a public one only they are inside then. */
  async function thaw(room: Room): Promise<void> {
    const [host = 'ana'] = insideOf(room);
    await sandbox.person(host).unarchive(room.channel);
  }

  /** Somebody asks the bot in, if it is out; and a few others, if hardly anybody is left. */
  async function fill(room: Room): Promise<void> {
    if (sandbox.channel(room.channel).isArchived) await thaw(room);
    const [host = 'ana'] = insideOf(room);
    const { members, memberNames } = sandbox.channel(room.channel);
    if (!memberNames.includes(host)) await sandbox.person(host).join(room.channel);
    const guests = insideOf(room).length < 4 ? everybody.filter((name) => hasAccount(name)).slice(0, 5) : [];
    const missing = guests.filter((name) => !memberNames.includes(name));
    await sandbox
      .person(host)
      .invite(room.channel, ...missing, ...(members.includes(sandbox.botUserId) ? [] : ['muster']));
  }

  const acts: Readonly<Record<RoomTrouble, (room: Room, by: string, howLong: number) => Promise<void>>> = {
    async room_archived(room, by, howLong) {
      await sandbox.person(by).archive(room.channel);
      await wait(1_000 + howLong * 6_000);
      await thaw(room);
      // It comes in by itself, unless Slack's word of it was lost: then people are told how to get it.
      await wait(3_000);
      await fill(room);
    },
    async bot_removed(room, by, howLong) {
      await sandbox.person(by).kick(room.channel, 'muster');
      await wait(1_000 + howLong * 6_000);
      await fill(room);
    },
    room_renamed: (room, by) => sandbox.person(by).rename(room.channel, `trouble-${room.number}-${++renamed}`),
    room_made_private: (room, by) => sandbox.person(by).makePrivate(room.channel),
    room_shared: (room, by) => sandbox.person(by).shareOutside(room.channel),
    async resolved_or_reopened({ channel }, by, howLong) {
      const person = sandbox.person(by);
      if (over.delete(channel)) return void (await person.command('/incident reopen it came back', { in: channel }));
      // Whether or not it was taken: next time it is the other's turn.
      over.add(channel);
      await sendForm(person, 'resolved', channel);
      if (howLong < 0.5) await sendForm(person, 'closed', channel);
    },
  };

  /** Where nothing opens, the answer said why; whoever wanted it looks again later. */
  async function sendForm(person: Person, word: string, channel: string): Promise<void> {
    person.modal?.close();
    const { text } = await person.command(`/incident ${word}`, { in: channel });
    if (text === '') await person.formOpens().then((form) => form.submit());
  }

  const isWrong = ({ channel }: Room): boolean =>
    sandbox.channel(channel).isArchived || !sandbox.channel(channel).members.includes(sandbox.botUserId);

  return {
    /** Does it to one of the rooms where it can be done; 0 to 1: which one, by whom, how long. */
    async come(trouble: RoomTrouble, which: number, howLong: number): Promise<boolean> {
      const free = rooms.filter((room) => eligible[trouble](room) && !busy.has(room.channel));
      const room = free[Math.floor(which * free.length)];
      const people = room === undefined ? [] : insideOf(room);
      const by = people[Math.floor(howLong * people.length)];
      if (room === undefined || by === undefined) return false;
      busy.add(room.channel);
      try {
        await acts[trouble](room, by, howLong);
        return true;
      } catch (error) {
        // Somebody left or came at the same moment: Slack says no, as it would.
        if (/^\w+(:|$)/.test((error as Error).message)) return false;
        throw error;
      } finally {
        busy.delete(room.channel);
      }
    },
    /** Closes somebody's account, and gives it back unless everything ends before. */
    async closeAccount(which: number, howLong: number): Promise<boolean> {
      const open = everybody.filter((name) => hasAccount(name) && !steadfast.includes(name));
      const name = open[Math.floor(which * open.length)];
      if (name === undefined || closed.size >= mostClosed) return false;
      closed.add(name);
      sandbox.deactivate(name);
      if (!(await wait(20_000 + howLong * 30_000))) return true;
      sandbox.reactivate(name);
      closed.delete(name);
      return true;
    },
    /** In the end the bot is in every room. */
    async bringBack(): Promise<void> {
      for (const room of rooms) if (isWrong(room)) await fill(room);
    },
  };
}
