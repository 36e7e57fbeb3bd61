import { type Incident, nameOf } from '../../incident/incident.ts';
import type { DraftedSection } from '../../postmortem/draft.ts';
import { sectionMessage } from '../../postmortem/section-message.ts';
import { sections } from '../../postmortem/sections.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, header, type Message, markdown, message } from '../blocks.ts';

/** One reply of the post-mortem's thread: `6 of 10 · Root cause`, what is known, what is asked, and `Write`. */
export function postmortemSection(incident: Incident, drafted: DraftedSection): Message {
  const place = `${drafted.number} of ${sections.length} · ${drafted.title}`;
  const fields = sections.find((section) => section.number === drafted.number)?.fields ?? [];
  const asks = fields.length === 0 ? '' : ` ${escapeText(drafted.missing.join(' '))}`;
  const n = incident.number;
  return message(
    `${nameOf(incident)}: post-mortem, ${drafted.number} of ${sections.length}, ${drafted.title}.${asks}`,
    [
      header(place),
      markdown(sectionMessage(drafted)),
      ...(fields.length === 0
        ? []
        : [
            ...actions([button('Write', 'write_section', { n, section: drafted.number })]),
            context(`Or reply here, beginning with \`${drafted.number}\`.`),
          ]),
    ],
  );
}
