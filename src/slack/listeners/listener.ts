import type { KnownBlock, ModalView } from '@slack/types';
import type { Incident, MessageRef, UserId } from '../../incident/incident.ts';
import type { Person } from '../../record/entry.ts';
import type { CommandLine } from '../command-line.ts';
import type { Slack } from '../slack.ts';

/** Somebody asks something of us: who, and how the request can be told from another. */
export interface Asked {
  readonly slack: Slack;
  readonly user: UserId;
  readonly person: Person;
  /** The same for every delivery of one request; two clicks have two. */
  readonly key: string;
  /** Opens one form, within three seconds; empty when the request cannot. */
  readonly triggerId: string;
  /** Where it was asked; null in App Home, forms and global shortcuts. */
  readonly channel: string | null;
  /** Where more can be said later, for half an hour; null when Slack gave none. */
  readonly responseUrl: string | null;
}

/** A private answer: only who asked sees it. */
export interface Reply {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** `/incident WORD …` */
export interface TypedWord {
  readonly word: string;
  /** `incident`: run with the one that the room or the line names; `nothing`: with null where there is none. */
  readonly needs: 'incident' | 'nothing';
  /**
   * What follows it: `text`, people's own words, which may begin with the name of another incident; `argument`, such as a
   * severity or a person. Nothing unless said.
   */
  readonly takes?: 'text' | 'argument';
  /** Guests may type it, too. */
  readonly guests?: true;
  readonly run: (
    asked: Asked & { readonly line: CommandLine; readonly incident: Incident | null },
  ) => Promise<Reply | null>;
}

export interface Pressed extends Asked {
  readonly actionId: string;
  /** The value of a button, or of the option chosen; for a person chosen, the user id; a text as far as it is typed. */
  readonly value: string;
  readonly blockId: string;
  readonly message: MessageRef | null;
  /** The form in which it was pressed. */
  readonly view: {
    readonly id: string;
    readonly hash: string;
    readonly privateMetadata: string;
    readonly callbackId: string;
  } | null;
}

export type ActionListener = (pressed: Pressed) => Promise<Reply | null>;

export interface Submitted extends Asked {
  readonly callbackId: string;
  readonly viewId: string;
  readonly privateMetadata: string;
  readonly values: FormValues;
}

/** What was typed and chosen, by block id: a text, an option's value, a user, a date (`YYYY-MM-DD`), seconds since 1970, or a list. */
export type FormValues = Readonly<Record<string, string | number | readonly string[] | null>>;

/** null: the form closes. */
export type FormAnswer =
  | null
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly update: ModalView }
  | { readonly push: ModalView };

export type FormListener = (submitted: Submitted) => Promise<FormAnswer>;

export type ShortcutListener = (asked: Asked) => Promise<Reply | null>;

export interface OnMessage extends Asked {
  readonly channel: string;
  readonly message: {
    readonly ts: string;
    readonly threadTs: string | null;
    readonly user: string;
    readonly text: string;
    readonly raw: Readonly<Record<string, unknown>>;
  };
}

export type MessageShortcutListener = (asked: OnMessage) => Promise<Reply | null>;
