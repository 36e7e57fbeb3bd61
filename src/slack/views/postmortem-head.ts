import { type Incident, isOpen, nameOf, type PostmortemState } from '../../incident/incident.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, context, header, type Message, message, section } from '../blocks.ts';

const states: Readonly<Record<PostmortemState, string>> = {
  none: 'Not made yet.',
  draft: 'Draft.',
  published: 'Published.',
  waived: 'No post-mortem needed.',
};

/** The first message of the thread; `missing` counts what nobody has written yet. */
export function postmortemHead(incident: Incident, missing: number): Message {
  const { number: n, postmortem } = incident;
  const open =
    missing === 0 ? 'Nothing is missing.' : `${missing} ${missing === 1 ? 'thing is' : 'things are'} missing.`;
  const again = isOpen(incident) ? 'It is not over after all: the draft is made again when it is. ' : '';
  const state =
    `${again}${states[postmortem.state]} ${postmortem.state === 'waived' ? why(postmortem.waiver) : open}`.trim();
  const title = `Post-mortem ${nameOf(incident)} · ${incident.title}`;
  return message(`${nameOf(incident)}: post-mortem of ${escapeText(incident.title)}. ${state} It is in this thread.`, [
    header(title),
    section(
      `${state}${postmortem.state === 'waived' ? '\n' : ' '}The sections are in the thread, the file is attached there.`,
    ),
    ...actions([
      button('Make again', 'draft_postmortem', { n }),
      ...(postmortem.state === 'published'
        ? []
        : [button('Mark as published', 'settle_postmortem', { n, state: 'published' }, { suffix: 'published' })]),
      ...(postmortem.state === 'draft'
        ? [button('No post-mortem needed', 'settle_postmortem', { n, state: 'waived' }, { suffix: 'waived' })]
        : []),
    ]),
    context('Making it again reads the newest record and loses nothing that was written.'),
  ]);
}

/** As it was typed; shortened only here, the timeline has it whole. */
function why(waiver = ''): string {
  return waiver === '' ? '' : `Why: ${escapeTyped(shorten(waiver, 500))}`;
}
