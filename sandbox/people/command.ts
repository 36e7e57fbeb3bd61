import { checkMessage } from '../blocks/check-message.ts';
import { isObject } from '../blocks/json.ts';
import { makeHook, show } from '../response-urls.ts';
import { makeTrigger } from '../triggers.ts';
import type { Seen, User, World } from '../world.ts';
import { shownName } from './payload.ts';
import { placeOf } from './place.ts';
import { typedText } from './typed-text.ts';

/** Types a slash command; the answer is what the acknowledgement showed, or Slackbot's words when there was none. */
export async function typeCommand(world: World, user: User, typed: string, place: string): Promise<Seen> {
  const [, name = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
  const declared = world.manifest.features.slash_commands?.find((one) => one.command === name);
  // People of another organisation are not offered the commands of an app installed here.
  if (!declared || user.stranger) return failed(`${name} is not a valid command.`, 'no_such_command');
  const channel = placeOf(world, user, place);
  if (channel.archived) throw new Error(`is_archived: nothing can be typed in ${channel.name}`);
  const url = makeHook(world, 'commands', user.id, channel.id);
  const payload = {
    token: world.app.verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: shownName(channel),
    user_id: user.id,
    user_name: user.name,
    command: name,
    text: declared.should_escape ? typedText(world, text, { labels: true }).text : text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: url,
    trigger_id: makeTrigger(world, user.id),
  };
  const { status, body } = await world.deliveries.ask('command', payload);
  if (status === 'timeout') return failed(`${name} failed with the error "operation_timeout"`, 'operation_timeout');
  if (status !== 200) return failed(`${name} failed with the error "dispatch_failed"`, 'dispatch_failed');
  return answered(world, user, url, typed, body);
}

/** Empty: nothing is shown. A text, or a message, is for her alone unless it says `in_channel`. */
function answered(world: World, user: User, url: string, typed: string, body: unknown): Seen {
  const nothing: Seen = { text: '', raw: '', blocks: [], ephemeral: true };
  if (body === null || body === '') return nothing;
  const message = isObject(body) ? body : { text: String(body) };
  const hook = world.hooks.get(new URL(url).pathname);
  if (!hook) return nothing;
  const open = message.response_type === 'in_channel';
  // What was typed is shown to all, before the answer.
  if (open)
    show(world, hook, { text: `<@${user.id}> used ${typedText(world, typed).text}`, response_type: 'in_channel' });
  if (open && Object.keys(message).length === 1) return nothing;
  const problem = checkMessage(message, { method: 'post' });
  if (problem) return failed(`${typed.split(' ')[0]} failed with the error "${problem.error}"`, 'dispatch_failed');
  show(world, hook, message);
  return world.answers.get(user.id)?.at(-1) ?? nothing;
}

const failed = (text: string, error: NonNullable<Seen['error']>): Seen => ({
  text,
  raw: text,
  blocks: [],
  ephemeral: true,
  error,
});
