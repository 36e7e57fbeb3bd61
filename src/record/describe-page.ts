import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { type Page, type PagerName, type PassedReason, pageOf } from '../incident/pages.ts';
import { actor, because } from './phrases.ts';
import { escapeText } from './slack-text.ts';

type PageEvent = Extract<
  IncidentEvent,
  {
    readonly type: 'paged' | 'page_asked' | 'page_answered' | 'page_passed_by' | 'page_unanswered' | 'pager_told';
  }
>;

/** Who was to come, who was asked, and what they said; raw. Phone numbers are on no record. */
export function describePage(incident: Incident, event: PageEvent): string {
  const by = actor(event.by);
  const page = pageOf(incident, event.page);
  const whom = page === null ? 'somebody' : whomOf(page);
  switch (event.type) {
    case 'paged':
      return `${whom} paged by ${by}${because(event.text)}`;
    case 'page_asked': {
      const silent = event.from === null ? '' : `${actor(event.from)} has not answered. `;
      return `${silent}${actor(event.user)} was asked to come (${whom}).`;
    }
    case 'page_answered':
      if (event.via !== undefined)
        return `${by} acknowledged the page in ${pagerTitle(event.via)}, and is coming (${whom}).`;
      return `${by} ${answers[event.answer]} (${whom}).`;
    case 'page_passed_by':
      return `${actor(event.user)} was passed by (${whom}): ${passedWords[event.why]}.`;
    case 'page_unanswered':
      return `Nobody is coming for ${whom}. ${silentOnes(page)}Who leads has the phone numbers by direct message.`;
    case 'pager_told': {
      const service = pagerTitle(page?.pager?.name ?? 'pagerduty');
      if (!event.taken) {
        return `${service} did not take the page for ${whom} (${escapeText(event.why)}); the own call tree takes over.`;
      }
      const onCall = event.user === null ? '' : ` It has ${actor(event.user)} on call.`;
      return `${service} took the page for ${whom}.${onCall}`;
    }
  }
}

/** A team by its name, a person by theirs; raw. */
export function whomOf(page: Page): string {
  if (page.whom !== '') return escapeText(page.whom);
  const first = page.steps[0];
  return first === undefined ? 'somebody' : actor(first.user);
}

export function pagerTitle(name: PagerName): string {
  return name === 'pagerduty' ? 'PagerDuty' : 'Zenduty';
}

const answers = { coming: 'is coming', cant: "can't come", standby: 'stands by' } as const;

export const passedWords: Readonly<Record<PassedReason, string>> = {
  deactivated: 'not in Slack any more',
  guest: 'a guest, not a full member',
  bot: 'an app',
  unreachable: 'Slack delivers them nothing',
};

function silentOnes(page: Page | null): string {
  const silent = (page?.steps ?? []).filter((step) => step.askedAt !== null && step.answer === null);
  if (silent.length === 0) return '';
  return `No answer from ${silent.map(({ user }) => actor(user)).join(', ')}. `;
}
