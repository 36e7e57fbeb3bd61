import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, option, select, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** Somebody is to come: a team or service of the configuration, or a person. */
export function pageForm(incident: Incident, names: readonly string[]): ModalView {
  return modal({
    id: 'page',
    memo: { n: incident.number },
    title: `Page for ${nameOf(incident)}`,
    submit: 'Page',
    blocks: [
      ...(names.length === 0
        ? []
        : [
            input(
              inputs.team,
              'Team or service',
              select(
                'value',
                names.map((name) => option(name, name.slice(0, 75))),
              ),
              { optional: true, hint: 'Who is on call is asked first, then the call tree.' },
            ),
          ]),
      input(inputs.user, 'Or a person', { type: 'users_select' }, { optional: true }),
      input(inputs.text, 'What are they needed for?', textInput({ multiline: true, max: 1000 }), { optional: true }),
    ],
  });
}
