import { type Incident, nameOf } from '../../incident/incident.ts';
import { type Page, type PageStep, pageAnswers } from '../../incident/pages.ts';
import { whomOf } from '../../record/describe-page.ts';
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
