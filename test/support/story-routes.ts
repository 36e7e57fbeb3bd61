import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { readCommandLine } from '../../src/slack/command-line.ts';

// Every way into the bot has a story: the stages write down what the bot was asked in them, and when all stories have
// run, the routes that nobody took are named (`global-teardown.ts`). Jest's workers share nothing but this folder.

const stories = join(import.meta.dirname, '../stories');

/** Called once, before the first worker starts. */
export function openRouteNotes(): void {
  process.env.MUSTER_TEST_ROUTES = mkdtempSync(join(tmpdir(), 'muster-routes-'));
}

/** Writes down the routes that this sandbox's people took and the bot answered; `story` is the test file's path. */
export function noteRoutes(sandbox: Sandbox, story: string): void {
  const folder = process.env.MUSTER_TEST_ROUTES;
  if (folder === undefined || !story.startsWith(stories)) return;
  const answered = sandbox.deliveries.filter(({ status, body }) => status === 200 && !isGuest(sandbox, body));
  const taken = new Set(answered.flatMap(({ kind, body }) => routesOf(kind, body)));
  appendFileSync(join(folder, basename(story)), [...taken, ''].join('\n'));
}

/**
 * The routes of `src/slack/routes.ts` that no story took, as `action take_role`. Null when not every story has
 * finished in this run: then nothing can be said. Takes the notes away.
 */
export async function untakenRoutes(): Promise<readonly string[] | null> {
  const folder = process.env.MUSTER_TEST_ROUTES;
  if (folder === undefined) return null;
  const told = new Set(readdirSync(folder));
  const taken = new Set([...told].flatMap((story) => readFileSync(join(folder, story), 'utf8').split('\n')));
  rmSync(folder, { recursive: true, force: true });
  const all = readdirSync(stories).filter((name) => name.endsWith('.test.ts'));
  if (all.some((story) => !told.has(story))) return null;
  return (await everyRoute()).filter((route) => !taken.has(route));
}

async function everyRoute(): Promise<readonly string[]> {
  const routes = await import('../../src/slack/routes.ts');
  const under = (kind: string, table: object) => Object.keys(table).map((name) => `${kind} ${name}`);
  return [
    ...routes.words.map(({ word }) => `word ${word}`),
    ...under('action', routes.actionRoutes),
    ...under('form', routes.formRoutes),
    ...under('shortcut', routes.shortcutRoutes),
    ...under('message shortcut', routes.messageShortcutRoutes),
    ...under('event', routes.eventRoutes),
  ];
}

interface Body {
  readonly text?: string;
  readonly actions?: readonly { readonly action_id: string }[];
  readonly view?: { readonly callback_id: string };
  readonly callback_id?: string;
  readonly event?: { readonly type: string };
  readonly user_id?: string;
  readonly user?: { readonly id: string };
}

function routesOf(kind: string, body: Body): readonly string[] {
  switch (kind) {
    case 'command':
      return [`word ${readCommandLine(body.text ?? '').word}`];
    case 'block_actions':
      return (body.actions ?? []).map(({ action_id }) => `action ${action_id.split(':')[0]}`);
    case 'view_submission':
      return [`form ${body.view?.callback_id}`];
    case 'shortcut':
      return [`shortcut ${body.callback_id}`];
    case 'message_action':
      return [`message shortcut ${body.callback_id}`];
    case 'event':
      return [`event ${body.event?.type}`];
    default:
      return [];
  }
}

/** A guest is turned away before any route is taken. */
function isGuest(sandbox: Sandbox, body: Body): boolean {
  return sandbox.world.users.get(body.user_id ?? body.user?.id ?? '')?.guest === true;
}
