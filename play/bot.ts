// The bot, as a process of its own: so that it can be stopped, started and killed while the workspace goes on.
import { loadConfiguration } from '../src/config/configuration.ts';
import { createLog } from '../src/log.ts';
import { type Muster, startMuster } from '../src/muster.ts';
import { createMetrics } from '../src/web/metrics.ts';
import type { Order, Report } from './bot-process.ts';
import { openDebug } from './debug.ts';
import { pacedTime } from './paced-time.ts';

let time: Extract<Order, { order: 'time' }>['time'] = { at: 0 };
let muster: Muster | null = null;

const report = (said: Report): void => void process.send?.(said);

async function start(order: Extract<Order, { order: 'start' }>): Promise<void> {
  time = order.time;
  const configuration = loadConfiguration(null);
  if ('problems' in configuration) throw new Error(configuration.problems.join('\n'));
  muster = await startMuster({
    environment: {
      transport: { kind: 'http', signingSecret: order.signingSecret },
      botToken: order.botToken,
      slackApiUrl: order.slackApiUrl,
      port: order.port,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: order.dataDir,
      configFile: null,
      publicUrl: `http://127.0.0.1:${order.port}`,
      bridgeSecret: order.bridgeSecret,
      logLevel: 'error',
      notices: [],
    },
    policy: configuration.policy,
    clock: { now: () => ('at' in time ? time.at : pacedTime(time)) },
    log: createLog('error'),
    metrics: createMetrics(),
    // Who looks on sees what is due at once.
    pollMs: 500,
    // A killed bot's work is taken up soon after the next one starts.
    leaseMs: 5000,
  });
  const debugPort = await openDebug(muster.store.db, order.debugToken);
  report({ debugPort });
}

process.on('message', (order: Order) => {
  if (order.order === 'time') time = order.time;
  else if (order.order === 'turn') void turn(order);
  else
    start(order).catch((error: unknown) => {
      report({ failed: error instanceof Error ? error.message : String(error) });
      process.exit(1);
    });
});

async function turn({ at, rest, ask }: Extract<Order, { order: 'turn' }>): Promise<void> {
  time = { at };
  if (rest) {
    await muster?.answered();
    await muster?.engine.drained();
  }
  report({ done: ask });
}

async function stop(): Promise<void> {
  await muster?.stop();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
// Ctrl-C reaches the whole group; who started us says when to stop.
process.on('SIGINT', () => {});
process.on('disconnect', () => void stop());
