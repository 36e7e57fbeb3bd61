// Safe to repeat: what is there already is listed first, and not added again.
import { permalink } from '../permalink.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';

/** The briefing, the call and the configured links stand above the room. */
export const addBookmarks: Delivery<'add_bookmarks'> = async (slack, _job, incident) => {
  const { channel, briefing } = incident.room;
  if (channel === null || briefing === null) return soon;
  const { bookmarks, callLink, services } = incident.policy;
  const wanted = [
    { title: 'Briefing', link: permalink(slack.identity.teamUrl, channel, briefing) },
    ...(callLink === null ? [] : [{ title: 'Call', link: callLink }]),
    ...bookmarks,
    ...services
      .filter((service) => incident.services.includes(service.name))
      .flatMap(({ name, runbook, dashboard }) => [
        ...(runbook === null ? [] : [{ title: `Runbook ${name}`, link: runbook }]),
        ...(dashboard === null ? [] : [{ title: `Dashboard ${name}`, link: dashboard }]),
      ]),
  ];
  const listed = await slack.api<{ readonly bookmarks: readonly { readonly link?: string }[] }>('bookmarks.list', {
    channel_id: channel,
  });
  if (!listed.ok) return settle(listed);
  const there = new Set(listed.result.bookmarks.map((bookmark) => bookmark.link));
  for (const { title, link } of wanted) {
    if (there.has(link)) continue;
    const answer = await slack.api('bookmarks.add', { channel_id: channel, title, type: 'link', link });
    if (!answer.ok && answer.kind !== 'done_already') return settle(answer, title);
    there.add(link);
  }
  return done;
};
