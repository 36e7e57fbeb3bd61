import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import { impactSoFar } from './impact-so-far.ts';
import type { Ink } from './ink.ts';
import { sections } from './sections.ts';

interface Requirement {
  readonly text: string;
  readonly met: boolean;
}

/**
 * What the draft still lacks. First what every post-mortem must say (row E3) and what makes it worth reading for others
 * (row E4), each met or not; then the open questions of all sections.
 */
export function draftMissing(from: DraftFrom, ink: Ink, others: readonly SectionBody[]): SectionBody {
  const must = requirements(from, ink);
  const worth = extras(ink);
  const line = ({ text, met }: Requirement) => `- [${met ? 'x' : ' '}] ${text}`;
  const questions = others.flatMap((body, index) =>
    body.missing.map((question) => `- ${sections[index]?.title ?? ''}: ${escapeMarkdown(question)}`),
  );
  const comments = from.incident.postmortem.comments.map(
    (comment) =>
      `- ${ink.stamp(comment.at)}, ${ink.who(comment.by, comment.at)}: ${ink.typed(comment.text, comment.at, 'cell')}${commentSource(from, ink, comment.ts)}`,
  );
  const parts = [
    '### It must say',
    must.map(line).join('\n'),
    '### Others learn more if it says',
    worth.map(line).join('\n'),
    '### Questions nobody has answered yet',
    questions.length === 0 ? 'None.' : questions.join('\n'),
    ...(comments.length === 0 ? [] : ['### Comments from the thread', comments.join('\n')]),
    '### Open questions',
    ink.answer('still_missing.open'),
  ];
  return {
    markdown: parts.join('\n\n'),
    missing: [...must, ...worth].filter(({ met }) => !met).map(({ text }) => text),
  };
}

/** Row E3. */
function requirements({ incident }: DraftFrom, ink: Ink): readonly Requirement[] {
  const { actions } = incident;
  const improves = actions.length > 0 || ink.isWritten('action_items.none') || ink.isWritten('resolution.long_term');
  const all = (...keys: string[]) => keys.every(ink.isWritten);
  return [
    { text: 'When it started and ended', met: incident.impact.length > 0 && !impactSoFar(incident).lasts },
    { text: 'Who and what was hit', met: all('client_impact.who', 'client_impact.what') },
    {
      text: 'What went wrong and how that was found',
      met: all('analysis.fault') && (incident.times.detected !== null || all('analysis.detection')),
    },
    { text: 'What improves', met: improves },
  ];
}

/** Row E4. */
function extras(ink: Ink): readonly Requirement[] {
  return [
    { text: 'Technologies involved', met: ink.isWritten('root_cause.technologies') },
    { text: 'Five whys', met: ink.isWritten('root_cause.whys') },
    { text: 'Human elements', met: ink.isWritten('root_cause.people') },
    { text: 'What others can learn', met: ink.isWritten('lessons.others') },
  ];
}

function commentSource({ incident }: DraftFrom, ink: Ink, ts: string): string {
  return ink.source({ channel: incident.room.channel, ts });
}
