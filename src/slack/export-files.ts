import type { FileSet } from '../incident/errands.ts';
import type { Incident } from '../incident/incident.ts';
import { postMortemMarkdown } from '../postmortem/post-mortem-markdown.ts';
import type { ExportOptions } from '../record/exports/export-options.ts';
import { fileName } from '../record/exports/file-name.ts';
import { timelineCsv } from '../record/exports/timeline-csv.ts';
import { timelineJson } from '../record/exports/timeline-json.ts';
import { timelineMarkdown } from '../record/exports/timeline-markdown.ts';
import { draftNow } from './draft-now.ts';
import { namesFor } from './names-for.ts';
import { permalink } from './permalink.ts';
import type { Slack } from './slack.ts';

export interface ExportFile {
  readonly name: string;
  readonly content: string;
}

/** The files of an incident as they are now: `room` and `full` the timeline in three forms and the post-mortem, if there is a draft. */
export async function exportFiles(slack: Slack, incident: Incident, set: FileSet): Promise<readonly ExportFile[]> {
  const hasDraft = incident.postmortem.state !== 'none';
  const postmortem = async (): Promise<ExportFile> => ({
    name: fileName(incident, 'post-mortem', 'md'),
    content: postMortemMarkdown(await draftNow(slack, incident)),
  });
  if (set === 'postmortem') return [await postmortem()];
  const entries = await slack.engine.entries(incident, 'all');
  const { name, guest } = await namesFor(slack, incident, entries);
  const options: ExportOptions = {
    full: set === 'full',
    name,
    guest,
    permalink: ({ channel, ts }) =>
      channel === null || ts === null ? null : permalink(slack.identity.teamUrl, channel, ts),
  };
  return [
    { name: fileName(incident, 'timeline', 'json'), content: timelineJson(incident, entries, options) },
    { name: fileName(incident, 'timeline', 'csv'), content: timelineCsv(incident, entries, options) },
    { name: fileName(incident, 'timeline', 'md'), content: timelineMarkdown(incident, entries, options) },
    ...(hasDraft && set === 'room' ? [await postmortem()] : []),
  ];
}
