import { escalationOf } from '../../incident/escalate-unheld.ts';
import { type Incident, isOpen, nameOf } from '../../incident/incident.ts';
import { fetchedByItself, type Page, type PageStep, pageAnswers } from '../../incident/pages.ts';
import { whomOf } from '../../record/describe-page.ts';
import { unheldFor } from '../../record/describe-unheld.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { severityWord } from './headline.ts';
import { moment } from './moment.ts';

const labels = { coming: "I'm coming", cant: "Can't", standby: 'Stand by' } as const;

/** By direct message: somebody is asked to come. `offHours`: the time where they are, outside of their hours; else null. */
export function pageRequest(incident: Incident, page: Page, step: PageStep, offHours: string | null): Message {
  const { number: n, room } = incident;
  const what = `${severityWord(incident.severity)}, ${escapeText(incident.title)}`;
  const who = page.by === 'muster' ? '' : `<@${page.by}> asks for you. `;
  const place = page.steps.findIndex(({ user }) => user === step.user);
  const last = place === page.steps.length - 1;
  const until = page.nextAt === null ? null : moment(incident, page.nextAt);
  const paragraphs = [
    ...unheld(incident, page, step),
    `Please come: ${what}.${room.channel === null ? '' : ` Room: <#${room.channel}>`}`,
    ...(page.text === '' ? [] : [escapeTyped(shorten(page.text, 1500))]),
    `${who}${whyYou(page, step)}${offHours === null ? '' : ` It is ${offHours} where you are, outside your working hours: it is asked because it cannot wait.`}`,
    `${last ? 'You are the last who is asked.' : "If you can't, the next is asked at once."}${until === null || last ? '' : ` Without an answer, at ${until}.`}`,
  ];
  return message(`${nameOf(incident)}: ${paragraphs.join(' ')}`, [
    section(paragraphs.join('\n')),
    ...actions(
      pageAnswers.map((answer) =>
        button(
          labels[answer],
          'answer_page',
          { n, page: page.id, answer },
          { suffix: answer, ...(answer === 'coming' ? { style: 'primary' as const } : {}) },
        ),
      ),
    ),
  ]);
}

/** What is amiss, to who is asked since it was escalated, while it is so. Their own time may have come in that minute anyway. */
function unheld(incident: Incident, page: Page, { askedAt }: PageStep): readonly string[] {
  const own = page.by === 'muster' || fetchedByItself(incident).includes(page.whom);
  if (!own || askedAt === null || !isOpen(incident)) return [];
  const free = incident.policy.roles.flatMap(({ name: role }) => {
    const since = incident.vacancies[role]?.since;
    const escalated = escalationOf(incident, role);
    const meant = escalated !== null && escalated.told.length === 0 && askedAt >= escalated.at - 60_000;
    return meant && since !== undefined ? [{ role, since }] : [];
  });
  return free.length === 0 ? [] : [unheldFor(incident, free, askedAt)];
}

function whyYou(page: Page, step: PageStep): string {
  const whom = page.whom === '' ? 'this team' : whomOf(page);
  switch (step.reason) {
    case 'on_call':
      return `You are on call for ${whom}.`;
    case 'tree':
      return `You are in the call tree of ${whom}, and nobody before you is coming.`;
    case 'named':
      return page.whom === '' ? 'You were named.' : `You belong to ${whom}.`;
  }
}

/** What who pressed hears back. */
export function pageAnswered(incident: Incident, answer: (typeof pageAnswers)[number]): string {
  const { channel } = incident.room;
  const where = channel === null ? '' : ` <#${channel}>`;
  switch (answer) {
    case 'coming':
      return `${nameOf(incident)}: thank you. You are asked into the room:${where === '' ? ' it is being opened.' : where}`;
    case 'cant':
      return `${nameOf(incident)}: noted. The next is asked.`;
    case 'standby':
      return `${nameOf(incident)}: thank you. You stand by, and hear when you are not needed any more.${where}`;
  }
}
