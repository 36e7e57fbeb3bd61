// Safe to repeat: it only asks, and who is coming already is not coming again.
import { isOpen } from '../../incident/incident.ts';
import { pageOf } from '../../incident/pages.ts';
import { knownHere, pageKey } from './call-pager.ts';
import { type Delivery, done } from './delivery.ts';

/** A night's page is answered within minutes, and the services allow some hundred calls a minute. */
const askAgainMs = 30_000;

/** While nobody has answered here: whether somebody acknowledged inside the paging service. They are coming, too. */
export const hearPager: Delivery<'hear_pager'> = async (slack, _job, incident, { page: id }) => {
  const page = pageOf(incident, id);
  if (page?.pager?.state !== 'taken' || page.state !== 'asking' || !isOpen(incident)) return done;
  const { name } = page.pager;
  const heard = await slack.pagers[name]?.acknowledgedBy?.(pageKey(incident, id));
  if (heard === undefined) return done;
  if (!heard.ok) slack.log.warn({ 'pager.name': name, why: heard.why }, 'a pager did not say who acknowledged');
  const by = knownHere(slack, heard.emails);
  if (by === null) return { outcome: 'later', afterMs: askAgainMs, why: 'nobody acknowledged yet', isCalm: true };
  return { outcome: 'done', commands: [{ type: 'answer_page', by, page: id, answer: 'coming', via: name }] };
};
