import type { ModalView } from '@slack/types';
import { type Handover, handoverLengthMax } from '../../incident/handovers.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { escapeText } from '../../record/slack-text.ts';
import { context, input, modal, option, section, select, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { moment } from './moment.ts';

export interface HandOverFacts {
  /** What who opened it holds; of several, the form asks which. */
  readonly roles: readonly RoleName[];
  readonly role: RoleName;
  /** How things stand, plain. */
  readonly text: string;
  /** Offered already, and not answered. */
  readonly offered: Handover | null;
  readonly next: { readonly user: string; readonly team: string; readonly from: number | null } | null;
}

/** `Hand over`: to whom, and how things stand. */
export function handOverForm(incident: Incident, { roles, role, text, offered, next }: HandOverFacts): ModalView {
  const several = roles.length > 1;
  const name = escapeText(role);
  return modal({
    id: 'hand_over',
    memo: { n: incident.number, role },
    title: `Hand over ${nameOf(incident)}`,
    submit: 'Offer it',
    close: 'Not yet',
    blocks: [
      section(`${several ? 'The role' : `*${name}*`} stays yours until who you choose has accepted.`),
      ...(offered === null
        ? []
        : [
            context(
              `You offered ${name} to <@${offered.to}> ${moment(incident, offered.at)}, without an answer so far: a new offer takes the place of that one.`,
            ),
          ]),
      ...(several
        ? [
            input(
              inputs.role,
              'Which role?',
              select(
                'value',
                roles.map((each) => option(each, each.slice(0, 75))),
                { chosen: role },
              ),
            ),
          ]
        : []),
      input(
        inputs.user,
        'To whom?',
        { type: 'users_select', ...(next === null ? {} : { initial_user: next.user }) },
        next === null ? {} : { hint: hint(next) },
      ),
      input(
        inputs.text,
        'How do things stand?',
        textInput({ multiline: true, initial: text, max: handoverLengthMax }),
        { hint: 'From the record. Correct it, and say what is not written anywhere: they read it, and it is kept.' },
      ),
    ],
  });
}

/** Plain: Slack draws no times there. */
function hint({ team, from }: NonNullable<HandOverFacts['next']>): string {
  return from === null ? `On call for ${team} now.` : `Next on call for ${team}.`;
}
