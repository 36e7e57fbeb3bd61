// `/incident` alone: in a war room the panel with everything one can do (the button `More` shows the same), elsewhere the form.
import type { Incident } from '../../incident/incident.ts';
import { cardLink } from '../card-link.ts';
import { panel } from '../views/panel.ts';
import { aboutPressed } from './about.ts';
import { openDeclareForm } from './declare.ts';
import type { ActionListener, Asked, Reply, TypedWord } from './listener.ts';

export const bareWord: TypedWord = {
  word: '',
  needs: 'nothing',
  run: async ({ incident, line: _line, ...asked }) =>
    incident === null ? openDeclareForm(asked, '') : panelFor(asked, incident),
};

export const showPanel: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_panel', (incident) => panelFor(pressed, incident));

async function panelFor({ slack, user }: Asked, incident: Incident): Promise<Reply> {
  return panel(incident, user, slack.now(), await cardLink(slack, user, incident));
}
