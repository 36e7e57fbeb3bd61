import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import { createCard } from './card/create-card.ts';
import { mailEarly } from './card/mail-early.ts';
import { maskBridge } from './card/mask-bridge.ts';
import { tellOutage } from './card/tell-outage.ts';
import type { SmtpSettings } from './config/card-settings.ts';
import type { Environment } from './config/environment.ts';
import { counted } from './counted.ts';
import { createEngine } from './engine/create-engine.ts';
import type { Clock, Deliver, Engine } from './engine/engine.ts';
import type { MendingRhythm } from './engine/mending-rhythm.ts';
import { frontDoor } from './front-door.ts';
import { type Directory, noDirectory } from './incident/directory.ts';
import type { Pagers } from './incident/pager.ts';
import type { Policy } from './incident/policy.ts';
import { quickTimeoutMs, reachSlack } from './reach-slack.ts';
import { rules } from './rules.ts';
import { mask } from './secrets/mask.ts';
import { createApp } from './slack/app.ts';
import { createDeliver } from './slack/deliveries/deliver.ts';
import { eventsDropped } from './slack/events-dropped.ts';
import { createHistory } from './slack/history.ts';
import { lookWhileReading } from './slack/look-while-reading.ts';
import { httpReceiver, socketReceiver } from './slack/receivers.ts';
import { createSlackWatch } from './slack/slack-watch.ts';
import { createTokenWatch } from './slack/token-watch.ts';
import { createUnderWay, type UnderWay } from './slack/under-way.ts';
import { freeLeases } from './store/free-leases.ts';
import { openStore, type Store } from './store/open-store.ts';
import { readOpenIncidents } from './store/read-incidents.ts';
import { tokenSayer } from './token-sayer.ts';
import { waitForStore } from './wait-for-store.ts';
import type { Metrics } from './web/metrics.ts';
import { createSlackGate } from './web/slack-gate.ts';

export interface Parts {
  readonly environment: Environment;
  readonly policy: Policy;
  /** Who can be fetched; nobody unless said. */
  readonly directory?: Directory;
  /** Where mail is handed over; nowhere unless said. */
  readonly smtp?: SmtpSettings | undefined;
  /** Paging services; those of the environment unless said. */
  readonly pagers?: Pagers;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Connections to PostgreSQL; as the store has them unless said. */
  readonly poolSize?: number;
  /** Real milliseconds between looks for work that nobody announced. */
  readonly pollMs?: number;
  readonly leaseMs?: number;
  /** How long the record of a closed incident is kept; for ever unless said. */
  readonly keepMs?: number | null;
  /** How often records are compared with Slack's history; as the engine does unless told. */
  readonly rhythm?: MendingRhythm;
  /** Real milliseconds until a call of the worker counts as unanswered. */
  readonly slackTimeoutMs?: number;
  /** Real milliseconds after which a start asks Slack again, the first time. */
  readonly slackRetryMs?: number;
  /** Random numbers for backoff, 0 to 1. */
  readonly random?: () => number;
  /** Aborted, a start that still waits (for the database, for Slack) is given up: it rejects. */
  readonly signal?: AbortSignal;
  /** Stands around every delivery; tests have each one run twice, as after a crash between its effect and the settling. */
  readonly around?: (deliver: Deliver) => Deliver;
}

export interface Muster {
  readonly engine: Engine;
  readonly store: Store;
  /** Where HTTP is answered. */
  readonly port: number;
  /** Resolves when all that people asked is answered (for tests). */
  answered(): Promise<void>;
  /** Takes nothing new, finishes what is under way (bounded), leaves the rest to the next start. */
  stop(): Promise<void>;
}

/**
 * Puts the rooms together: web → database → engine → Slack. `stop` goes the other way. Waits for the database and for
 * Slack while they are away; what waiting does not mend is thrown (`StoreError`, `TokenError`).
 */
export async function startMuster(parts: Parts): Promise<Muster> {
  const { environment, clock, log, metrics } = parts;
  const { databaseUrl, dataDir, transport } = environment;
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, ...(parts.signal === undefined ? [] : [parts.signal])]);
  const sayToken = tokenSayer(log, metrics);
  const token = createTokenWatch({ now: () => clock.now(), onChange: (why) => sayToken('SLACK_BOT_TOKEN', why) });
  let connected = transport.kind === 'http';
  const isSlackThere = () => connected && token.refusedWith === null;
  let opened: Store | null = null;
  let made: Engine | null = null;
  let begun: Engine | null = null;
  const { smtp, policy, directory = noDirectory } = parts;
  const underWay = createUnderWay();
  const found = <Part>(part: Part | null): Part => {
    if (part === null) throw new Error('the database is not there yet');
    return part;
  };
  const open = async () => readOpenIncidents(found(opened).db, null);
  const around = { environment, smtp, policy, directory, clock, log, metrics };
  const card = createCard({ ...around, open, engine: () => found(made) });
  // Before the database, and before Slack, is asked for anything: the card is for when they do not answer.
  const door = frontDoor({ log, metrics, takesRequests: transport.kind === 'http', isSlackThere, routes: card.routes });
  try {
    const port = await door.web.listen(environment.port, environment.host);
    const { poolSize } = parts;
    const reach = { databaseUrl, dataDir, ...(poolSize === undefined ? {} : { poolSize }) };
    const store = await waitForStore(() => openStore(reach), { log, signal });
    opened = store;
    door.found(store);
    // The folder is ours alone: what is leased there, a dead process held, and nobody need wait for the lease to end.
    if (store.kind === 'embedded') await freeLeases(store.db);
    const { pollMs, leaseMs, random, rhythm, keepMs = null } = parts;
    const engine = counted(
      createEngine({
        store,
        rules,
        clock,
        log,
        keepMs,
        ...(pollMs === undefined ? {} : { pollMs }),
        ...(leaseMs === undefined ? {} : { leaseMs }),
        ...(random === undefined ? {} : { random }),
        ...(rhythm === undefined ? {} : { rhythm }),
        onMended: ({ missing, changed, vanished }) => {
          metrics.mended('missing', missing);
          metrics.mended('changed', changed);
          metrics.mended('vanished', vanished);
        },
      }),
      metrics,
      () => clock.now(),
    );
    made = engine;
    metrics.watchBacklog(
      () => engine.backlog(),
      () => clock.now(),
    );
    const slackWatch = createSlackWatch({
      now: () => clock.now(),
      onChange: (since) => {
        if (since === null) log.info({}, 'Slack answers again');
        else log.error({ 'slack.lost_at': new Date(since).toISOString() }, 'Slack does not answer');
        void underWay.run(() => tellOutage(engine, store.db, since, log));
      },
    });
    const slack = await reachSlack(parts, {
      engine,
      watch: token,
      card,
      signal,
      mask: environment.bridgeSecret === undefined ? mask : maskBridge(mask),
      onCall: (method, outcome, ms) => {
        metrics.slackCall(method, outcome, ms);
        slackWatch.heard(outcome);
      },
    }).finally(mailEarly({ engine, card, directory, clock }));
    // What another process had lost is found again: this one has just been answered.
    await tellOutage(engine, store.db, null, log);
    const dropped = (minuteAt: number) => {
      metrics.dropped();
      log.warn({ 'slack.minute': minuteAt }, 'Slack dropped events: too many in an hour');
      void underWay.run(() =>
        eventsDropped(slack, minuteAt).catch((error: unknown) =>
          log.warn({ err: error }, 'the record does not say that Slack dropped events'),
        ),
      );
    };
    const receiver =
      transport.kind === 'http'
        ? httpReceiver(transport.signingSecret)
        : socketReceiver({
            appToken: transport.appToken,
            apiUrl: environment.slackApiUrl,
            now: () => clock.now(),
            signal,
            onRefused: (why) => sayToken('SLACK_APP_TOKEN', why),
            onCall: metrics.slackCall,
            onRateLimited: () => dropped(Math.floor(clock.now() / 60_000) * 60_000),
            // At the start and after every time without a connection: what Slack tried to deliver meanwhile it may
            // have given up.
            onConnected: () => {
              connected = true;
              engine.mendAll(slack.identity.teamId);
            },
            onLost: () => {
              connected = false;
            },
            metrics,
          });
    const app = await createApp(slack, receiver, environment.botToken, underWay);
    const gate =
      'requestListener' in receiver && transport.kind === 'http'
        ? createSlackGate({
            signingSecret: transport.signingSecret,
            clock,
            log,
            metrics,
            next: receiver.requestListener,
            onRateLimited: (_team, minuteAt) => dropped(minuteAt),
          })
        : null;
    door.open(gate);
    begun = engine;
    engine.start((parts.around ?? alone)(createDeliver(slack)), lookWhileReading(slack, createHistory(slack)));
    engine.mendAll(slack.identity.teamId);
    if ('client' in receiver) await receiver.start();
    return {
      engine,
      store,
      port,
      answered: () => underWay.settled(),
      stop: () => {
        stopping.abort();
        return stop(app, environment, () => door.web.stop(), underWay, engine, store);
      },
    };
  } catch (error) {
    await door.web.stop();
    await begun?.stop();
    await opened?.close();
    throw error;
  }
}

const alone = (deliver: Deliver): Deliver => deliver;

async function stop(
  app: App,
  environment: Environment,
  stopWeb: () => Promise<void>,
  underWay: UnderWay,
  engine: Engine,
  store: Store,
): Promise<void> {
  // Socket Mode 3.1.0 rejects without a reason when a reconnect is pending.
  if (environment.transport.kind === 'socket') await app.stop().catch(() => {});
  await stopWeb();
  // What was acknowledged may still have its answer to give.
  await Promise.race([underWay.settled(), sleep(quickTimeoutMs, undefined, { ref: false })]);
  await engine.stop();
  await store.close();
}
