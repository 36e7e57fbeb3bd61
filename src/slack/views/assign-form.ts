import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, option, select } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** Somebody gives a role to a person. Role names longer than Slack's 75 characters are no role names. */
export function assignForm(incident: Incident): ModalView {
  const roles = incident.policy.roles.map(({ name }) => option(name, name.slice(0, 75)));
  return modal({
    id: 'assign_role',
    memo: { n: incident.number },
    title: `Roles of ${nameOf(incident)}`,
    submit: 'Ask',
    blocks: [
      input(inputs.role, 'Role', select('value', roles)),
      input(
        inputs.user,
        'Who',
        { type: 'users_select' },
        { hint: 'They are asked by direct message. Until they accept, the role is open, or stays with its holder.' },
      ),
    ],
  });
}
