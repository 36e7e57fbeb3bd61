import { type Incident, isOpen, nameOf, type UserId } from '../../incident/incident.ts';
import { pagesOf } from '../../incident/pages.ts';
import { escapeText } from '../../record/slack-text.ts';
import { type Message, message, section } from '../blocks.ts';

/** By direct message, when it is over: thanks to who stood by; who was asked and never answered need not come. */
export function release(incident: Incident, user: UserId): Message {
  const stoodBy = pagesOf(incident).some(({ steps }) =>
    steps.some((step) => step.user === user && step.answer === 'standby'),
  );
  const over = isOpen(incident) ? 'has somebody at work' : `is ${incident.phase}`;
  const raw = `${nameOf(incident)}, ${escapeText(incident.title)}, ${over}. ${
    stoodBy
      ? 'Thank you for standing by: you are not needed any more.'
      : 'You were asked to come; you need not any more.'
  }`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
}
