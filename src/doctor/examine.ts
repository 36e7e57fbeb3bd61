import { loadConfiguration } from '../config/configuration.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { createPagers } from '../pagers/create-pagers.ts';
import { createApi } from '../slack/api.ts';
import { checkCard } from './check-card.ts';
import { checkDatabase } from './check-database.ts';
import { checkPagers } from './check-pagers.ts';
import { checkAnnouncements, checkPeople } from './check-policy.ts';
import { checkAppToken, checkToken } from './check-token.ts';
import { type Finding, unwell, well } from './finding.ts';

/** Slack's slowest honest answer; longer, and nobody would wait for the line. */
const timeoutMs = 10_000;

/**
 * Looks at everything that has to hold before an incident, tells each finding as it is made, and goes on with
 * what can still be looked at when something is wrong. True when all is well. Changes nothing anywhere.
 */
export async function examine(env: NodeJS.ProcessEnv, tell: (finding: Finding) => void): Promise<boolean> {
  let allWell = true;
  const note = (...findings: readonly Finding[]) => {
    for (const finding of findings) {
      allWell &&= finding.ok;
      tell(finding);
    }
  };
  const { environment, wrong, findings } = lookAtEnvironment(env);
  note(...findings);
  if (!environment) return false;

  const configuration = loadConfiguration(environment.configFile);
  if ('problems' in configuration) {
    note(...configuration.problems.map((problem) => unwell('configuration', problem, 'correct the file')));
  } else {
    note(well('configuration', environment.configFile ?? 'no muster.yml: the built-in defaults'));
    note(...configuration.notices.map((notice) => well('configuration', notice)));
  }
  note(await checkDatabase(environment));
  if ('policy' in configuration) {
    note(...(await checkCard(environment, configuration.smtp, configuration.directory)));
    note(...(await checkPagers(createPagers(environment.pagers), configuration.directory)));
  }

  const url = environment.slackApiUrl;
  if (!wrong.has('SLACK_BOT_TOKEN') && !wrong.has('SLACK_API_URL')) {
    const api = createApi({ token: environment.botToken, url, timeoutMs });
    const token = await checkToken(api);
    note(...token);
    const policy = 'policy' in configuration ? configuration.policy : null;
    if (token[0]?.ok && policy) note(await checkAnnouncements(api, policy), ...(await checkPeople(api, policy)));
  }
  if (environment.transport.kind === 'socket' && !wrong.has('SLACK_API_URL')) {
    note(await checkAppToken(createApi({ token: environment.transport.appToken, url, timeoutMs })));
  }
  return allWell;
}

interface Look {
  readonly environment: Environment | null;
  /** Variables whose value is of no use. */
  readonly wrong: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** What is wrong is told; the rest of the variables still tells where to look further. */
function lookAtEnvironment(env: NodeJS.ProcessEnv): Look {
  const read = readEnvironment(env);
  if ('environment' in read) {
    const { transport, publicUrl, notices } = read.environment;
    const way =
      transport.kind === 'socket'
        ? 'Socket Mode (must be switched on in the app)'
        : `HTTP: the app's request URLs must be ${publicUrl}/slack/events, with Socket Mode switched off`;
    return {
      environment: read.environment,
      wrong: new Set(),
      findings: [way, ...notices].map((line) => well('environment', line)),
    };
  }
  const wrong = new Set(read.problems.map((problem) => problem.split(':')[0] ?? ''));
  const rest: NodeJS.ProcessEnv = { SLACK_BOT_TOKEN: 'xoxb-to-be-set', SLACK_SIGNING_SECRET: 'to-be-set' };
  for (const [name, value] of Object.entries(env)) if (value?.trim() && !wrong.has(name)) rest[name] = value;
  const again = readEnvironment(rest);
  return {
    environment: 'environment' in again ? again.environment : null,
    wrong,
    findings: read.problems.map((problem) => unwell('environment', problem, 'set it in .env or in the environment')),
  };
}
