import type { Logger } from 'pino';
import type { SmtpSettings } from '../config/card-settings.ts';
import type { Environment } from '../config/environment.ts';
import type { Clock, Engine } from '../engine/engine.ts';
import { readCard } from '../engine/read-card.ts';
import type { CardWays } from '../incident/card-ways.ts';
import type { Directory, Team } from '../incident/directory.ts';
import type { Incident } from '../incident/incident.ts';
import type { Policy } from '../incident/policy.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { phoneBook } from '../record/card-facts.ts';
import { inTurnOrder, onCallAt } from '../slack/on-call.ts';
import { createBridgeKeys } from '../web/bridge-keys.ts';
import { bridgeRoute } from '../web/bridge-route.ts';
import type { Metrics } from '../web/metrics.ts';
import type { Route } from '../web/routes.ts';

export interface CardOptions {
  readonly environment: Pick<Environment, 'bridgeSecret' | 'smtpPassword' | 'publicUrl'>;
  readonly smtp: SmtpSettings | undefined;
  readonly policy: Policy;
  readonly directory: Directory;
  /** Asked only for incidents that `open` told of. */
  readonly engine: () => Engine;
  /** All open incidents, from the database. */
  readonly open: () => Promise<readonly Incident[]>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** The card for when Slack fails, as far as it is set up: its page, and its mails. */
export function createCard(options: CardOptions): CardWays & { readonly routes: readonly Route[] } {
  const { environment, engine, open, policy, directory, clock, metrics } = options;
  const now = () => clock.now();
  const keys = environment.bridgeSecret === undefined ? null : createBridgeKeys(environment.bridgeSecret);
  return {
    link: (incident) => (keys === null ? null : `${environment.publicUrl}/bridge/${keys.keyFor(incident)}`),
    mailer: mailerOf(options),
    routes:
      keys === null
        ? []
        : [
            bridgeRoute({
              keys,
              now,
              open,
              onGuess: () => metrics.guessed(),
              read: async (incidents) => ({
                incidents: await Promise.all(
                  (incidents ?? []).map((incident) => readCard(engine(), directory, incident, now())),
                ).then(
                  (cards) => (incidents === null ? null : cards),
                  () => null,
                ),
                phones: phoneBook(directory, (team) => askedInOrder(team, now())),
                callLink: policy.callLink,
                statusPage: policy.statusPage ?? null,
                zone: policy.timeZone,
                madeAt: now(),
              }),
            }),
          ],
  };
}

function mailerOf({ smtp, environment, clock, log, metrics }: CardOptions) {
  if (smtp === undefined) return null;
  return createMailer({
    ...smtp,
    password: environment.smtpPassword ?? null,
    now: () => clock.now(),
    onMail: metrics.mailed,
    onTrouble: (why) => log.warn({ 'mail.error': why }, 'the mail server did not take a mail'),
  });
}

/** The call tree, then the others of the rota as their turns come. */
function askedInOrder({ rota, callTree }: Team, now: number) {
  const onCall = rota === null ? null : (onCallAt(rota, now)?.who ?? null);
  const tree = callTree.map(({ ask }) => (ask === 'oncall' ? onCall : ask)).filter((name) => name !== null);
  return { names: [...tree, ...(rota === null ? [] : inTurnOrder(rota, now))], onCall };
}
