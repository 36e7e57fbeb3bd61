import type { DialClock } from '../sandbox/clock.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { loadConfiguration } from '../src/config/configuration.ts';
import { createLog } from '../src/log.ts';
import { type Muster, startMuster } from '../src/muster.ts';
import { createMetrics } from '../src/web/metrics.ts';

export interface StartOptions {
  readonly sandbox: Sandbox;
  readonly clock: DialClock;
  /** Folder of the embedded database. */
  readonly dataDir: string;
  /** Opens the page for when Slack fails. */
  readonly bridgeSecret: string;
}

/**
 * Starts the bot over HTTP in this process, as a workspace of the sandbox on a dialled clock needs it. `rest` resolves
 * when nobody has anything left to do: the clock turns only then.
 */
export async function startBot(options: StartOptions): Promise<{ muster: Muster; rest(): Promise<void> }> {
  const { sandbox, clock, dataDir, bridgeSecret } = options;
  const configuration = loadConfiguration(null);
  if ('problems' in configuration) throw new Error(configuration.problems.join('\n'));
  const muster = await startMuster({
    environment: {
      transport: { kind: 'http', signingSecret: sandbox.signingSecret },
      botToken: sandbox.botToken,
      slackApiUrl: sandbox.apiUrl,
      port: 0,
      databaseUrl: null,
      dataDir,
      configFile: null,
      publicUrl: 'http://localhost',
      logLevel: 'error',
      bridgeSecret,
      notices: [],
    },
    policy: configuration.policy,
    directory: configuration.directory,
    clock,
    log: createLog('error'),
    metrics: createMetrics(),
  });
  sandbox.requestUrl = `http://127.0.0.1:${muster.port}/slack/events`;

  // What one side does may give the other something to do: until a whole round changed nothing.
  async function rest(): Promise<void> {
    for (let seen = -1; seen !== sandbox.calls.length + sandbox.deliveries.length; ) {
      seen = sandbox.calls.length + sandbox.deliveries.length;
      await sandbox.settled();
      await muster.answered();
      await muster.engine.drained();
    }
  }
  clock.settleFirst(rest);
  return { muster, rest };
}
