import { App, type Receiver, type ViewSubmitAction } from '@slack/bolt';
import { onAction, onCommand, onForm, onMessageShortcut, onShortcut } from './dispatch.ts';
import { openHome } from './listeners/open-home.ts';
import { type EventBody, hearFirst } from './receive.ts';
import { eventRoutes } from './routes.ts';
import type { Slack } from './slack.ts';
import type { UnderWay } from './under-way.ts';

/**
 * The Bolt app over a receiver (HTTP or Socket Mode). Every way in is a row of `routes.ts`; Bolt itself only
 * tells commands, clicks, forms and shortcuts apart and carries the acknowledgement.
 */
export async function createApp(slack: Slack, receiver: Receiver, token: string, underWay: UnderWay): Promise<App> {
  const { teamId, botUserId, botId } = slack.identity;
  const hearEvent = async (body: EventBody) => {
    const hear = eventRoutes[body.event.type];
    if (hear !== undefined && isFor(body, teamId)) await hear(slack, { key: body.event_id, event: body.event });
  };
  const app = new App({
    receiver: hearFirst(receiver, hearEvent, slack.mask, () => slack.engine.mendAll(teamId), underWay),
    // Our own: a bad token is otherwise an unhandled rejection, and a check per request.
    authorize: async () => ({ botToken: token, botId, botUserId, teamId }),
    deferInitialization: true,
    convoStore: false,
    ignoreSelf: false,
    logger: boltLog(slack),
  });
  app.command('/incident', ({ command, ack }) => onCommand(slack, command, ack));
  app.action({ type: 'block_actions', action_id: /.*/ }, ({ body, ack }) => onAction(slack, body, ack));
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: /.*/ }, ({ body, view, ack }) =>
    onForm(slack, body, view, ack),
  );
  app.shortcut({ type: 'shortcut', callback_id: /.*/ }, ({ shortcut, ack }) => onShortcut(slack, shortcut, ack));
  app.shortcut({ type: 'message_action', callback_id: /.*/ }, ({ shortcut, ack }) =>
    onMessageShortcut(slack, shortcut, ack),
  );
  // Drawn anew at every opening: nothing is lost if this one fails.
  app.event('app_home_opened', ({ event }) => openHome(slack, event.user, event.tab ?? 'home'));
  app.error(async (error) => slack.log.error({ err: error }, 'bolt reported an error'));
  await app.init();
  return app;
}

/** What people of another organisation write in a shared channel may carry their workspace's id. */
function isFor({ team_id, context_team_id, authorizations = [] }: EventBody, teamId: string): boolean {
  return team_id === teamId || context_team_id === teamId || authorizations.some((one) => one.team_id === teamId);
}

/** Bolt's lines may quote bodies: only warnings and errors, and of those the first line. */
function boltLog(slack: Slack) {
  const firstLine = (parts: readonly unknown[]): string =>
    String(parts[0] ?? '')
      .split('\n')[0]
      ?.slice(0, 200) ?? '';
  return {
    debug() {},
    info() {},
    warn: (...parts: unknown[]) => slack.log.warn({ 'log.source': 'bolt' }, firstLine(parts)),
    error: (...parts: unknown[]) => slack.log.error({ 'log.source': 'bolt' }, firstLine(parts)),
    setLevel() {},
    getLevel: () => 'warn' as never,
    setName() {},
  };
}
