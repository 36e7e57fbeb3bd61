import pino from 'pino';
import { createEngine, type EngineOptions } from '../../src/engine/create-engine.ts';
import type { Deliver, Delivered, Engine, IncidentRef, Job } from '../../src/engine/engine.ts';
import type { Incident, Instant } from '../../src/incident/incident.ts';
import type { Store } from '../../src/store/open-store.ts';
import { toyDeclare, toyRules } from './toy-rules.ts';

/** A clock that stands still until it is turned. */
export interface Dial {
  now(): Instant;
  turn(ms: number): void;
}

export function dial(at: Instant = Date.UTC(2026, 10, 21, 10)): Dial {
  let now = at;
  return {
    now: () => now,
    turn: (ms) => {
      now += ms;
    },
  };
}

/** An engine on toy rules that polls nothing: whatever happens, happens because it was asked or drained. */
export function loop(store: Store, clock: Dial, more: Partial<EngineOptions> = {}): Engine {
  const log = pino({ level: 'silent' });
  const engine = createEngine({ store, rules: toyRules, clock, log, pollMs: 3_600_000, random: () => 0, ...more });
  running.add(engine);
  return engine;
}

/** Call in `afterEach`: stops every engine, also of a test that failed, and takes what it left undone away. */
export async function stopLoops(store: Store): Promise<void> {
  await Promise.all([...running].map((engine) => engine.stop()));
  running.clear();
  await store.db.deleteFrom('errand').execute();
  await store.db.deleteFrom('alarm').execute();
  await store.db.deleteFrom('mending').execute();
}

const running = new Set<Engine>();

/** Declares an incident of its own workspace and returns it. */
export async function declared(engine: Engine, workspace: string, title?: string): Promise<Incident> {
  const outcome = await engine.declare(toyDeclare(title === undefined ? { workspace } : { workspace, title }), null);
  if (outcome.kind !== 'done') throw new Error(`declaring was ${outcome.kind}`);
  return outcome.incident;
}

/** The same, with its room open, and nothing left to tell Slack. */
export async function opened(
  engine: Engine,
  workspace: string,
  title?: string,
): Promise<{ ref: IncidentRef; channel: string }> {
  const { number } = await declared(engine, workspace, title);
  const ref = { workspace, number };
  const channel = `C${workspace}${number}`;
  await engine.perform(ref, { type: 'channel_opened', by: 'muster', channel, name: 'inc', invited: [] });
  return { ref, channel };
}

/** A Slack that says yes and remembers what it was told, in order. */
export function listening(answer: (job: Job) => Delivered | Promise<Delivered> = () => ({ outcome: 'done' })) {
  const told: Job[] = [];
  const deliver: Deliver = async (job) => {
    told.push({ ...job, kept: job.kept });
    return answer(job);
  };
  return { told, deliver, kinds: () => told.map((job) => job.errand.task.kind) };
}

/** The text of the note that a line tells about. */
export function noteOf(job: Job): string {
  const { task } = job.errand;
  return task.kind === 'say_line' && task.event.type === 'note_added' ? task.event.text : task.kind;
}

let last = 0;
/** A workspace that no other test uses. */
export function newWorkspace(): string {
  last += 1;
  return `T${process.pid}${last}`;
}
