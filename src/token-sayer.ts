import type { Logger } from 'pino';
import type { TokenError } from './slack/token-error.ts';
import type { Metrics } from './web/metrics.ts';

type Variable = TokenError['variable'];

/** What stands still, and what helps. */
const words: Readonly<Record<Variable, string>> = {
  SLACK_BOT_TOKEN:
    'Slack refuses the bot token: nothing reaches Slack, what there is to do waits. Install the app anew, put its token into SLACK_BOT_TOKEN and start again',
  SLACK_APP_TOKEN:
    'Slack refuses the app-level token: nothing comes from Slack. Make one with the scope connections:write, put it into SLACK_APP_TOKEN and start again',
};

const again: Readonly<Record<Variable, string>> = {
  SLACK_BOT_TOKEN: 'Slack takes the bot token again',
  SLACK_APP_TOKEN: 'Slack takes the app-level token again',
};

/** Loud, once for each token: nothing goes on until somebody does something. */
export function tokenSayer(log: Logger, metrics: Metrics): (variable: Variable, why: string | null) => void {
  const refused = new Set<Variable>();
  return (variable, why) => {
    if (why === null) refused.delete(variable);
    else refused.add(variable);
    metrics.tokenRefused(refused.size > 0);
    if (why === null) log.info({}, again[variable]);
    else log.error({ 'slack.error': why }, words[variable]);
  };
}
