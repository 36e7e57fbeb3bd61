import { createHash } from 'node:crypto';
import type { FileSet } from '../incident/errands.ts';
import type { Incident } from '../incident/incident.ts';
import { postMortemMarkdown } from '../postmortem/post-mortem-markdown.ts';
import type { ExportOptions } from '../record/exports/export-options.ts';
import { fileName } from '../record/exports/file-name.ts';
import { gather } from '../record/exports/gather.ts';
import { csvWriter } from '../record/exports/timeline-csv.ts';
import { htmlWriter } from '../record/exports/timeline-html.ts';
import { jsonWriter } from '../record/exports/timeline-json.ts';
import { timelineMarkdown } from '../record/exports/timeline-markdown.ts';
import { type Writer, writtenFrom } from '../record/exports/writer.ts';
import { draftNow } from './draft-now.ts';
import { namesOf } from './names-for.ts';
import { permalink } from './permalink.ts';
import type { Slack } from './slack.ts';

export interface ExportFile {
  readonly name: string;
  /** Written when asked for, so that a set of large files is held one at a time. */
  content(): Promise<Blob>;
}

/** The files of an incident as they are now: `room` and `full` the timeline in four forms and the post-mortem, if there is a draft. */
export async function exportFiles(slack: Slack, incident: Incident, set: FileSet): Promise<readonly ExportFile[]> {
  const hasDraft = incident.postmortem.state !== 'none';
  const postmortem: ExportFile = {
    name: fileName(incident, 'post-mortem', 'md'),
    content: async () => new Blob([postMortemMarkdown(await draftNow(slack, incident))]),
  };
  if (set === 'postmortem') return [postmortem];
  const gathered = await gather(slack.engine.streamEntries(incident));
  const { name, guest } = await namesOf(slack, incident, gathered.users);
  const options: ExportOptions = {
    full: set === 'full',
    name,
    guest,
    permalink: ({ channel, ts }) =>
      channel === null || ts === null ? null : permalink(slack.identity.teamUrl, channel, ts),
  };
  const timeline = (extension: 'json' | 'csv' | 'html', writer: () => Writer): ExportFile => ({
    name: fileName(incident, 'timeline', extension),
    content: () => inPieces(writtenFrom(writer(), slack.engine.streamEntries(incident))),
  });
  return [
    timeline('json', () => jsonWriter(incident, options)),
    timeline('csv', () => csvWriter(incident, options)),
    {
      // Replies stand under what they answer, however late they came: it needs all entries at once.
      name: fileName(incident, 'timeline', 'md'),
      content: async () => new Blob([timelineMarkdown(incident, await slack.engine.entries(incident, 'all'), options)]),
    },
    timeline('html', () => htmlWriter(incident, gathered, options, digest)),
    ...(hasDraft && set === 'room' ? [postmortem] : []),
  ];
}

/** So many characters become bytes at once. */
const pieceLength = 64 * 1024;

async function inPieces(texts: AsyncIterable<string>): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const encoder = new TextEncoder();
  let text = '';
  for await (const more of texts) {
    text += more;
    if (text.length < pieceLength) continue;
    pieces.push(encoder.encode(text));
    text = '';
  }
  return new Blob([...pieces, text]);
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}
