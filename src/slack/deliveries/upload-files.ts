// Safe to repeat: the files' ids are kept before they are shared; a second attempt looks whether they were, and uploads nothing twice.
import type { Delivered, Job } from '../../engine/engine.ts';
import type { Command } from '../../incident/commands.ts';
import type { Task } from '../../incident/errands.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { type ExportFile, exportFiles } from '../export-files.ts';
import type { Slack } from '../slack.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';

type Upload = Extract<Task, { readonly kind: 'upload_files' }>;

interface Staged {
  readonly id: string;
  readonly title: string;
}

const uploadTimeoutMs = 30_000;

/** Timeline and post-mortem as files: in the room, in the post-mortem's thread, or privately. */
export const uploadFiles: Delivery<'upload_files'> = async (slack, job, incident, task) => {
  // An earlier attempt at archiving did it meanwhile, or there is nothing to archive any more.
  if (task.thenArchive && (incident.room.exportKept === true || !incident.room.archiving)) return done;
  const place = await findPlace(slack, incident, task);
  if ('outcome' in place) return place;
  const kept = job.kept.files as readonly Staged[] | undefined;
  if (kept !== undefined && job.attempt > 1 && (await isShared(slack, kept, place.channel))) return shared(task);
  const staged = kept ?? (await stage(slack, job, await exportFiles(slack, incident, task.files)));
  if ('outcome' in staged) return staged;
  const answer = await slack.api('files.completeUploadExternal', {
    files: staged.map(({ id, title }) => ({ id, title })),
    channel_id: place.channel,
    ...(place.threadTs === null ? {} : { thread_ts: place.threadTs }),
    initial_comment: comment(incident, task),
  });
  return answer.ok ? shared(task) : settle(answer);
};

function shared(task: Upload): Delivered {
  const commands: readonly Command[] = task.thenArchive ? [{ type: 'export_kept', by: 'muster' }] : [];
  return { outcome: 'done', commands };
}

/** What somebody asked for comes to them when the room turned out to be gone. */
function placeOf({ to, by }: Upload, { room }: Incident): Upload['to'] {
  return by !== undefined && outOfReach(room) !== null ? { user: by } : to;
}

async function findPlace(
  slack: Slack,
  incident: Incident,
  task: Upload,
): Promise<{ readonly channel: string; readonly threadTs: string | null } | Delivered> {
  const to = placeOf(task, incident);
  if (typeof to === 'object') {
    const opened = await slack.api<{ readonly channel: { readonly id: string } }>('conversations.open', {
      users: to.user,
    });
    return opened.ok ? { channel: opened.result.channel.id, threadTs: null } : settle(opened, `<@${to.user}>`);
  }
  const { channel } = incident.room;
  const { thread } = incident.postmortem;
  if (channel === null) return soon;
  // It was meant for the thread of an earlier room; a new thread brings its own file.
  if (to === 'thread' && thread === null) return done;
  return { channel, threadTs: to === 'thread' ? thread : null };
}

/** Hands the bytes over, file by file; nobody sees them yet. Slack takes up to 1 GB a file: no record comes near it. */
async function stage(slack: Slack, job: Job, files: readonly ExportFile[]): Promise<readonly Staged[] | Delivered> {
  const staged: Staged[] = [];
  for (const { name, content } of files) {
    const bytes = await content();
    const place = await slack.api<{ readonly upload_url: string; readonly file_id: string }>(
      'files.getUploadURLExternal',
      { filename: name, length: bytes.size },
    );
    if (!place.ok) return settle(place, name);
    const sent = await send(place.result.upload_url, bytes);
    if (!sent) return { outcome: 'later', afterMs: null, why: 'upload_unanswered' };
    staged.push({ id: place.result.file_id, title: name });
  }
  await job.keep({ files: staged });
  return staged;
}

async function send(url: string, bytes: Blob): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', body: bytes, signal: AbortSignal.timeout(uploadTimeoutMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Slack shares files a moment after it was asked; the last of a set tells for all. */
async function isShared(slack: Slack, files: readonly Staged[], channel: string): Promise<boolean> {
  const last = files.at(-1);
  if (last === undefined) return true;
  type Shares = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const answer = await slack.api<{ readonly file: { readonly shares?: Shares } }>('files.info', { file: last.id });
  if (!answer.ok) return false;
  return Object.values(answer.result.file.shares ?? {}).some((kind) => kind[channel] !== undefined);
}

function comment(incident: Incident, task: Upload): string {
  const name = nameOf(incident);
  if (task.files === 'postmortem') return `${name}: the post-mortem draft as a file, as of now.`;
  if (task.files === 'full') {
    return `${name}: the whole record, with earlier and deleted texts. It is meant for lead and scribe.`;
  }
  return `${name}: timeline and post-mortem as files. Earlier and deleted texts are left out.`;
}
