// `npm run forget -- U123`: takes a person's words and name out of everything that is kept, and says what it did, without
// the words. `--name Ana` takes that name out of what others wrote, too, wherever it stands as a word of its own.
import { parseArgs } from 'node:util';
import { processEnvironment } from './config/environment.ts';
import { createEngine } from './engine/create-engine.ts';
import { nameOf } from './incident/incident.ts';
import { createLog } from './log.ts';
import { rules } from './rules.ts';
import { forgetPerson } from './store/forget-person.ts';
import { openStore } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';
import { wipeRemoved } from './store/wipe-removed.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const usage = `npm run forget -- USER [--name NAME]
USER is the person's id in Slack, such as U0123ABCD: "Copy member ID" in their profile.
--name also takes out this name where others wrote it as a plain word; can be given several times.`;

/** Returns the exit status. */
async function forget(): Promise<number> {
  const { positionals, values } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    strict: false,
    options: { name: { type: 'string', multiple: true } },
  });
  const [user = ''] = positionals;
  if (positionals.length !== 1 || !/^[UW][A-Z0-9]{2,}$/.test(user)) {
    say(usage);
    return 2;
  }
  const names = (values.name ?? []).filter((name) => typeof name === 'string' && name.trim() !== '').map(String);
  const { DATABASE_URL, DATA_DIR } = processEnvironment();
  const store = await openStore({ databaseUrl: DATABASE_URL?.trim() || null, dataDir: DATA_DIR?.trim() || './data' });
  try {
    await store.migrate();
    const clock = { now: () => Date.now() };
    const engine = createEngine({ store, rules, clock, log: createLog('warn') });
    // In what is still going on nobody else would take a role that seems to be held.
    const workspaces = await store.db.selectFrom('incident').select('workspace').distinct().execute();
    for (const { workspace } of workspaces) {
      for (const incident of await engine.openIncidents(workspace)) {
        for (const { role } of incident.roles.filter((holding) => holding.user === user)) {
          await engine.perform(incident, { type: 'vacate_role', by: 'muster', role, user });
          say(`${nameOf(incident)}: ${role} is free again.`);
        }
      }
    }
    const forgotten = await forgetPerson(store.db, user, names, clock.now());
    if (store.kind === 'embedded') await wipeRemoved(store.db);
    for (const { number, entries } of forgotten.incidents) {
      say(`${nameOf({ number })}: ${entries} ${entries === 1 ? 'entry' : 'entries'} changed; the record says so.`);
    }
    if (forgotten.incidents.length === 0) say('No record mentions this person.');
    if (forgotten.known) say('The person is no longer in the directory.');
    say(remains);
    return 0;
  } finally {
    await store.close();
  }
}

const remains = `What cannot be removed from here: messages and files in Slack (among them exports that were posted), backups made before,
and copies that people took. Briefings and post-mortems in rooms that are not archived are drawn again while Muster runs.
Where others wrote the name as a plain word, or quoted in parts, it stays, unless --name takes it out.`;

try {
  process.exitCode = await forget();
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
