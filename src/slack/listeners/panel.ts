// `/incident` alone: in a war room the panel with everything one can do (the button `More` shows the same), elsewhere the form.
import { panel } from '../views/panel.ts';
import { aboutPressed } from './about.ts';
import { openDeclareForm } from './declare.ts';
import type { ActionListener, TypedWord } from './listener.ts';

export const bareWord: TypedWord = {
  word: '',
  needs: 'nothing',
  run: async ({ incident, line: _line, ...asked }) =>
    incident === null ? openDeclareForm(asked, '') : panel(incident, asked.user, asked.slack.now()),
};

export const showPanel: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_panel', async (incident) => panel(incident, pressed.user, pressed.slack.now()));
