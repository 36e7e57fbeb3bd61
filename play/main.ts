// `npm run sandbox`: a Slack workspace of this machine with the bot in it, and a page to try it by hand.
import { parseArgs } from 'node:util';
import { openPlay } from './open-play.ts';

const usage = `npm run sandbox -- [options]
  --empty            no past: a workspace in which nothing happened yet
  --scenario demo    plays the demo's outage before you; take a role in it
  --speed N          how fast time goes in the scenario (4 unless said)
  --keep             keeps the workspace and the record in ./sandbox-data for the next time
  --port N           where the page is (8080 unless said; any free one when it is taken)
  --host ADDRESS     listens there instead of on this machine alone; the printed address then has a token`;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        scenario: { type: 'string' },
        speed: { type: 'string', default: '4' },
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usage);
      process.exit(0);
    }
    const speed = Number(values.speed);
    const port = Number(values.port);
    if (!(speed >= 0.1 && speed <= 60)) throw new Error('--speed takes a number from 0.1 to 60, such as 4');
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port takes a port, such as 8080');
    if (values.scenario !== undefined && values.scenario !== 'demo') throw new Error('--scenario knows one: demo');
    return { ...values, speed, port };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(64);
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const options = readOptions();
const play = await openPlay({ ...options, scenario: options.scenario === 'demo', print }).catch(fail);
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending) process.exit(1);
    ending = true;
    play.close().then(() => process.exit(0), fail);
  });
}
print(`\n  ${play.address}\n`);
print('You are ana; the name at the lower left makes you somebody else. A second window can be a second person.');
print('It opens when the bot runs and its past is played; the page says how far that is. Ctrl-C ends it.');
play.ready.then(
  () => print(`Ready after ${(performance.now() / 1000).toFixed(1)} s.`),
  async (error: unknown) => {
    if (ending) return;
    await play.close().catch(() => {});
    fail(error);
  },
);
