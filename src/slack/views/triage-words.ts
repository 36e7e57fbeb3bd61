import type { Button } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { openTriage, triageDueAt } from '../../incident/triage.ts';
import { actor } from '../../record/phrases.ts';
import { escapeText } from '../../record/slack-text.ts';
import { button } from '../blocks.ts';
import { severityWord } from './headline.ts';
import { moment } from './moment.ts';

/** `INC-42 · Triage · Checkout is slow`, plain: the first line of a triage wherever it is shown. */
export function triageHeadline(incident: Incident): string {
  return `${nameOf(incident)} · Triage · ${incident.title}`;
}

/** How it stands, in a sentence or two, raw. */
export function triageState(incident: Incident): string {
  const { triage } = incident;
  if (triage === undefined) return '';
  const reporter = `<@${triage.reportedBy}>`;
  const found = `No problem found by ${actor(triage.endedBy ?? triage.looker ?? 'muster')}`;
  switch (triage.state) {
    case 'looking':
      return triage.looker === null ? 'Nobody looks yet.' : `<@${triage.looker}> looks.`;
    case 'asked':
      return `${found}. Does who reported it agree to close? ${reporter} is asked.`;
    case 'no_problem': {
      const closed = `closed at ${moment(incident, incident.times.closed ?? triage.lastAt)}`;
      if (triage.agreed !== true) return `${found}; ${reporter} did not answer, ${closed}.`;
      return triage.endedBy === triage.reportedBy ? `${found}, ${closed}.` : `${found}; ${reporter} agrees, ${closed}.`;
    }
    case 'declared':
      return `Declared as ${nameOf(incident)}, ${severityWord(incident.severity)}, by ${actor(incident.declaredBy)} at ${moment(incident, incident.times.declared)}.${incident.room.channel === null ? '' : ` Room: <#${incident.room.channel}>`}`;
  }
}

/** What happens when nobody does anything, and when; empty: nothing. */
export function triageWarning(incident: Incident): string {
  const dueAt = triageDueAt(incident);
  const triage = openTriage(incident);
  if (dueAt === null || triage === null) return '';
  const when = moment(incident, dueAt);
  const told = triage.toldAt !== null;
  if (triage.state === 'asked') return told ? `Without an answer it is closed at ${when}.` : '';
  if (told) return `Nobody has answered. If in doubt, escalate: at ${when} it is declared as SEV3 by itself.`;
  return `If nobody answers by ${when}, it escalates.`;
}

/** `I'll look`, `Declare`, `No problem`; once no problem was found, `Agreed` and `Still broken` for who reported it. */
export function triageButtons(incident: Incident): readonly Button[] {
  const { triage } = incident;
  const n = { n: incident.number };
  const declare = button('Declare', 'declare_triage', n, { style: 'danger' });
  if (triage === undefined || incident.phase !== 'triage') return [];
  if (triage.state === 'asked') return [...agreeButtons(incident), declare];
  if (triage.state !== 'looking') return triage.agreed === true ? [] : [stillBroken(incident)];
  const look = button(triage.looker === null ? "I'll look" : "I'm looking", 'look_into_triage', n, {
    style: 'primary',
  });
  return [look, declare, button('No problem', 'end_triage', n)];
}

/** For who reported it. */
export function agreeButtons(incident: Incident): readonly Button[] {
  const agreed = { n: incident.number, answer: 'agreed' };
  return [button('Agreed', 'answer_triage', agreed, { style: 'primary', suffix: 'agreed' }), stillBroken(incident)];
}

export function stillBroken({ number: n }: Incident): Button {
  return button('Still broken', 'answer_triage', { n, answer: 'still_broken' }, { suffix: 'still_broken' });
}

/** One line for lists and App Home, raw. */
export function triageLine(incident: Incident, place: string): string {
  return `*${escapeText(triageHeadline(incident))}*\n${triageState(incident)}${place}`;
}
