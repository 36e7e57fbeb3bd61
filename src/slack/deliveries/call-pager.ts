// Safe to repeat: the page's key is the same each time, and a paging service makes one alarm of one key.

import { teamNamed } from '../../incident/directory.ts';
import { type Incident, isOpen, nameOf } from '../../incident/incident.ts';
import type { PagerCall } from '../../incident/pager.ts';
import { pageOf } from '../../incident/pages.ts';
import type { Slack } from '../slack.ts';
import { type Delivery, done } from './delivery.ts';

/** Rings whoever an outside service has on call. Its no, or its silence, hands over to the own call tree at once. */
export const callPager: Delivery<'call_pager'> = async (slack, _job, incident, { page: id, does }) => {
  const page = pageOf(incident, id);
  if (page?.pager == null) return done;
  const pager = slack.pagers[page.pager.name];
  const { channel } = incident.room;
  const call: PagerCall = {
    key: pageKey(incident, id),
    team: page.whom,
    // A private incident is told outside Slack by its number alone.
    summary: `${nameOf(incident)} ${incident.severity.toUpperCase()}${incident.private ? '' : `: ${incident.title}`}`,
    details: { incident: nameOf(incident), severity: incident.severity, text: incident.private ? '' : page.text },
    link: channel === null ? null : `${slack.identity.teamUrl}archives/${channel}`,
  };
  if (does !== 'page') {
    // The service would have rung on: what it does not hear is for its own people to acknowledge.
    const answer = await pager?.[does](call);
    if (answer?.ok === false)
      slack.log.warn({ 'pager.name': page.pager.name, why: answer.why }, 'a pager did not hear');
    return done;
  }
  if (!isOpen(incident) || page.state === 'over') return done;
  const told = { type: 'pager_told', by: 'muster', page: id } as const;
  if (pager === undefined) {
    return { outcome: 'done', commands: [{ ...told, taken: false, why: 'not set up', user: null }] };
  }
  const place = teamNamed(slack.directory, page.whom)?.pager?.onCall ?? null;
  const [answer, onCall] = await Promise.all([pager.page(call), place === null ? null : pager.onCall(place)]);
  if (!answer.ok) slack.log.warn({ 'pager.name': page.pager.name, why: answer.why }, 'a pager took no page');
  const user = onCall?.ok === true ? knownHere(slack, onCall.emails) : null;
  return { outcome: 'done', commands: [{ ...told, taken: answer.ok, why: answer.why, user: answer.ok ? user : null }] };
};

/** Under which a page is known in a paging service. */
export function pageKey(incident: Incident, page: number): string {
  return `muster-${incident.workspace}-${nameOf(incident)}-${page}`;
}

/** The first of these addresses that the configuration knows in Slack. */
export function knownHere({ directory }: Slack, emails: readonly string[]): string | null {
  for (const email of emails) {
    const person = directory.people.find((one) => one.email?.toLowerCase() === email.toLowerCase());
    if (person !== undefined && person.slack !== null) return person.slack;
  }
  return null;
}
