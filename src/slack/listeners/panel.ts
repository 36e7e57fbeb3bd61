// `/incident` alone: in a war room the panel with everything one can do, elsewhere the form to declare.
import { panel } from '../views/panel.ts';
import { openDeclareForm } from './declare.ts';
import type { TypedWord } from './listener.ts';

export const bareWord: TypedWord = {
  word: '',
  needs: 'nothing',
  run: async ({ incident, line: _line, ...asked }) =>
    incident === null ? openDeclareForm(asked, '') : panel(incident, asked.user),
};
