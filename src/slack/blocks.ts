import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  HomeView,
  InputBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
import { shorten } from '../record/slack-text.ts';
import { cumulativeLength, fittingBlocks, lengthOf } from './fitting-blocks.ts';
import { type FormId, type FormMemo, formMemo, type Pressable, press, type Verb } from './ids.ts';

/**
 * Block Kit, as far as we use it. Every constructor keeps Slack's limits (lengths, counts) by shortening:
 * a view is never refused because somebody wrote much. Texts called `raw` are Slack text, escaped already;
 * the others are plain.
 */

/** A message: `text` is what a phone's notification and a screen reader say, so it says it whole. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

const messageBlocks = 50;
const viewBlocks = 100;
/** chat.update refuses a `text` beyond 4,000 characters (`msg_too_long`). */
const notificationLength = 3000;

export function message(raw: string, blocks: readonly KnownBlock[]): Message {
  return { text: shorten(raw, notificationLength), blocks: fittingBlocks(blocks.slice(0, messageBlocks)) };
}

/** Whether a message of these is shown as they are, nothing cut. */
export function fitsMessage(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= messageBlocks && lengthOf(blocks) <= cumulativeLength;
}

/** Slack refuses a form above 250 KB (`view_too_large`); a little is for what is around its blocks. */
export function fitsView(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= viewBlocks && new TextEncoder().encode(JSON.stringify(blocks)).length <= 240_000;
}

export interface Form<Id extends FormId> {
  readonly id: Id;
  /** What the form must still know when it is sent. */
  readonly memo: FormMemo<Id>;
  /** At most 24 characters. */
  readonly title: string;
  /** Left out: the form only shows something. */
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly KnownBlock[];
}

export function modal<Id extends FormId>(form: Form<Id>): ModalView {
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: formMemo(form.id, form.memo),
    title: plain(form.title, 24),
    ...(form.submit === undefined ? {} : { submit: plain(form.submit, 24) }),
    close: plain(form.close ?? (form.submit === undefined ? 'Close' : 'Cancel'), 24),
    blocks: form.blocks.slice(0, viewBlocks),
  };
}

export function home(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: blocks.slice(0, viewBlocks) };
}

/** Characters that Slack takes in a header. */
export const headerLength = 150;

export function header(text: string): KnownBlock {
  return { type: 'header', text: plain(text, headerLength) };
}

export function section(raw: string, accessory?: SectionBlock['accessory'], blockId?: string): SectionBlock {
  return {
    type: 'section',
    ...(blockId === undefined ? {} : { block_id: blockId }),
    text: mrkdwn(raw, 3000),
    ...(accessory === undefined ? {} : { accessory }),
  };
}

/** Facts in two columns, on a phone in one; ten to a block. */
export function fields(raws: readonly string[]): readonly SectionBlock[] {
  return chunks(raws, 10).map((some) => ({ type: 'section', fields: some.map((raw) => mrkdwn(raw, 2000)) }));
}

/** Small grey print. */
export function context(...raws: readonly string[]): KnownBlock {
  return { type: 'context', elements: raws.slice(0, 10).map((raw) => mrkdwn(raw, 3000)) };
}

export const divider: KnownBlock = { type: 'divider' };

/** A row of buttons and menus; none, when there is nothing to press. */
export function actions(
  elements: readonly ActionsBlock['elements'][number][],
  blockId?: string,
): readonly ActionsBlock[] {
  return chunks(elements, 25).map((some, index) => ({
    type: 'actions',
    ...(blockId === undefined ? {} : { block_id: index === 0 ? blockId : `${blockId}:${index}` }),
    elements: some,
  }));
}

/** Standard Markdown, such as tables, which mrkdwn has not. At most 12,000 characters in a message. */
export function markdown(text: string): KnownBlock {
  return { type: 'markdown', text: shorten(filled(text), cumulativeLength) };
}

export interface ButtonLook {
  readonly style?: 'primary' | 'danger';
  readonly confirm?: ConfirmationDialog;
  /** Tells two buttons of one verb in one row apart. */
  readonly suffix?: string;
}

export function button<V extends Verb>(label: string, verb: V, value: Pressable<V>, look: ButtonLook = {}): Button {
  return {
    type: 'button',
    text: plain(label, 75),
    ...press(verb, value, look.suffix),
    ...(look.style === undefined ? {} : { style: look.style }),
    ...(look.confirm === undefined ? {} : { confirm: look.confirm }),
  };
}

export function confirm(title: string, raw: string, yes: string, no: string): ConfirmationDialog {
  return { title: plain(title, 100), text: mrkdwn(raw, 300), confirm: plain(yes, 30), deny: plain(no, 30) };
}

export function option(label: string, value: string): PlainTextOption {
  return { text: plain(label, 75), value };
}

/** A menu; `chosen` is the value of the option that stands there at first. */
export function select(
  actionId: string,
  options: readonly PlainTextOption[],
  { chosen, placeholder }: { readonly chosen?: string | null; readonly placeholder?: string } = {},
): StaticSelect {
  const offered = options.slice(0, 100);
  const initial = offered.find((candidate) => candidate.value === chosen);
  return {
    type: 'static_select',
    action_id: actionId,
    options: offered,
    ...(initial === undefined ? {} : { initial_option: initial }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, 150) }),
  };
}

export interface InputLook {
  readonly hint?: string;
  readonly optional?: boolean;
  /** Only for a text: Slack tells us while somebody types (a block_actions with this verb as its id). */
  readonly asTyped?: Verb;
}

/** A field of a form. Its block id names it when the form is sent, and where an error is shown. */
export function input(
  blockId: string,
  label: string,
  element: InputBlock['element'],
  { hint = '', optional = false, asTyped }: InputLook = {},
): InputBlock {
  const typing = { dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] } };
  return {
    type: 'input',
    block_id: blockId,
    label: plain(label, 2000),
    element: { ...element, action_id: asTyped ?? 'value', ...(asTyped === undefined ? {} : typing) },
    ...(asTyped === undefined ? {} : { dispatch_action: true }),
    ...(hint === '' ? {} : { hint: plain(hint, 2000) }),
    optional,
  };
}

/** Characters that a text field of a form takes. */
export const fieldLength = 3000;

export interface TextLook {
  readonly multiline?: boolean;
  readonly initial?: string;
  readonly placeholder?: string;
  readonly max?: number;
}

export function textInput({ multiline = false, initial = '', placeholder, max = fieldLength }: TextLook = {}) {
  return {
    type: 'plain_text_input' as const,
    multiline,
    max_length: max,
    ...(initial === '' ? {} : { initial_value: shorten(initial, max) }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, 150) }),
  };
}

export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: shorten(filled(text), max), emoji: true };
}

/** `verbatim`: Slack makes no mention or link of what only looks like one. */
export function mrkdwn(raw: string, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: shorten(filled(raw), max), verbatim: true };
}

/** Slack refuses an empty text. */
function filled(text: string): string {
  return text.trim() === '' ? '–' : text;
}

function chunks<T>(all: readonly T[], size: number): readonly T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
