import type { KnownBlock, ModalView } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import type { Policy, Severity } from '../../incident/policy.ts';
import { input, modal, option, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { alikeMemo, lookAlikes } from './look-alikes.ts';
import { severitySelect } from './severity-select.ts';

export interface DeclareForm {
  readonly policy: Policy;
  /** Plain text that was typed behind the command; may be empty. */
  readonly title: string;
  readonly severity: Severity | null;
  readonly summary?: string;
  /** Open incidents that look alike, and that this person may see. */
  readonly alike: readonly Incident[];
  /** Drawn again while somebody types: the cursor stays where it is. */
  readonly again?: boolean;
}

/** Declaring, on one short page: only the first field is required. */
export function declareForm({ policy, title, severity, summary = '', alike, again = false }: DeclareForm): ModalView {
  const blocks: readonly KnownBlock[] = [
    ...lookAlikes(alike),
    input(
      inputs.title,
      'What is happening?',
      { ...textInput({ initial: title, placeholder: 'Checkout returns 500s' }), focus_on_load: !again },
      { asTyped: 'look_alike' },
    ),
    input(inputs.severity, 'Severity', severitySelect(policy, severity), { optional: true }),
    ...services(policy),
    input(inputs.summary, 'Summary', textInput({ multiline: true, initial: summary }), { optional: true }),
    input(inputs.startedAt, 'Started at', { type: 'datetimepicker' }, { optional: true, hint: 'Empty: now.' }),
    input(
      inputs.private,
      'Who may see it',
      {
        type: 'checkboxes',
        options: [{ ...option('Private', 'private'), description: description('Announced nowhere; members only.') }],
      },
      { optional: true },
    ),
  ];
  return modal({
    id: 'declare',
    memo: { alike: alikeMemo(alike) },
    title: 'Declare an incident',
    submit: 'Declare',
    blocks,
  });
}

function services(policy: Policy): readonly KnownBlock[] {
  const offered = policy.services.slice(0, 100);
  if (offered.length === 0) return [];
  return [
    input(
      inputs.services,
      'Services',
      {
        type: 'multi_static_select',
        // An option's value is the service's name, cut where Slack cuts: names are compared so when they come back.
        options: offered.map(({ name }) => option(name, serviceValue(name))),
      },
      { optional: true },
    ),
  ];
}

/** Slack takes 75 characters as an option's value. */
export function serviceValue(name: string): string {
  return name.slice(0, 75);
}

function description(text: string) {
  return { type: 'plain_text' as const, text };
}
