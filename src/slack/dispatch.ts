import { randomUUID } from 'node:crypto';
import type {
  AckFn,
  BlockAction,
  GlobalShortcut,
  MessageShortcut,
  RespondArguments,
  SlashCommand,
  ViewOutput,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import { readCommandLine } from './command-line.ts';
import { formAck } from './form-ack.ts';
import { readForm } from './form-values.ts';
import type { Asked, Reply } from './listeners/listener.ts';
import { aboutTriage } from './listeners/triage.ts';
import { answerUnknownWord } from './listeners/unknown-word.ts';
import { readPressed } from './read-pressed.ts';
import { actionRoutes, formRoutes, messageShortcutRoutes, openToGuests, shortcutRoutes, words } from './routes.ts';
import { sayLater } from './say-later.ts';
import type { Slack } from './slack.ts';
import { typedText } from './typed-text.ts';
import { refusedGuest, trouble } from './views/trouble.ts';
import { whichIncident } from './which-incident.ts';

/** `/incident …`: who may, which word, which incident; then the listener of that word. One answer, for the typist only. */
export async function onCommand(
  slack: Slack,
  command: SlashCommand,
  ack: AckFn<string | RespondArguments>,
): Promise<void> {
  await answered(
    slack,
    'command',
    (reply) => ack(reply === null ? '' : shown(reply)),
    async () => {
      const typed = readCommandLine(command.text);
      const word = words.find((candidate) => candidate.word === typed.word);
      const request = {
        user: command.user_id,
        team: command.team_id,
        key: `command:${command.trigger_id}`,
        triggerId: command.trigger_id,
        channel: command.channel_id,
        responseUrl: command.response_url,
      };
      const asked = await whoAsks(slack, request, word?.guests === true);
      if ('refused' in asked) return asked.refused;
      if (word === undefined) return answerUnknownWord({ ...asked, line: typed });
      const { line, incident: found } = await whichIncident(asked, command.text, word);
      if (found === 'unknown') return trouble.unknownIncident(line.number ?? 0);
      if (found?.phase === 'triage') return aboutTriage(slack, found);
      if (word.needs === 'incident' && found === null) {
        const rest = typedText(line.rest);
        return trouble.whichIncident(word.word, word.takes === undefined ? '' : rest, rest && typedText(line.whole));
      }
      return word.run({ ...asked, line, incident: found });
    },
  );
}

/** A button, a menu, a date: acknowledged when what it asks is done; what there is to say follows privately. */
export async function onAction(slack: Slack, body: BlockAction, ack: AckFn<void>): Promise<void> {
  const request = readPressed(body);
  let acknowledged = false;
  const answer = async (reply: Reply | null): Promise<void> => {
    if (!acknowledged) await ack();
    acknowledged = true;
    if (reply === null) return;
    const heard = request.responseUrl !== null && (await sayLater(request.responseUrl, reply));
    if (!heard) await sayByMessage(slack, request.user, reply);
  };
  await answered(slack, `action:${request.actionId}`, answer, async () => {
    const [verb = ''] = request.actionId.split(':');
    const run = actionRoutes[verb];
    if (run === undefined) return trouble.oldButton();
    const team = body.user.team_id ?? slack.identity.teamId;
    const asked = await whoAsks(slack, { ...request, team }, openToGuests.has(verb));
    return 'refused' in asked ? asked.refused : run({ ...request, ...asked });
  });
}

/** A form that was sent: it closes, says what is wrong at the field, or turns into another. */
export async function onForm(
  slack: Slack,
  body: ViewSubmitAction,
  view: ViewOutput,
  ack: AckFn<ViewResponseAction>,
): Promise<void> {
  const triggerId = (body as unknown as { readonly trigger_id?: string }).trigger_id ?? '';
  try {
    const run = formRoutes[view.callback_id];
    const asked = await whoAsks(slack, {
      user: body.user.id,
      team: body.user.team_id ?? slack.identity.teamId,
      key: `form:${view.id}:${view.hash}`,
      triggerId,
      channel: null,
      responseUrl: null,
    });
    if ('refused' in asked || run === undefined) {
      const reply = 'refused' in asked ? asked.refused : trouble.oldButton();
      await ack({ response_action: 'update', view: trouble.asForm(reply) });
      return;
    }
    const answer = await run({
      ...asked,
      callbackId: view.callback_id,
      viewId: view.id,
      privateMetadata: view.private_metadata,
      values: readForm(view.state.values),
    });
    await ack(...formAck(answer, view));
  } catch (error) {
    // It is about no field in particular.
    await ack(...formAck({ errors: { '': troubleOf(slack, `form:${view.callback_id}`, error).text } }, view));
  }
}

export async function onShortcut(slack: Slack, body: GlobalShortcut, ack: AckFn<void>): Promise<void> {
  await answered(
    slack,
    `shortcut:${body.callback_id}`,
    async (reply) => {
      await ack();
      if (reply !== null) await sayByMessage(slack, body.user.id, reply);
    },
    async () => {
      const asked = await whoAsks(slack, {
        user: body.user.id,
        team: body.user.team_id ?? body.team?.id ?? slack.identity.teamId,
        key: `shortcut:${body.trigger_id}`,
        triggerId: body.trigger_id,
        channel: null,
        responseUrl: null,
      });
      if ('refused' in asked) return asked.refused;
      return (await shortcutRoutes[body.callback_id]?.(asked)) ?? null;
    },
  );
}

export async function onMessageShortcut(slack: Slack, body: MessageShortcut, ack: AckFn<void>): Promise<void> {
  await answered(
    slack,
    `shortcut:${body.callback_id}`,
    async (reply) => {
      await ack();
      if (reply !== null && !(await sayLater(body.response_url, reply))) await sayByMessage(slack, body.user.id, reply);
    },
    async () => {
      const asked = await whoAsks(slack, {
        user: body.user.id,
        team: body.user.team_id ?? body.team?.id ?? slack.identity.teamId,
        key: `shortcut:${body.trigger_id}`,
        triggerId: body.trigger_id,
        channel: body.channel.id,
        responseUrl: body.response_url,
      });
      if ('refused' in asked) return asked.refused;
      const { message } = body;
      return (
        (await messageShortcutRoutes[body.callback_id]?.({
          ...asked,
          channel: body.channel.id,
          message: {
            ts: message.ts,
            threadTs: (message.thread_ts as string | undefined) ?? null,
            user: message.user ?? (message.bot_id as string | undefined) ?? '',
            text: message.text ?? '',
            raw: message,
          },
        })) ?? null
      );
    },
  );
}

/** Who is asking. Guests and people of other organisations can change nothing, and are told so; some things they may say. */
async function whoAsks(
  slack: Slack,
  request: Omit<Asked, 'slack' | 'person'> & { readonly team: string },
  guests = false,
): Promise<Asked | { readonly refused: Reply }> {
  const { team, ...asked } = request;
  const person = await slack.people.find(asked.user);
  const isMember = person.kind === 'member' && team === slack.identity.teamId;
  if (!isMember && (!guests || person.kind === 'bot')) return { refused: refusedGuest() };
  return { ...asked, slack, person };
}

/** Runs a listener; whatever goes wrong, the person hears of it in time, and it is logged once. */
async function answered(
  slack: Slack,
  what: string,
  answer: (reply: Reply | null) => Promise<void>,
  run: () => Promise<Reply | null>,
): Promise<void> {
  let reply: Reply | null;
  try {
    reply = await run();
  } catch (error) {
    reply = troubleOf(slack, what, error);
  }
  await answer(reply);
}

function troubleOf(slack: Slack, what: string, error: unknown): Reply {
  if (slack.isAway(error)) {
    slack.log.warn({ 'request.kind': what, 'error.message': String(error) }, 'the database did not answer');
    return trouble.databaseAway();
  }
  const reference = randomUUID().slice(0, 8);
  slack.log.error({ 'request.kind': what, 'error.reference': reference, err: error }, 'a listener failed');
  return trouble.failed(reference);
}

async function sayByMessage(slack: Slack, user: string, reply: Reply): Promise<void> {
  await slack.quick('chat.postMessage', {
    channel: user,
    text: reply.text,
    ...(reply.blocks ? { blocks: reply.blocks } : {}),
  });
}

function shown(reply: Reply): RespondArguments {
  return { response_type: 'ephemeral', text: reply.text, ...(reply.blocks ? { blocks: [...reply.blocks] } : {}) };
}
