// App Home: open incidents, my roles, and a button to declare. Drawn at every opening.
import { publishHome } from '../publish-home.ts';
import type { Slack } from '../slack.ts';

export async function openHome(slack: Slack, user: string, tab: string): Promise<void> {
  if (tab !== 'home') return;
  const answer = await publishHome(slack, slack.quick, user);
  if (!answer.ok)
    slack.log.warn({ 'slack.method': 'views.publish', 'slack.error': answer.code }, 'App Home could not be drawn');
}
