// Safe to repeat: see `paintMessage`.
import type { Incident } from '../../incident/incident.ts';
import { draftNow } from '../draft-now.ts';
import { postmortemSection } from '../views/postmortem-section.ts';
import { type Delivery, done, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';
import { untilSaid } from './until-said.ts';

/** Resolved once more, all sections are drawn again beside the line that says so. Shorter than for the thread: they take up slots. */
const mostMs = 1_000;

/** One section of the post-mortem, as a reply in its thread. */
export const paintSection: Delivery<'paint_section'> = async (slack, job, incident, { section: number }) => {
  const { channel } = incident.room;
  const { thread, sections } = incident.postmortem;
  if (channel === null) return soon;
  // It was meant for the thread of an earlier room; a new thread brings its own sections.
  if (thread === null) return done;
  const wait = sections[number] === undefined ? null : await untilSaid(slack, job, incident, mostMs);
  if (wait !== null) return wait;
  const draft = await draftNow(slack, withoutComments(incident));
  const section = draft.sections.find((candidate) => candidate.number === number);
  if (section === undefined) return done;
  const ts = sections[number];
  return paintMessage(slack, job, {
    surface: { kind: 'section', section: number },
    at: ts === undefined ? null : { channel, ts },
    channel,
    threadTs: thread,
    message: postmortemSection(incident, section),
  });
};

/** Comments are replies of this very thread, so only the file repeats them. */
function withoutComments(incident: Incident): Incident {
  return { ...incident, postmortem: { ...incident.postmortem, comments: [] } };
}
