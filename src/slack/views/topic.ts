import { type Incident, nameOf } from '../../incident/incident.ts';
import { shorten } from '../../record/slack-text.ts';
import { severityWord } from './headline.ts';

/** Slack: `too_long` beyond. */
const topicLength = 250;

/** `SEV1 · INC-42 Checkout returns 500s`, plain: Slack formats nothing in a topic. */
export function topic(incident: Pick<Incident, 'number' | 'severity' | 'title'>): string {
  return shorten(`${severityWord(incident.severity)} · ${nameOf(incident)} ${incident.title}`, topicLength);
}
