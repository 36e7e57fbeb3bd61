import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import type { TriageNews } from '../../incident/triage-consequences.ts';
import { sayFigure } from '../../record/durations.ts';
import { actor } from '../../record/phrases.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, context, type Message, message, section } from '../blocks.ts';
import { type Links, link } from './link.ts';
import { agreeButtons, stillBroken, triageButtons, triageState, triageWarning } from './triage-words.ts';

/** By direct message, to who reported it: do they agree to close? Edited with what came of it. */
export function triageRequest(incident: Incident, links: Links): Message {
  const { triage } = incident;
  const asks = triage?.state === 'asked';
  const finder = actor(triage?.endedBy ?? 'muster');
  const raw = asks
    ? `${finder} finds no problem with what you reported: ${escapeText(incident.title)}\nDo you, who reported it, agree to close?`
    : triageState(incident);
  const closed = triage?.state === 'no_problem' && triage.agreed !== true;
  const buttons = asks ? agreeButtons(incident) : closed ? [stillBroken(incident)] : [];
  return message(`${nameOf(incident)}: ${raw}`, [
    section(raw),
    ...actions(buttons, 'triage'),
    context(where(incident, links)),
  ]);
}

/** What somebody must not miss about it, by direct message. */
export function triageNews(incident: Incident, user: UserId, news: TriageNews, links: Links): Message {
  const { triage } = incident;
  const title = escapeText(incident.title);
  const isGuest = triage?.guest === true && user === triage.reportedBy;
  const raw = words(incident, news, title);
  const buttons =
    news === 'reminder' ? agreeButtons(incident) : news === 'escalated' || isGuest ? [] : triageButtons(incident);
  return message(`${nameOf(incident)}: ${raw}`, [
    section(raw),
    ...actions(buttons, 'triage'),
    context(where(incident, links)),
  ]);
}

function words(incident: Incident, news: TriageNews, title: string): string {
  const { triage, policy } = incident;
  const long = sayFigure(policy.triage?.afterMs ?? 0);
  switch (news) {
    case 'unanswered':
      return `Nothing has been done for ${long} about “${title}”. Is there a problem? ${triageWarning(incident)}`.trim();
    case 'reminder':
      return `A reminder: no problem was found with “${title}”. Do you agree to close? ${triageWarning(incident)}`.trim();
    case 'doubted':
      return `Still broken, says <@${triage?.reportedBy}>: “${title}”. They are a guest and cannot declare: please look again.`;
    case 'escalated':
      return `Nobody answered the first checks of “${title}”, so it is declared. ${triageState(incident)}`;
    case 'unseen':
      return `Slack lets me show “${title}” nowhere, so nobody but you knows of it. If in doubt, declare it.`;
  }
}

function where(incident: Incident, links: Links): string {
  const shown = incident.triage?.message ?? null;
  const name = `${nameOf(incident)}, triage`;
  return shown === null ? name : `${name}: ${link(links(shown.channel, shown.ts), 'message and thread')}`;
}
