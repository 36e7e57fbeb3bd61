import { elementsOf, type FoundElement } from '../blocks/find-element.ts';
import { wordsOf } from '../blocks/json.ts';
import { stateField } from '../blocks/view-state.ts';
import { act, type Choices, type Spot, setValue } from '../people/act.ts';
import { typeCommand } from '../people/command.ts';
import { makeModal } from '../people/modal.ts';
import type { Person } from '../people/person.ts';
import { placeOf, visible } from '../people/place.ts';
import { submitView } from '../people/submit-view.ts';
import { whisper } from '../post.ts';
import { talkBetween, type User, type View, type World } from '../world.ts';
import type { Act, ActResult, Place } from './wire.ts';

export type Desk = { readonly readTo: Map<string, string>; do(given: Act): Promise<ActResult> };

/**
 * What one person does in the page, sent to the app as Slack's client would send it. Throws with Slack's code and the
 * reason when Slack would not let them.
 */
export function makeDesk(world: World, user: User, person: Person): Desk {
  const choices: Choices = new Map();
  const readTo = new Map<string, string>();

  function spotOf(place: Place): { spot: Spot; blocks: unknown } {
    if ('view' in place) {
      const view = viewOf(place.view);
      return { spot: { view }, blocks: view.given.blocks };
    }
    const channel = placeOf(world, user, place.channel);
    if (channel.archived) throw new Error('is_archived: nothing can be pressed in an archived channel');
    const found = visible(channel, user).find(({ message }) => message.ts === place.ts);
    if (!found) throw new Error('message_not_found: the message is not there any more');
    return { spot: { channel, ...found }, blocks: found.message.blocks };
  }

  function viewOf(id: string): View {
    const view = world.views.get(id);
    if (view?.userId !== user.id) throw new Error('not_found: the form is not open any more');
    return view;
  }

  function elementAt(blocks: unknown, block: string, action: string): FoundElement {
    const found = elementsOf(blocks).find((one) => one.blockId === block && one.actionId === action);
    if (!found) throw new Error('not_found: the message has changed meanwhile');
    return found;
  }

  async function press(given: Extract<Act, { do: 'press' }>): Promise<ActResult> {
    const { spot, blocks } = spotOf(given.place);
    const found = elementAt(blocks, given.block, given.action);
    return outcome(await act(world, user, choices, spot, found, fieldsOf(found, given.fields)));
  }

  async function set(given: Extract<Act, { do: 'set' }>): Promise<ActResult> {
    const view = viewOf(given.view);
    const found = elementAt(view.given.blocks, given.block, given.action);
    const fields = fieldsOf(found, given.fields);
    setValue(view.state, found, fields);
    if (found.block.type === 'input' && found.block.dispatch_action !== true) return { ok: true };
    return outcome(await act(world, user, choices, { view }, found, fields));
  }

  async function command(given: Extract<Act, { do: 'command' }>): Promise<ActResult> {
    const seen = await typeCommand(world, user, given.text, given.channel);
    // Slackbot says so itself when the app did not answer.
    if (seen.error) {
      const channel = placeOf(world, user, given.channel);
      whisper(world, channel, user.id, { user: 'USLACKBOT', text: seen.text });
    }
    return { ok: true };
  }

  async function submit(id: string): Promise<ActResult> {
    const submitted = await submitView(world, user, viewOf(id));
    return { ok: true, submitted: typeof submitted === 'string' ? submitted : 'errors' };
  }

  function hide(channelId: string, ts: string): void {
    const channel = placeOf(world, user, channelId);
    channel.ephemerals = channel.ephemerals.filter((one) => one.to !== user.id || one.message.ts !== ts);
  }

  async function perform(given: Act): Promise<ActResult | undefined> {
    switch (given.do) {
      case 'say': {
        const { channel, text, thread, broadcast = false, files = [] } = given;
        const said = await person.say(text, {
          in: channel,
          ...(thread ? { thread, broadcast } : {}),
          files: files.map(({ name, type, content }) => ({ name, type, content: Buffer.from(content, 'base64') })),
        });
        return { ok: true, ts: said.ts };
      }
      case 'command':
        return command(given);
      case 'edit':
        return void (await person.edit(given, given.text));
      case 'remove':
      case 'pin':
      case 'unpin':
        return void (await person[given.do](given));
      case 'hide':
        return void hide(given.channel, given.ts);
      case 'react':
      case 'unreact':
        return void (await person[given.do](given, given.name));
      case 'press':
        return press(given);
      case 'set':
        return set(given);
      case 'submit':
        return submit(given.view);
      case 'close': {
        const modal = makeModal(world, user, choices, viewOf(given.view));
        return void (await (given.all ? modal.close() : modal.cancel()));
      }
      case 'shortcut':
        return outcome(await person.shortcut(given.name));
      case 'messageShortcut':
        return outcome(await person.messageShortcut(given.name, { in: given.channel, ts: given.ts }));
      case 'home':
        return void (await person.home());
      case 'talk': {
        const other = world.users.get(given.user);
        if (!other || other.bot) throw new Error('user_not_found: there is nobody of that name');
        return { ok: true, channel: talkBetween(world, user, other).id };
      }
      case 'reload':
        return void person.reload();
      case 'join':
      case 'leave':
      case 'unarchive':
        return void (await person[given.do](given.channel));
      case 'invite':
        return void (await person.invite(given.channel, ...given.users));
      case 'read':
        if ((readTo.get(given.channel) ?? '') < given.ts) readTo.set(given.channel, given.ts);
        return undefined;
    }
  }

  return { readTo, do: async (given) => (await perform(given)) ?? { ok: true } };
}

const outcome = (done: 'done' | 'trouble'): ActResult => ({
  ok: true,
  ...(done === 'trouble' ? { trouble: true } : {}),
});

/** A button carries what the app drew, never what a page says; a menu carries the one thing that was chosen. */
function fieldsOf(found: FoundElement, given: Record<string, unknown>): Record<string, unknown> {
  const { element, type } = found;
  if (type === 'button') {
    const { text, value, style, url } = element;
    return Object.fromEntries(Object.entries({ text, value, style, url }).filter(([, one]) => one !== undefined));
  }
  const field = stateField(type) ?? 'selected_option';
  if (!(field in given)) throw new Error(`invalid_arguments: "${found.label || wordsOf(element.text)}" needs ${field}`);
  return { [field]: given[field] };
}
