// `npm run bench`: measures what is promised to be fast, and prints it with the machine and the date.
// Words after it choose: `npm run bench -- start room acknowledgement exports recording growth fairness mending run browser`;
// `--minutes 60` keeps up the load of `recording` for an hour.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { acknowledgementHead, acknowledgementNote, benchAcknowledgement } from './acknowledgement.ts';
import { benchBrowser } from './browser.ts';
import { benchExports } from './exports.ts';
import { benchFairness } from './fairness.ts';
import { table } from './figures.ts';
import { firstError } from './first-error.ts';
import { benchGrowth } from './growth.ts';
import { benchMending } from './mending.ts';
import { openPostgres } from './postgres.ts';
import { benchRecording } from './recording.ts';
import { benchRun, runNote } from './run.ts';
import { benchStartUp } from './start-up.ts';
import { benchWarRoom } from './war-room.ts';

const { values: options, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' } },
});
const minutes = Number(options.minutes);
const wanted = (part: string): boolean => chosen.length === 0 || chosen.includes(part);
const say = (text: string): void => void process.stdout.write(`${text}\n\n`);

const postgres = await openPostgres();
const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
let folders = 0;
const embedded = () => ({ dataDir: join(folder, String(folders++)) });
const server = async () => ({ databaseUrl: await postgres.create() });

async function measure(): Promise<void> {
  const [cpu] = cpus();
  const memoryGb = (totalmem() / 2 ** 30).toFixed(0);
  say(
    `${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpu?.model.trim()}), ${memoryGb} GB, Node ${process.version}, PostgreSQL ${postgres.version}.\n` +
      `Bot, database, sandbox and sender share these cores; load before we began: ${(loadavg()[0] ?? 0).toFixed(1)} (a quiet machine: below 0.5).`,
  );
  const head = ['what', 'measured', 'target', ''];
  if (wanted('start')) {
    const rows = await benchStartUp('PostgreSQL', await server(), { readyMs: 3_000, residentMb: 150 });
    say(table([head, ...rows, ...(await benchStartUp('embedded', embedded(), { readyMs: 6_000, residentMb: null }))]));
  }
  if (wanted('room')) {
    const rows = await benchWarRoom('PostgreSQL', await server());
    say(
      `A war room, Slack taking 200 ms for each call.\n${table([head, ...rows, ...(await benchWarRoom('embedded', embedded()))])}`,
    );
  }
  if (wanted('acknowledgement')) {
    const rows = await benchAcknowledgement('PostgreSQL', await server(), 200);
    const more = await benchAcknowledgement('embedded', embedded(), 500);
    say(`Acknowledgements. ${acknowledgementNote}\n${table([acknowledgementHead, ...rows, ...more])}`);
  }
  if (wanted('exports')) {
    const rows = await benchExports('PostgreSQL', await server());
    const more = await benchExports('embedded', embedded());
    say(`From a long record, median of five.\n${table([head, ...rows, ...more])}`);
  }
  if (wanted('recording')) {
    const target = { perSecond: 1_500, p99Ms: 250, residentMb: 250 };
    const rows = await benchRecording('PostgreSQL', await server(), target, minutes);
    const more = await benchRecording('embedded', embedded(), { perSecond: 400, p99Ms: 250, residentMb: null }, 0);
    say(`Recording what is written in war rooms.\n${table([head, ...rows, ...more])}`);
  }
  if (wanted('growth')) {
    const rows = await benchGrowth('PostgreSQL', server, 1_000_000);
    const more = await benchGrowth('embedded', async () => embedded(), 100_000);
    say(`As the record grows, recording costs the same.\n${table([head, ...rows, ...more])}`);
  }
  if (wanted('fairness')) {
    const rows = await benchFairness('PostgreSQL', await server());
    say(`A room under fire beside others.\n${table([head, ...rows])}`);
  }
  if (wanted('run')) {
    say(`Running the room. ${runNote}\n${table([head, ...(await benchRun('PostgreSQL', server))])}`);
  }
  if (wanted('mending')) {
    const rows = await benchMending('PostgreSQL', await server());
    say(`Read back what was missed.\n${table([head, ...rows])}`);
  }
  if (wanted('browser')) say(`The sandbox's page in Chromium.\n${table([head, ...(await benchBrowser())])}`);
}

async function close(): Promise<void> {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

// By `exit`: the package that brings PostgreSQL has a hook of its own at the end, which would make the code 0.
if (!(await firstError(measure, close, (text) => void process.stderr.write(text)))) process.exit(1);
