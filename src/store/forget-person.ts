import { sql } from 'kysely';
import type { Incident, Instant } from '../incident/incident.ts';
import { repaintAll } from '../incident/repaint-all.ts';
import { type Eraser, eraser, type Leaver, removedName, removedUser, wordsOf } from '../record/eraser.ts';
import { forgetEntry, ownWords } from '../record/forget-entry.ts';
import { forgetIncident, type Wrote } from '../record/forget-incident.ts';
import { escapeTyped } from '../record/slack-text.ts';
import { json, stamp, text } from './columns.ts';
import { lockIncident } from './lock-incident.ts';
import { queueErrands } from './queue-errands.ts';
import type { Db } from './tables.ts';

/** What forgetting came to; no words, no name. */
export interface Forgotten {
  readonly incidents: readonly { readonly workspace: string; readonly number: number; readonly entries: number }[];
  /** Whether the person stood in the directory. */
  readonly known: boolean;
}

type Ref = { readonly workspace: string; readonly number: number };

/**
 * Takes a person out of everything that is kept: incident by incident, each in a transaction of its own, so that it can
 * be stopped and begun again. A second time finds nothing and changes nothing. Each record that was touched gets a line
 * that says so.
 */
export async function forgetPerson(
  db: Db,
  user: string,
  bareNames: readonly string[],
  now: Instant,
): Promise<Forgotten> {
  const known = await db.selectFrom('person').select('name').where('user_id', '=', user).execute();
  const leaver: Leaver = { user, names: known.map(({ name }) => name), bareNames };
  const refs = await db
    .selectFrom('incident')
    .select(['workspace', 'number'])
    .orderBy('workspace')
    .orderBy('number')
    .execute();
  const incidents: { workspace: string; number: number; entries: number }[] = [];
  for (const ref of refs) {
    const entries = await db.transaction().execute((trx) => forgetIn(trx, ref, leaver, now));
    if (entries !== null) incidents.push({ ...ref, entries });
  }
  await db.transaction().execute((trx) => forgetEverywhere(trx, leaver));
  return { incidents, known: known.length > 0 };
}

/** Null when nothing of the person is in this incident. */
async function forgetIn(trx: Db, ref: Ref, leaver: Leaver, now: Instant): Promise<number | null> {
  const locked = await lockIncident(trx, ref, null);
  if (locked === null) return null;
  const { incident } = locked;
  const words = new Set<string>(wordsOf(incident, leaver.user));
  const wrote = await readOwnWords(trx, incident, leaver.user, words);
  const own = eraser(leaver, words);
  const left = forgetIncident(incident, leaver.user, wrote, own);
  const changedState = json(left) !== json(incident);
  if (changedState) await writeState(trx, left, incident, leaver.user);
  const entries = await forgetEntries(trx, ref, leaver.user, own);
  const others = (await forgetErrands(trx, ref, leaver.user, own)) + (await forgetAlarms(trx, ref, own));
  if (!changedState && entries === 0 && others === 0) return null;
  await writeMark(trx, ref, now);
  await queueErrands(trx, ref, repaintAll(left), now);
  return entries;
}

/** Collects what the person typed into this record, and finds out which texts of the incident are theirs. */
async function readOwnWords(trx: Db, incident: Incident, user: string, words: Set<string>): Promise<Wrote> {
  // Who changed it last wrote it; else it is as it was declared.
  const began = (incident.triage?.openedBy ?? incident.declaredBy) === user;
  let [title, summary] = [began, began];
  const reasons: string[] = [];
  for await (const entry of eachEntry(trx, incident, user)) {
    if (entry.kind === 'title' && entry.text.startsWith('Title ')) title = entry.actor === user;
    if (entry.kind === 'title' && entry.text.startsWith('Summary ')) {
      // Only whoever replaced it has put the first summary on the record.
      const before = / Before: ([\s\S]+)$/.exec(entry.text)?.[1];
      if (summary && before !== undefined) words.add(before).add(before.replace(/\.$/, ''));
      summary = entry.actor === user;
    }
    if (entry.actor !== user) continue;
    const own = ownWords(entry, user);
    for (const each of own.words) words.add(each);
    if (entry.kind === 'phase') reasons.push(...own.words);
  }
  if (title) words.add(incident.title);
  if (summary) words.add(incident.summary);
  return { title, summary, gave: (reason) => reasons.some((each) => each.includes(escapeTyped(reason.trim()))) };
}

async function* eachEntry(trx: Db, ref: Ref, user: string | null) {
  const size = 500;
  for (let after = 0; ; ) {
    let query = trx
      .selectFrom('entry')
      .select(['id', 'kind', 'actor', 'text', 'files', 'revisions', 'heard_key as heardKey'])
      .where('workspace', '=', ref.workspace)
      .where('number', '=', ref.number)
      .where('id', '>', after);
    if (user !== null) query = query.where((eb) => eb.or([eb('actor', '=', user), eb('kind', '=', 'title')]));
    const page = await query.orderBy('id').limit(size).execute();
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    after = last.id;
  }
}

async function forgetEntries(trx: Db, ref: Ref, user: string, own: Eraser): Promise<number> {
  let changed = 0;
  for await (const { id, heardKey, ...entry } of eachEntry(trx, ref, null)) {
    const left = forgetEntry(entry, user, own);
    const key = heardKey?.includes(user) ? `forgotten:${id}` : heardKey;
    if (json([left, key]) === json([{ ...entry }, heardKey])) continue;
    changed += 1;
    await trx
      .updateTable('entry')
      .set({
        actor: left.actor,
        text: text(left.text),
        files: json(left.files),
        revisions: json(left.revisions),
        heard_key: key,
        // Its first words, should Slack still bring them, are not wanted any more.
        awaited: false,
      })
      .where('id', '=', id)
      .execute();
  }
  return changed;
}

async function writeState(trx: Db, left: Incident, before: Incident, user: string): Promise<void> {
  await trx
    .updateTable('incident')
    .set({
      state: json({ ...left, version: before.version + 1 }),
      version: before.version + 1,
      title: text(left.title),
      declared_by: left.declaredBy,
      ...(before.declaredBy === user || left.title !== before.title ? { asked: '' } : {}),
    })
    .where('workspace', '=', before.workspace)
    .where('number', '=', before.number)
    .execute();
}

/** What was to be told to the person goes; what was to be told to others goes on without the person. */
async function forgetErrands(trx: Db, ref: Ref, user: string, own: Eraser): Promise<number> {
  const rows = await trx
    .selectFrom('errand')
    .select(['id', 'surface', 'task', 'kept', 'why'])
    .where('workspace', '=', ref.workspace)
    .where('number', '=', ref.number)
    .execute();
  let changed = 0;
  for (const { id, ...row } of rows) {
    const { surface, task, kept, why } = own.value(row);
    if (json({ surface, task, kept, why }) === json(row)) continue;
    changed += 1;
    if (row.surface.includes(user) || JSON.stringify(row.task).includes(`"user":"${user}"`)) {
      await trx.deleteFrom('errand').where('id', '=', id).execute();
    } else {
      await trx
        .updateTable('errand')
        .set({ task: json(task), kept: json(kept), why })
        .where('id', '=', id)
        .execute();
    }
  }
  return changed;
}

async function forgetAlarms(trx: Db, ref: Ref, own: Eraser): Promise<number> {
  const rows = await trx
    .selectFrom('alarm')
    .select(['name', 'command'])
    .where('workspace', '=', ref.workspace)
    .where('number', '=', ref.number)
    .execute();
  let changed = 0;
  for (const { name, command } of rows) {
    const left = json(own.value(command));
    if (left === json(command)) continue;
    changed += 1;
    await trx
      .updateTable('alarm')
      .set({ command: left })
      .where('workspace', '=', ref.workspace)
      .where('number', '=', ref.number)
      .where('name', '=', name)
      .execute();
  }
  return changed;
}

async function writeMark(trx: Db, { workspace, number }: Ref, now: Instant): Promise<void> {
  const at = stamp(now);
  const words = 'Words of a person were removed from this record on request.';
  await trx
    .insertInto('entry')
    .values({ workspace, number, at, recorded_at: at, kind: 'note', actor: 'muster', text: words, key_event: false })
    .execute();
}

/** What belongs to no single incident: the directory, marks by their holder, keys of requests. */
async function forgetEverywhere(trx: Db, { user }: Leaver): Promise<void> {
  const unnamed = { user_id: removedUser, name: removedName, zone: 'UTC', kind: 'member' } as const;
  const workspaces = await trx.selectFrom('incident').select('workspace').distinct().execute();
  await trx.deleteFrom('person').where('user_id', '=', user).execute();
  for (const { workspace } of workspaces) {
    await trx
      .insertInto('person')
      .values({ workspace, ...unnamed })
      .onConflict((conflict) => conflict.columns(['workspace', 'user_id']).doNothing())
      .execute();
  }
  await sql`
    update mark set holder = ${removedUser} where holder = ${user} and not exists (
      select from mark other where other.workspace = mark.workspace and other.channel = mark.channel
        and other.ts = mark.ts and other.how = mark.how and other.holder = ${removedUser})`.execute(trx);
  await trx.deleteFrom('mark').where('holder', '=', user).execute();
  await sql`delete from seen where strpos(key, ${user}) > 0`.execute(trx);
}
