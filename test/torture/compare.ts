import type { Sandbox } from '../../sandbox/sandbox.ts';
import { type Incident, isOpen } from '../../src/incident/incident.ts';
import type { Entry } from '../../src/record/entry.ts';
import { readEntries } from '../../src/store/read-entries.ts';
import type { Db } from '../../src/store/tables.ts';
import { comparePosts } from './compare-posts.ts';
import { firstId, type HeardSoFar, type Told } from './heard.ts';
import type { People, Written } from './people.ts';

/**
 * What is wrong in the record, a line each. The rule:
 *
 * - What stands in Slack is on the record: one entry, with its present text, author, thread and files, not deleted.
 * - What was deleted in Slack is not on the record as if it stood. It is there, marked deleted, if ever an event about it
 *   was acknowledged or a reading of the history showed it; if nobody heard of it, it cannot be known.
 * - Every text that an acknowledged event carried is kept, as the present text or among the earlier ones, in the order in
 *   which they were written; a text that was overwritten before anybody heard of it cannot be known. No text is there
 *   that was never written, and none twice.
 * - Who came and went, Slack's lines about the room (topic, name, private) and marks are those of the room. Nobody without an
 *   account holds a role in an open incident. No post of the bot stands there twice, no errand is left.
 */
export async function compare(db: Db, sandbox: Sandbox, people: People, heard: HeardSoFar): Promise<string[]> {
  const wrong: string[] = [];
  const incidents = await db.selectFrom('incident').select(['workspace', 'number', 'channel', 'state']).execute();
  const marks = await db
    .selectFrom('mark')
    .select(['channel', 'ts', 'how', 'holder'])
    .where('present', '=', true)
    .execute();
  for (const { workspace, number, channel, state } of incidents) {
    if (channel === null) {
      wrong.push(`INC-${number} has no room`);
      continue;
    }
    const entries = await readEntries(db, { workspace, number }, { which: 'all' });
    const said = [...people.written.values()].filter((one) => one.channel === firstId(sandbox, channel));
    const room = sandbox.channel(channel).name;
    const tell = (line: string) => wrong.push(`${room}: ${line}`);
    compareMessages(entries, said, heard.told, tell);
    compareComings(entries, sandbox, channel, tell);
    compareRoomLines(entries, sandbox, channel, tell);
    compareMarks(
      marks.filter((mark) => mark.channel === channel),
      sandbox,
      channel,
      people,
      tell,
    );
    compareTyped(entries, state, people, firstId(sandbox, channel), tell);
    compareHolders(state, sandbox, tell);
  }
  const errands = await db.selectFrom('errand').select(['number', 'surface', 'state', 'why']).execute();
  // To somebody whose account was closed nothing can be said any more: that stays undone, and the briefing says so.
  const isInVain = ({ surface, why }: { readonly surface: string; readonly why: string | null }): boolean =>
    why === 'user_disabled' || (surface.startsWith('dm:') && why === 'channel_not_found');
  for (const { number, surface, state, why } of errands.filter((one) => !isInVain(one)))
    wrong.push(`INC-${number}: errand ${surface} is ${state}: ${why}`);
  const rooms = incidents.map(({ state, number }) => ({ incident: state, number }));
  return [...wrong, ...comparePosts(sandbox, rooms)];
}

type Tell = (line: string) => void;

function compareMessages(
  entries: readonly Entry[],
  said: readonly Written[],
  told: ReadonlyMap<string, Told>,
  tell: Tell,
): void {
  const byTs = Map.groupBy(
    entries.filter((entry) => entry.kind === 'message'),
    (entry) => entry.ts ?? '',
  );
  const known = new Set(said.map(({ ts }) => ts));
  for (const [ts, found] of byTs) {
    if (found.length > 1) tell(`${found.length} entries of ${ts}`);
    if (!known.has(ts)) tell(`an entry of ${ts} that nobody wrote: ${found[0]?.text}`);
  }
  for (const one of said) {
    const [entry] = byTs.get(one.ts) ?? [];
    const heard = told.get(`${one.channel} ${one.ts}`);
    for (const line of compareMessage(entry, one, heard)) tell(`${one.ts} (${one.texts.join(' → ')}): ${line}`);
  }
}

function compareMessage(entry: Entry | undefined, one: Written, heard: Told | undefined): string[] {
  if (entry === undefined) return one.isGone && heard === undefined ? [] : ['is not on the record'];
  const wrong: string[] = [];
  // The tombstone of a message of which nobody ever heard tells of no author and no text.
  const isBlank = one.isGone && entry.text === '' && entry.revisions.length === 0;
  if (isBlank) return heard === undefined || heard.texts.size === 0 ? [] : ['a text that was heard is not kept'];
  const texts = [...entry.revisions.map(({ text }) => text), entry.text];
  const places = texts.map((text) => one.texts.indexOf(text));
  if (places.includes(-1)) wrong.push(`was never written so: ${texts.join(' → ')}`);
  if (places.some((place, at) => at > 0 && place <= (places[at - 1] ?? -1)))
    wrong.push(`earlier texts out of order: ${texts.join(' → ')}`);
  for (const text of heard?.texts ?? [])
    if (!texts.includes(text)) wrong.push(`a text was heard and is not kept: ${text}`);
  // Found to be gone before it was told, it has its time all the same once it is.
  if (heard?.deletedAt && entry.deletedAt !== heard.deletedAt)
    wrong.push(`was deleted at ${heard.deletedAt}, and is marked so at ${entry.deletedAt}`);
  if (one.isGone !== (entry.deletedAt !== null)) wrong.push(one.isGone ? 'is not marked deleted' : 'is marked deleted');
  if (!one.isGone && entry.text !== one.texts.at(-1)) wrong.push(`has the text ${entry.text}`);
  if (entry.actor !== one.user) wrong.push(`is by ${entry.actor}`);
  if (entry.threadTs !== one.thread) wrong.push(`is in the thread ${entry.threadTs}`);
  // An event of its deletion does not tell of files.
  if (!one.isGone && !hasFiles(entry, one)) wrong.push(`has the files ${JSON.stringify(entry.files)}`);
  return wrong;
}

/** Of a file that was deleted before anybody heard of it, Slack shows the id alone. */
function hasFiles({ files }: Entry, one: Written): boolean {
  return (
    files.length === one.files.length &&
    files.every(
      ({ name, id, removed = false }, at) =>
        (name === one.files[at] || (one.isFileGone && name === id)) && removed === one.isFileGone,
    )
  );
}

function compareComings(entries: readonly Entry[], sandbox: Sandbox, channel: string, tell: Tell): void {
  const inSlack = sandbox
    .messages(channel)
    .filter(({ subtype, user }) => /_(join|leave)$/.test(String(subtype)) && user !== sandbox.botUserId)
    .map(({ subtype, user }) => `${user} ${String(subtype).endsWith('join') ? 'joined' : 'left'}`);
  const recorded = entries
    .filter(({ kind }) => kind === 'membership')
    .map(({ actor, text }) => `${actor} ${/ (joined|left)/.exec(text)?.[1]}`);
  for (const line of differences(inSlack, recorded)) tell(`coming and going, ${line}`);
}

/** Slack's lines about a room, other than of coming, going and archiving. */
const aboutRoom = /^(channel|group)_(topic|name|convert_to_private)$/;

function compareRoomLines(entries: readonly Entry[], sandbox: Sandbox, channel: string, tell: Tell): void {
  const inSlack = sandbox
    .messages(channel)
    .filter(({ subtype, user }) => aboutRoom.test(String(subtype)) && user !== sandbox.botUserId)
    .map(({ ts, text }) => `${ts} ${text}`);
  const ours = new Set(
    sandbox
      .messages(channel)
      .filter(({ user }) => user === sandbox.botUserId)
      .map(({ ts }) => ts),
  );
  // What was done to the bot or to the whole room is told by events of its own, and Muster says it.
  const recorded = entries
    .filter(({ kind, actor, ts }) => kind === 'channel' && actor !== 'muster' && ts !== null && !ours.has(ts))
    .map(({ ts, text }) => `${ts} ${text}`);
  for (const line of differences(inSlack, recorded)) tell(`about the room, ${line}`);
}

function compareMarks(
  marks: readonly { readonly ts: string; readonly how: string; readonly holder: string }[],
  sandbox: Sandbox,
  channel: string,
  people: People,
  tell: Tell,
): void {
  const inSlack: string[] = [];
  const isTheirs = (ts: string): boolean => people.written.get(`${firstId(sandbox, channel)} ${ts}`)?.isGone === false;
  for (const { ts, reactions = [] } of sandbox.world.channels.get(channel)?.messages ?? []) {
    if (!isTheirs(ts)) continue;
    for (const { name, users } of reactions)
      if (name === 'pushpin') inSlack.push(...users.map((user) => `${ts} pushpin ${user}`));
    const pinned = sandbox.channel(channel).pins.some((pin) => pin.ts === ts);
    if (pinned) inSlack.push(`${ts} pin *`);
    const isMarked = pinned || reactions.some(({ name }) => name === 'pushpin');
    const memo = reactions.some(({ name, users }) => name === 'memo' && users.includes(sandbox.botUserId));
    if (memo !== isMarked) tell(`${ts} is ${isMarked ? '' : 'not '}a key event, and the memo says otherwise`);
  }
  const recorded = marks.filter(({ ts }) => isTheirs(ts)).map(({ ts, how, holder }) => `${ts} ${how} ${holder}`);
  for (const line of differences(inSlack, recorded)) tell(`mark, ${line}`);
}

/** What was typed and said to be done is there once, in the record and in the state; what was not, once at most. */
function compareTyped(entries: readonly Entry[], state: Incident, people: People, room: string, tell: Tell): void {
  for (const { text, kind, isDone } of people.typed.filter((one) => one.room === room)) {
    const inRecord = entries.filter(
      (entry) => entry.kind === kind && new RegExp(`\\b${text}\\b`).test(entry.text),
    ).length;
    if (inRecord > 1 || (isDone && inRecord === 0)) tell(`"${text}" is ${inRecord} times on the record`);
    if (kind !== 'action') continue;
    const inState = state.actions.filter((action) => action.text === text).length;
    if (inState !== inRecord) tell(`"${text}" is ${inState} times among the actions, ${inRecord} on the record`);
  }
}

/** While people are at work, who has no account any more holds nothing. */
function compareHolders(incident: Incident, sandbox: Sandbox, tell: Tell): void {
  if (!isOpen(incident)) return;
  for (const { role, user } of incident.roles)
    if (sandbox.world.users.get(user)?.deactivated === true) tell(`${user} is ${role}, and has no account`);
}

function differences(inSlack: readonly string[], recorded: readonly string[]): string[] {
  const left = [...recorded];
  const missing: string[] = [];
  for (const one of inSlack) {
    const place = left.indexOf(one);
    if (place < 0) missing.push(one);
    else left.splice(place, 1);
  }
  return [...missing.map((one) => `not on the record: ${one}`), ...left.map((one) => `only on the record: ${one}`)];
}
