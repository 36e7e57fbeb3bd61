// Declaring: `/incident new sev1 TITLE` at once, `/incident TITLE` and the shortcut by form. The answer names the incident
// at once; the link follows when Slack has made the room.
import type { DeclareOutcome } from '../../engine/engine.ts';
import type { Declare } from '../../incident/commands.ts';
import type { Incident, ReplyTo } from '../../incident/incident.ts';
import type { Severity } from '../../incident/policy.ts';
import { escapeText } from '../../record/slack-text.ts';
import { isAlike } from '../alike.ts';
import { visibleTo } from '../can-see.ts';
import { chosen, moment, typed } from '../form-values.ts';
import { inputs, readFormMemo, readPress } from '../ids.ts';
import { typedText } from '../typed-text.ts';
import { declareForm } from '../views/declare-form.ts';
import { declareOpening } from '../views/declare-opening.ts';
import { declaredAgain } from '../views/declared-again.ts';
import { alikeMemo } from '../views/look-alikes.ts';
import { roomLink } from '../views/room-link.ts';
import { trouble } from '../views/trouble.ts';
import type { ActionListener, Asked, FormListener, Reply, ShortcutListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { readSeverity } from './severity.ts';

export const newWord: TypedWord = {
  word: 'new',
  needs: 'nothing',
  takes: 'text',
  run: async ({ incident: _room, line, ...asked }) => {
    const { severity, title } = severityAndTitle(line.rest);
    if (title.trim() === '') {
      return trouble.notUnderstood(
        'Say what is broken: `/incident new sev1 Checkout returns 500s`. The severity may be left out.',
      );
    }
    return declareNow(asked, title, severity);
  },
};

/** `sev1 Checkout returns 500s`; the severity may be left out. */
export function severityAndTitle(rest: string): { readonly severity: Severity | null; readonly title: string } {
  const [first = '', ...others] = rest.split(/\s+/);
  // `Sev1` and `SEV-1:` are as good; a number alone may be the beginning of a title.
  const severity = readSeverity(/^sev/i.test(first) ? first.replace(/^sev-?([1-4]):?$/i, 'sev$1') : '');
  return { severity, title: typedText(severity === null ? rest : others.join(' ')) };
}

/** For who typed a title whose first word is nearly a command. */
export const declareTitle: ActionListener = async (pressed) => {
  const value = readPress('declare_title', pressed.value);
  if (value === null) return trouble.oldButton();
  // Plain by now: escaped, it is read as it was typed.
  const { severity, title } = severityAndTitle(escapeText(value.title));
  return declareNow(pressed, title, severity);
};

export const declareButton: ActionListener = (pressed) => openDeclareForm(pressed, '');

export const declareShortcut: ShortcutListener = (asked) => openDeclareForm(asked, '');

/** The form, with open incidents that look alike above it: perhaps there is a room already. */
export async function openDeclareForm(
  asked: Asked,
  title: string,
  severity: Severity | null = null,
): Promise<Reply | null> {
  const { policy } = asked.slack;
  return openForm(asked, declareForm({ policy, title, severity, alike: await alikeTo(asked, title) }));
}

/** Typing goes on in the form, and what looks alike changes with it. Nothing that was typed is lost. */
export const lookAlike: ActionListener = async (pressed) => {
  const { slack, value: title, view } = pressed;
  if (view === null) return null;
  try {
    const alike = await alikeTo(pressed, title);
    if (alikeMemo(alike) === readFormMemo('declare', view.privateMetadata)?.alike) return null;
    const again = declareForm({ policy: slack.policy, title, severity: null, alike, again: true });
    // With its hash: a form that was sent or changed meanwhile stays as it is, and the next letter asks again.
    await slack.quick('views.update', { view_id: view.id, hash: view.hash, view: again });
  } catch (error) {
    // It is only a help: who types does not want to hear at every letter that the database is away.
    if (!slack.isAway(error)) throw error;
  }
  return null;
};

/** Open incidents that this person may see: all of them, or with a title those that it reminds of. */
async function alikeTo({ slack, user }: Asked, title: string): Promise<readonly Incident[]> {
  const open = await visibleTo(slack, user, await slack.engine.openIncidents(slack.identity.teamId));
  return title.trim() === '' ? open : open.filter((incident) => isAlike(title, incident.title));
}

export const submitDeclare: FormListener = async (submitted) => {
  const { slack, values, viewId } = submitted;
  const startedAt = moment(values, inputs.startedAt);
  const severity = readSeverity(typed(values, inputs.severity));
  const command = {
    ...declaration(submitted, typed(values, inputs.title), severity, { via: 'view', viewId }),
    summary: typed(values, inputs.summary),
    private: chosen(values, inputs.private).length > 0,
    services: chosen(values, inputs.services),
    startedAt,
  };
  const outcome = await slack.engine.declare(command, submitted.key);
  if (outcome.kind === 'refused') {
    const field = outcome.refusal.reason === 'time_ahead' ? inputs.startedAt : inputs.title;
    return {
      errors: {
        [field]:
          field === inputs.title
            ? 'Say what is happening, in a few words.'
            : 'This is still to come. When did it start?',
      },
    };
  }
  return { update: declareOpening(outcome.incident, said(outcome, command)) };
};

async function declareNow(asked: Asked, title: string, severity: Severity | null): Promise<Reply> {
  const replyTo: ReplyTo = asked.responseUrl === null ? { via: 'dm' } : { via: 'response_url', url: asked.responseUrl };
  const command = declaration(asked, title, severity, replyTo);
  const outcome = await asked.slack.engine.declare(command, asked.key);
  if (outcome.kind === 'refused')
    return trouble.notUnderstood('Say what is broken: `/incident new sev1 Checkout returns 500s`.');
  return roomLink(outcome.incident, said(outcome, command));
}

/** What there is to say when it was declared already. */
export function said(outcome: DeclareOutcome, command: Declare): string | null {
  return outcome.kind === 'repeated' ? declaredAgain(outcome.incident, command) : null;
}

/** What is declared without a form. */
export function declaration(asked: Asked, title: string, severity: Severity | null, replyTo: ReplyTo): Declare {
  const { slack, user } = asked;
  return {
    type: 'declare',
    by: user,
    workspace: slack.identity.teamId,
    title,
    summary: '',
    severity,
    private: false,
    services: [],
    startedAt: null,
    policy: slack.policy,
    replyTo,
  };
}
