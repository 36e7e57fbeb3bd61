import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText, shorten } from '../../record/slack-text.ts';
import { type Message, message, modal, section } from '../blocks.ts';
import { declareInstead } from './unknown-word.ts';

/** What somebody reads when it is not about the rules of an incident: what is wrong, and what to do. */
export const trouble = {
  databaseAway(): Message {
    return say('The database does not answer, so nothing was changed. Please try again in a minute.');
  },
  /** `reference` is in the log beside what went wrong. */
  failed(reference: string): Message {
    return say(
      `Something went wrong here, and it was written down (reference ${reference}). Please look whether it took effect before you try again.`,
    );
  },
  oldButton(): Message {
    return say('This button is from an earlier version and does nothing any more. `/incident` shows what one can do.');
  },
  unknownIncident(number: number): Message {
    return say(`There is no INC-${number} that you can see. \`/incident list\` shows what is open.`);
  },
  /**
   * `rest`, plain, is what stood behind the word. The incident goes before it: behind it, it would be read as a part of
   * it. `title`: all of it, where it may have been meant as one.
   */
  whichIncident(word: string, rest: string, title = ''): Message {
    const whole = shorten(`${word} INC-42 ${rest}`.trim(), 200).replaceAll('`', "'");
    const raw = `This is no war room: say which incident \`${word.replaceAll('`', "'")}\` is for, such as \`/incident ${escapeText(whole)}\`.`;
    return message(raw, [section(raw), ...declareInstead(title)]);
  },
  notThereYet(word: string, title = ''): Message {
    const raw = `\`/incident ${escapeText(word)}\` is not there yet. \`/incident help\` shows what is.`;
    return message(raw, [section(raw), ...declareInstead(title)]);
  },
  /** `raw` says what was wrong, or what is missing, with the nearest right form. */
  notUnderstood(raw: string): Message {
    return say(raw);
  },
  noSuchTime(word: string): Message {
    return say(`${escapeText(word)} is no time. The time is HH:MM of your own clock, and may be left out.`);
  },
  noWarRoom(): Message {
    return say('This channel is no war room, so there is no timeline to put it on. `/incident` declares an incident.');
  },
  noChecklist(incident: Pick<Incident, 'number' | 'phase'>): Message {
    return say(`There is no checklist while ${nameOf(incident)} is ${incident.phase}.`);
  },
  formNotOpened(): Message {
    return say(
      'Slack did not open the form in time, so nothing was changed. Please try once more, or type it: `/incident help`.',
    );
  },
  /** `code` is what Slack answered. */
  notJoined(incident: Incident, code: string): Message {
    const room = incident.room.channel === null ? 'its room' : `<#${incident.room.channel}>`;
    return say(
      `${nameOf(incident)}: Slack did not let me ask you in (${escapeText(code)}). Please open ${room} and join it yourself.`,
    );
  },
  /** The form is gone by then; an answer takes its place in it. */
  asForm(reply: { readonly text: string }): ModalView {
    return modal({ id: 'trouble', memo: {}, title: 'Not done', blocks: [section(reply.text)] });
  },
};

/** Guests and people of other organisations are on the record, but can change nothing. */
export function refusedGuest(): Message {
  return say(
    'You are a guest here: what you write in a war room is on the record, but roles, phases and commands are for members of this workspace. Please ask one in the room.',
  );
}

function say(raw: string): Message {
  return message(raw, [section(raw)]);
}
